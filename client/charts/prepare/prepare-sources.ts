import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchDelta, frenchMonth, frenchUnit } from '../../../shared/domain/words/french-format.ts';
import { type MonthPoint, numberOf, pointWords } from './month-series.ts';
import { numbersOf, type Plot, type PlotLayer } from './plot.ts';
import { lineRuns, monthPlaces } from './plot-places.ts';
import { scaleTicks } from './scale-ticks.ts';

/** Two sources that count the same fact, side by side; see `two-sources.ts`. */
export interface SourcesInput {
  unit: Unit;
  first: { label: string; points: readonly MonthPoint[] };
  second: { label: string; points: readonly MonthPoint[] };
  /** The verdict on their totals, in words. */
  verdict: string;
}

/** Both series as lines, never added: the circle is the first source, the square the second. */
export function prepareSources({ unit, first, second, verdict }: SourcesInput): Plot {
  const line = (name: string, points: readonly MonthPoint[], own: 'first' | 'second'): PlotLayer => ({
    kind: 'line',
    name,
    tone: own === 'first' ? 'value' : 'target',
    dash: own === 'first' ? 'solid' : 'dashed',
    shape: own === 'first' ? 'circle' : 'square',
    runs: lineRuns(points.map(numberOf)),
  });
  const layers = [line(first.label, first.points, 'first'), line(second.label, second.points, 'second')];
  const months = first.points.map(({ month }) => month);
  return {
    title: 'Deux sources pour un même fait',
    sentence: verdict,
    unit: frenchUnit(unit),
    places: monthPlaces(months),
    layers,
    breaks: [],
    gaps: [],
    scale: scaleTicks(numbersOf(layers)),
    table: {
      headers: ['Mois', first.label, second.label, 'Écart'],
      rows: first.points.map((point, rank) => {
        const other = second.points[rank];
        const [a, b] = [numberOf(point), other ? numberOf(other) : null];
        return {
          key: point.month,
          cells: [
            frenchMonth(point.month),
            pointWords(point, unit),
            pointWords(other, unit),
            a === null || b === null ? 'non comparable' : frenchDelta(a - b),
          ],
        };
      }),
    },
  };
}
