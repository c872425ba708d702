import { describe, expect, it } from 'vitest';
import { axisTicks, chartSvg } from '../../../server/documents/chart-svg.ts';
import type { ChartSpec } from '../../../shared/domain/report/chart-spec.ts';

const spec: ChartSpec = {
  kind: 'months',
  labels: ['janv.', 'févr.', 'mars'],
  bars: [{ name: 'réalisé', values: [1154, 0, null] }],
  unit: 'situations',
};
const count = (svg: string, part: string) => svg.split(part).length - 1;

describe('the chart of a document', () => {
  it('climbs by round steps from zero to just above the highest value', () => {
    expect(axisTicks(23)).toEqual([0, 5, 10, 15, 20, 25]);
    expect(axisTicks(0)).toEqual([0, 1]);
    expect(axisTicks(1154).at(-1)).toBe(1500);
  });

  it('draws a dot for a month at zero and a hatched sketch for a month without a value', () => {
    const svg = chartSvg(spec, 'Situations');
    expect(count(svg, '<circle')).toBe(1);
    expect(svg).toContain('>0</text>');
    expect(svg).toContain('>sans valeur<');
    expect(count(svg, 'fill="url(#missing)"')).toBe(2);
    const known = chartSvg({ ...spec, bars: [{ name: 'réalisé', values: [1154, 3, 4] }] }, 'Situations');
    expect(known).not.toContain('fill="url(#missing)"');
    expect(known).not.toContain('<circle');
  });

  it('gives a masked number a mark of its own: it is neither a zero nor a month without a value', () => {
    const svg = chartSvg({ ...spec, masked: [2] }, 'Situations');
    expect(svg).toContain('>masqué (secret statistique)<');
    expect(count(svg, 'fill="url(#masked)"')).toBe(2);
    expect(svg).not.toContain('fill="url(#missing)"');
  });

  it('writes its numbers in French and its unit', () => {
    const svg = chartSvg(spec, 'Situations');
    expect(svg).toContain('1\u202f154');
    expect(svg).toContain('>situations</text>');
  });

  it('tells two series apart by a pattern, and cuts the expected line where nothing is expected', () => {
    const second = { name: '2024', values: [2, 4, 6] };
    const svg = chartSvg(
      { ...spec, bars: [...spec.bars, second], line: { name: 'attendu', values: [1, null, 3] } },
      'x',
    );
    expect(svg).toContain('fill="url(#hatched)"');
    expect(svg).not.toContain('<polyline');
    const whole = chartSvg({ ...spec, line: { name: 'attendu', values: [1, 2, 3] } }, 'x');
    expect(count(whole, '<polyline')).toBe(1);
  });

  it('keeps what a user wrote as words', () => {
    const svg = chartSvg({ ...spec, bars: [{ name: '<script>&"', values: [1, 2, 3] }] }, '</title><script>');
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('&lt;script&gt;&amp;&quot;');
  });
});
