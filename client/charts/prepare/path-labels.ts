import type { Figure } from '../../../shared/domain/figures/figure.ts';
import type { PathPoint, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { isCounted, type Unit } from '../../../shared/domain/indicator.ts';
import { frenchMonthName, frenchQuantity, frenchValue } from '../../../shared/domain/words/french-format.ts';
import type { PlotLabel, PlotLead } from './plot.ts';

/** Two labels at the end of the lines are at least that far apart, in the height of the scale. */
const APART = 0.09;

/** The axis bears the unit; a sign is short enough to be written again. */
function said(value: number, unit: Unit): string {
  const rounded = isCounted(unit) ? Math.round(value) : value;
  return unit === 'percent' ? frenchQuantity(rounded, unit) : frenchValue(rounded, unit);
}

/** Labels at the end of their lines, from the highest down, none over another. */
function spread(labels: PlotLabel[], { min, max }: { min: number; max: number }): PlotLabel[] {
  const apart = (max - min) * APART;
  const placed: PlotLabel[] = [];
  for (const label of labels.sort((a, b) => b.value - a.value)) {
    const ceiling = (placed.at(-1)?.value ?? Number.POSITIVE_INFINITY) - apart;
    placed.push({ ...label, value: Math.min(label.value, ceiling) });
  }
  return placed;
}

/** The words that touch what they name: the last value and what was expected then, the target and the range at the end. */
export function pathLead(
  { unit, expected }: Pick<Figure, 'unit' | 'expected'>,
  path: readonly PathPoint[],
  ahead: ReturnType<typeof projectionOfFigure>,
  scale: { min: number; max: number },
): PlotLead {
  const at = path.findLastIndex(({ value }) => value !== null);
  const last = path[at];
  const labels: PlotLabel[] = [];
  if (last && last.value !== null) {
    const low = last.expected !== null && last.expected > last.value;
    labels.push({
      rank: at,
      value: last.value,
      text: `${said(last.value, unit)} fin ${frenchMonthName(last.month)}`,
      tone: 'value',
      place: low ? 'below' : 'above',
    });
    if (last.expected !== null && expected !== null && last.expected !== last.value)
      labels.push({
        rank: at,
        value: last.expected,
        text: `attendu\u00a0: ${said(last.expected, unit)}`,
        tone: 'target',
        place: low ? 'above' : 'below',
      });
  }
  const end = path.findLastIndex((point) => point.expected !== null);
  const due = path[end];
  const ends: PlotLabel[] = [];
  if (due && due.expected !== null && end > at)
    ends.push({
      rank: end,
      value: due.expected,
      text: `attendu en ${frenchMonthName(due.month)}\u00a0: ${said(due.expected, unit)}`,
      tone: 'target',
      place: 'end',
    });
  if (ahead.kind === 'range') {
    const [low, high] = [said(ahead.low, unit), said(ahead.high, unit)];
    ends.push({
      rank: path.findIndex(({ month }) => month === ahead.end),
      value: (ahead.low + ahead.high) / 2,
      text: low === high ? `projection\u00a0: ${low}` : `projection\u00a0: ${low} à ${high}`,
      tone: 'value',
      place: 'end',
    });
  }
  return { labels: [...labels, ...spread(ends, scale)], knownUntil: at };
}
