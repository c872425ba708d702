import { describe, expect, it } from 'vitest';
import { controlChart } from '../../shared/domain/control-chart.ts';

const steady = [18, 22, 17, 20, 25, 19, 16, 21, 23, 18, 20, 19];
const signals = (values: number[]) => controlChart(values)?.signals.map(({ code, at }) => `${code} ${at}`);

describe('real change or noise', () => {
  it('computes the limits of the reference series', () => {
    const chart = controlChart(steady);
    expect(chart?.mean).toBeCloseTo(19.8333, 4);
    expect(chart?.meanRange).toBeCloseTo(3.72727, 5);
    expect(chart?.lower).toBeCloseTo(9.9188, 4);
    expect(chart?.upper).toBeCloseTo(29.7479, 4);
    expect(chart?.rangeLimit).toBeCloseTo(12.177, 3);
    expect(chart).toMatchObject({ provisional: false, signals: [] });
  });

  it('sees one point outside', () => {
    expect(signals([...steady, ...steady, 60])).toEqual(['outside 24']);
  });

  it('sees seven in a row on one side, and a point on the mean breaks the run', () => {
    const low = [10, 12, 10, 12, 10, 12, 10];
    expect(signals([...low, 20, 22, 20, 22, 20, 22, 20])).toContain('seven-on-one-side 6');
    expect(signals([10, 12, 10, 16, 12, 10, 12, 22, 20, 22, 16, 20, 22, 20])).toEqual([]);
  });

  it('sees seven strictly rising or falling, and a tie breaks it', () => {
    expect(signals([20, 10, 11, 12, 13, 14, 15, 16])).toContain('seven-rising 7');
    expect(signals([10, 20, 19, 18, 17, 16, 15, 14])).toContain('seven-falling 7');
    expect(signals([20, 10, 11, 12, 12, 14, 15, 16])?.join()).not.toContain('rising');
  });

  it('sees two of three near the same limit, both in the window', () => {
    expect(signals([...steady, 31, 24, 31])).toContain('two-of-three-near-limit 14');
  });

  it('draws the lower limit of a count at zero, and calls few points provisional', () => {
    expect(controlChart([1, 20, 2, 18])).toMatchObject({ lower: 0, provisional: true });
  });

  it('is a run chart instead when counts are small', () => {
    expect(controlChart([4, 5, 3, 6])).toBeNull();
    expect(controlChart([40])).toBeNull();
  });
});
