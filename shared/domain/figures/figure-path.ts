import { type Month, monthsBetween } from '../month.ts';
import { type Figure, type FigureMonth, quantityValue } from './figure.ts';
import { fraction, times, toNumber } from './fraction.ts';
import { type Projection, projectionOf } from './projection.ts';
import { dueMonthOf, shareAt } from './target-path.ts';

/** The way of a figure through its year: what it was at the end of each month, what was expected of it, where it is going. */

type Walked = Pick<
  Figure,
  'timeRule' | 'direction' | 'months' | 'through' | 'from' | 'target' | 'value' | 'hidden' | 'unit' | 'year'
>;

/** A figure at the end of a month. `masked`: it exists and is not published. `later`: after the last month counted. */
export interface PathPoint {
  month: Month;
  state: 'value' | 'missing' | 'masked' | 'later';
  /** In the unit of the indicator, a ratio in percent; null unless the state is `value`. */
  value: number | null;
  /** What the path to the target asks at the end of the month; null without a target or outside of its path. */
  expected: number | null;
}

/** What is known and may be said of a figure at the end of a month. */
function valueAt(figure: Walked, point: FigureMonth): Pick<PathPoint, 'state' | 'value'> {
  const isLast = point.month === figure.through;
  if (isLast && figure.hidden) return { state: 'masked', value: null };
  if (!isLast && point.hidden) return { state: 'masked', value: null };
  if (point.quantity === null && !point.hidden) return { state: 'missing', value: null };
  if (isLast && figure.value !== null) return { state: 'value', value: figure.value };
  if (point.soFar !== null) return { state: 'value', value: point.soFar };
  return { state: figure.months.some(({ hidden }) => hidden) ? 'masked' : 'missing', value: null };
}

/** What the target asks: of the months that are whole up to the last one counted, of all of them after it. */
function expectedAt({ target, direction, through, timeRule }: Walked, { month, expectedSoFar }: FigureMonth) {
  if (!target || direction === 'context' || direction === 'maintain') return null;
  if (month < target.startMonth || month > dueMonthOf(target)) return null;
  if (month <= through) return expectedSoFar;
  const start = timeRule === 'flow' && direction === 'decrease' ? 0 : (target.start ?? 0);
  return start + toNumber(times(fraction(target.value - start), shareAt(target, month)));
}

/**
 * The figure as it was at the end of each month of its year: the sum so far of a flow, the share so far of a ratio, the
 * level of a stock. A month that nobody gave has no point, and what follows adds the known months only. After a hidden
 * month the sum so far is hidden too, but for the one that is published.
 * Example: a flow of 3, missing, 4 against 12 a year: 3, missing, 7; expected 1, 2, 3.
 */
export function pathOfFigure(figure: Walked): PathPoint[] {
  return figure.months.map((point) => ({
    month: point.month,
    ...(point.month > figure.through ? { state: 'later' as const, value: null } : valueAt(figure, point)),
    expected: expectedAt(figure, point),
  }));
}

/** What a month says of a rhythm: nothing, when it is hidden or lacks the part of someone. */
const monthValue = (month: FigureMonth) =>
  month.hidden || month.reported < month.expected ? null : quantityValue(month.quantity);

/** The last month that a figure's target speaks of within its year, else December. */
function endOf({ target, year }: Walked): Month {
  const december = `${year}-12`;
  return target && dueMonthOf(target) < december ? dueMonthOf(target) : december;
}

/**
 * Where a figure is going by the end of its year, from the rhythm of its own last months; see `projection.ts`. A figure with
 * hidden months has no projection: the rhythm would be that of its larger months only.
 * Example: FOR-01 with one session in each month up to September, 9 so far: 12 by December.
 */
export function projectionOfFigure(figure: Walked): Projection | { kind: 'none'; reason: 'masked' } {
  const counted = figure.months.filter(({ month }) => month <= figure.through);
  if (figure.hidden || counted.some(({ hidden }) => hidden)) return { kind: 'none', reason: 'masked' };
  const flow = figure.timeRule === 'flow';
  const path = pathOfFigure(figure);
  return projectionOf({
    timeRule: figure.timeRule,
    direction: figure.direction,
    months: counted
      .filter(({ month }) => month >= figure.from)
      .map((month) => ({
        month: month.month,
        value: flow ? monthValue(month) : (path.find((point) => point.month === month.month)?.value ?? null),
      })),
    now: figure.value,
    target: figure.target?.value ?? null,
    at: figure.through,
    end: endOf(figure),
    ...(figure.unit === 'percent' && { max: 100 }),
  });
}

/**
 * What the target asks of one month, to be held against what months usually give: its even share for a flow, the target
 * itself for a level. Null without a target. Example: 40 dwellings over 2025: 3.33 a month.
 */
export function neededEachMonth({
  target,
  timeRule,
  direction,
}: Pick<Figure, 'target' | 'timeRule' | 'direction'>): number | null {
  if (!target) return null;
  if (timeRule !== 'flow') return target.value;
  const start = direction === 'decrease' ? 0 : (target.start ?? 0);
  return (target.value - start) / monthsBetween(target.startMonth, dueMonthOf(target)).length;
}
