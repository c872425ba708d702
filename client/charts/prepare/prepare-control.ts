import { type ControlChart, controlChart, targetVerdict } from '../../../shared/domain/figures/control-chart.ts';
import type { Direction, TimeRule } from '../../../shared/domain/indicator.ts';
import { frenchDecimal, frenchMonth, frenchUnit } from '../../../shared/domain/words/french-format.ts';
import { controlSentence } from './control-sentence.ts';
import { isGap, type MonthSeries, numberOf, pointWords } from './month-series.ts';
import { numbersOf, type Plot, type PlotLayer } from './plot.ts';
import { breakMarks, knownPoints, lineRuns, monthPlaces } from './plot-places.ts';
import { scaleTicks } from './scale-ticks.ts';

export interface ControlInput {
  series: MonthSeries;
  timeRule: TimeRule;
  direction: Direction;
  /** What the target asks of one month, in the unit of the months; null without a target. */
  needed: number | null;
}

/** Why nothing is drawn: said in the place of the chart. */
type ControlAbsence = 'cumulative' | 'carried-over' | 'masked' | 'too-few-months';

/** The months since the last series break: what was counted before is another process. */
function judgedFrom({ points, breaks = [] }: MonthSeries): number {
  const ranks = breaks.map(({ month }) => points.findIndex((point) => point.month >= month));
  return Math.max(0, ...ranks);
}

function limitLayers(chart: ControlChart, from: number, to: number): PlotLayer[] {
  const rule = (name: string, value: number, dash: 'solid' | 'dashed' | 'dotted'): PlotLayer => ({
    kind: 'rule',
    name,
    value,
    dash,
    tone: 'soft',
    from,
    to,
  });
  if (chart.kind === 'run') return [rule('médiane', chart.median, 'solid')];
  if (chart.kind === 'none') return [];
  const word = chart.provisional ? 'limites ordinaires, provisoires' : 'limites ordinaires';
  return [
    rule('moyenne', chart.mean, 'solid'),
    rule(word, chart.upper, 'dashed'),
    rule(word, chart.drawnLower, 'dashed'),
  ];
}

/**
 * Real change or ordinary variation, over the months since the last break of the series. Nothing for cumulative values and
 * stocks, nor where hidden months would leave the larger ones alone to speak. Example: the twelve months 18, 22, 17, 20, 25, 19, 16, 21,
 * 23, 18, 20, 19 have limits 9.9 and 29.7 and no signal.
 */
export function prepareControl({ series: whole, timeRule, direction, needed }: ControlInput): Plot | ControlAbsence {
  // Between two ends of a quarter nothing is asked: the process is of the quarters.
  const points = whole.points.filter(({ state }) => state !== 'not-expected');
  const series = { ...whole, points };
  if (timeRule === 'unique' || timeRule === 'milestone') return 'cumulative';
  // A stock holds the months before it: its points depend on each other, and everything would be a signal.
  if (timeRule === 'stock') return 'carried-over';
  const from = judgedFrom(series);
  if (points.slice(from).some(({ state }) => state === 'masked')) return 'masked';
  const values = points.map(numberOf);
  const chart = controlChart(values.slice(from));
  if (chart.kind === 'none') return 'too-few-months';
  const months = points.map(({ month }) => month);
  const flagged = new Set(chart.signals.flatMap((signal) => signal.points.map((rank) => rank + from)));
  const layers: PlotLayer[] = [
    ...limitLayers(chart, from, points.length - 1),
    {
      kind: 'line',
      name: 'valeur du mois',
      tone: 'value',
      dash: 'solid',
      shape: 'circle',
      runs: lineRuns(values, from > 0 ? [from] : []),
    },
    {
      kind: 'marks',
      name: 'signal\u00a0: changement réel',
      tone: 'signal',
      shape: 'square',
      points: knownPoints(values).filter(({ rank }) => flagged.has(rank)),
    },
  ];
  const drawn = layers.filter((layer) => layer.kind !== 'marks' || layer.points.length > 0);
  const verdict = targetVerdict(chart, direction, needed);
  return {
    title: chart.kind === 'xmr' ? 'Changement réel ou variation ordinaire' : 'Suite des mois autour de la médiane',
    sentence: controlSentence({ chart, months: months.slice(from), unit: series.unit, verdict, needed }),
    unit: frenchUnit(series.unit),
    places: monthPlaces(months),
    layers: drawn,
    breaks: breakMarks(months, series.breaks ?? []),
    gaps: points.flatMap(({ state }, rank) => (isGap(state) ? [{ rank, kind: state }] : [])),
    scale: scaleTicks(numbersOf(drawn)),
    table: tableOf(series, chart, from, flagged),
  };
}

function tableOf(
  { points, unit }: MonthSeries,
  chart: Exclude<ControlChart, { kind: 'none' }>,
  from: number,
  flagged: Set<number>,
): Plot['table'] {
  const usual =
    chart.kind === 'xmr'
      ? `${frenchDecimal(chart.drawnLower)} à ${frenchDecimal(chart.upper)}`
      : `médiane ${frenchDecimal(chart.median)}`;
  return {
    headers: ['Mois', 'Valeur', 'Ordinaire', 'Signal'],
    rows: points.map((point, rank) => {
      const { month } = point;
      return {
        key: month,
        cells: [
          frenchMonth(month),
          pointWords(point, unit),
          rank < from ? 'avant la rupture' : usual,
          flagged.has(rank) ? 'oui' : '–',
        ],
      };
    }),
  };
}
