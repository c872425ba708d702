import { Paragraph } from 'docx';
import { ChartRun, type ChartSeries } from 'docx/charts';
import type { ChartBlock } from '../../shared/domain/report/report-document.ts';
import { CHART_COLOURS } from './chart-svg.ts';

/** The width of the text, and a third of it, in the pixels of a 96 dpi screen. */
const SIZE = { width: 640, height: 235 };
const LOW = { width: 640, height: 165 };
const colour = (hash: string) => hash.slice(1).toUpperCase();
const small = { size: 8, color: colour(CHART_COLOURS.ink) };

/** Counts without a decimal sign, measures with one digit after it. */
const formatOf = (values: (number | null)[]) =>
  values.every((value) => Number.isInteger(value ?? 0)) ? '#,##0' : '#,##0.0';

function seriesOf({ spec }: ChartBlock): ChartSeries[] {
  const bars = spec.bars.map(
    (bar, rank): ChartSeries => ({
      ...bar,
      color: colour(rank === 0 ? CHART_COLOURS.bar : CHART_COLOURS.secondBar),
      dataLabels: { value: true, position: 'outsideEnd', numberFormat: formatOf(bar.values), font: small },
    }),
  );
  if (!spec.line) return bars;
  const expected = colour(CHART_COLOURS.line);
  const line = { color: expected, width: 1.75, dash: 'dash' as const };
  return [...bars, { ...spec.line, type: 'line', color: expected, markers: false, line }];
}

/**
 * A chart that Word can edit, its values written on the bars: a month at zero says 0, a month without a value says
 * nothing, and neither is taken for the other.
 */
export function chartOf(block: ChartBlock): Paragraph {
  const { caption, alt, spec } = block;
  const chart = new ChartRun({
    type: 'column',
    categories: spec.labels,
    series: seriesOf(block),
    legend: { position: 'top' },
    valueAxis: { numberFormat: '#,##0', title: { text: spec.unit, font: { size: 9, bold: false } } },
    gapWidth: 60,
    overlap: 0,
    chartArea: { border: 'none' },
    transformation: spec.height === 'low' ? LOW : SIZE,
    altText: { name: caption, title: caption, description: alt },
  });
  return new Paragraph({ style: 'Drawing', children: [chart] });
}

/** The words under a chart of Word, which has no mark of its own for a masked number. */
export function chartWords({ caption, spec }: ChartBlock): string {
  const masked = (spec.masked ?? []).flatMap((rank) => spec.labels[rank] ?? []);
  return masked.length === 0 ? caption : `${caption} (masqué par le secret statistique\u00a0: ${masked.join(', ')})`;
}
