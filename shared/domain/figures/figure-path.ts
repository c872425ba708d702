import { type Month, monthsBetween } from '../month.ts';
import { type Figure, type FigureMonth, quantityValue } from './figure.ts';
import { expectedToDate } from './pace.ts';
import { type Projection, projectionOf } from './projection.ts';
import { periodValue } from './year-value.ts';

/** The way of a figure through its year: what it was at the end of each month, what was expected of it, where it is going. */

type Walked = Pick<
  Figure,
  'timeRule' | 'direction' | 'months' | 'through' | 'target' | 'breaks' | 'value' | 'hidden' | 'unit' | 'year'
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

/** The first month that is counted with another: January, or the last change of definition. */
function sinceOf({ breaks, year }: Walked, month: Month): Month {
  return breaks.filter((one) => one <= month).at(-1) ?? `${year}-01`;
}

/** What the months up to one of them make together, by the same rule as the figure of the year. */
function valueAt(figure: Walked, month: Month): { state: 'value' | 'missing' | 'masked'; value: number | null } {
  if (month === figure.through && figure.hidden) return { state: 'masked', value: null };
  const own = figure.months.find((one) => one.month === month);
  if (own?.hidden && month !== figure.through) return { state: 'masked', value: null };
  if (own?.quantity === null && !own.hidden) return { state: 'missing', value: null };
  if (month === figure.through && figure.value !== null) return { state: 'value', value: figure.value };
  const since = sinceOf(figure, month);
  const counted = figure.months.filter((one) => since <= one.month && one.month <= month);
  const adds = figure.timeRule !== 'stock' && figure.timeRule !== 'milestone';
  if (adds && counted.some((one) => one.hidden)) return { state: 'masked', value: null };
  const { value } = periodValue(
    figure.timeRule,
    counted.map((one) => ({ month: one.month, state: one.quantity ? 'value' : 'missing', quantity: one.quantity })),
  );
  return { state: value === null ? 'missing' : 'value', value };
}

function expectedAt({ target, direction }: Walked, month: Month): number | null {
  if (!target || direction === 'context' || direction === 'maintain') return null;
  if (month < target.startMonth || month > target.endMonth) return null;
  return expectedToDate(target, month);
}

/**
 * The figure as it was at the end of each month of its year: the sum so far of a flow, the share so far of a ratio, the
 * level of a stock. A month that nobody gave has no point, and what follows adds the known months only. After a hidden
 * month the sum so far is hidden too, but for the one that is published.
 * Example: a flow of 3, missing, 4 against 12 a year: 3, missing, 7; expected 1, 2, 3.
 */
export function pathOfFigure(figure: Walked): PathPoint[] {
  return figure.months.map(({ month }) => ({
    month,
    ...(month > figure.through ? { state: 'later' as const, value: null } : valueAt(figure, month)),
    expected: expectedAt(figure, month),
  }));
}

const monthValue = (month: FigureMonth) => (month.hidden ? null : quantityValue(month.quantity));

/** The last month that a figure's target speaks of within its year, else December. */
function endOf({ target, year }: Walked): Month {
  const december = `${year}-12`;
  return target && target.endMonth < december ? target.endMonth : december;
}

/**
 * Where a figure is going by the end of its year, from the rhythm of its own last months; see `projection.ts`. A figure with
 * hidden months has no projection: the rhythm would be that of its larger months only.
 * Example: FOR-01 with one session in each month up to September, 9 so far: 12 by December.
 */
export function projectionOfFigure(figure: Walked): Projection | { kind: 'none'; reason: 'masked' } {
  const counted = figure.months.filter(({ month }) => month <= figure.through);
  if (figure.hidden || counted.some(({ hidden }) => hidden)) return { kind: 'none', reason: 'masked' };
  const since = sinceOf(figure, figure.through);
  const flow = figure.timeRule === 'flow';
  const path = pathOfFigure(figure);
  return projectionOf({
    timeRule: figure.timeRule,
    direction: figure.direction,
    months: counted
      .filter(({ month }) => month >= since)
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
export function neededEachMonth({ target, timeRule }: Pick<Figure, 'target' | 'timeRule'>): number | null {
  if (!target) return null;
  if (timeRule !== 'flow') return target.value;
  return (target.value - (target.start ?? 0)) / monthsBetween(target.startMonth, target.endMonth).length;
}
