import { endsPeriod, monthsOfPeriod } from '../expectation.ts';
import { type Month, monthsBetween } from '../month.ts';
import { type Figure, type FigureMonth, heldTarget, quantityValue } from './figure.ts';
import { fraction, times, toNumber } from './fraction.ts';
import { lacksPart, type SaidState, saidState } from './month-state.ts';
import { type Projection, projectionOf } from './projection.ts';
import { dueMonthOf, shareAt } from './target-path.ts';

/** The way of a figure through its year: what it was at the end of each month, what was expected of it, where it is going. */

type Walked = Pick<
  Figure,
  | 'timeRule'
  | 'direction'
  | 'frequency'
  | 'months'
  | 'through'
  | 'from'
  | 'target'
  | 'value'
  | 'hidden'
  | 'held'
  | 'partial'
  | 'why'
  | 'unit'
  | 'year'
  | 'visibility'
>;

/** A figure at the end of a month. `masked`: it exists and is not published. `later`: after the last month counted. */
export interface PathPoint {
  month: Month;
  state: SaidState | 'later';
  /** In the unit of the indicator, a ratio in percent; null unless the state is `value` or `estimated`. */
  value: number | null;
  /** The value lacks a part, of this month or of one before it. */
  partial: boolean;
  /** What the path to the target asks at the end of the month; null without a target or outside of its path. */
  expected: number | null;
}

const isLevel = ({ timeRule }: Pick<Walked, 'timeRule'>) => timeRule === 'stock' || timeRule === 'milestone';

/** What is known and may be said of a figure at the end of a month. */
function valueAt(figure: Walked, point: FigureMonth): Pick<PathPoint, 'state' | 'value'> {
  const isLast = point.month === figure.through;
  if (isLast && figure.hidden) return { state: 'masked', value: null };
  const state = saidState(figure, isLast ? { ...point, hidden: false } : point);
  if (state !== 'value' && state !== 'estimated' && !(isLast && point.hidden)) return { state, value: null };
  const said = isLast ? figure.value : point.soFar;
  if (said !== null) return { state: state === 'estimated' ? state : 'value', value: said };
  return { state: figure.months.some(({ hidden }) => hidden) ? 'masked' : 'not-expected', value: null };
}

/** What the target asks: of the months that are whole up to the last one counted, of all of them after it. */
function expectedAt(figure: Walked, { month, expectedSoFar }: FigureMonth) {
  const { direction, through, timeRule } = figure;
  const target = heldTarget(figure);
  if (!target || month < target.startMonth || month > dueMonthOf(target)) return null;
  if (month <= through) return expectedSoFar;
  const start = timeRule === 'flow' && direction === 'decrease' ? 0 : (target.start ?? 0);
  return start + toNumber(times(fraction(target.value - start), shareAt(target, month)));
}

/**
 * The figure as it was at the end of each month of its year: the sum so far of a flow, the share so far of a ratio, the
 * level of a stock. A month that nobody gave has no point, and what follows adds the known months only. After a hidden
 * month the sum so far is hidden too, but for the one that is published.
 * Example: a flow of 3, missing, 4 against 12 a year: 3, missing, 7; expected 1, 1, 2.
 */
export function pathOfFigure(figure: Walked): PathPoint[] {
  let lacked = false;
  return figure.months.map((point) => {
    const lacks = lacksPart(point);
    // Where the value begins again, what lacked before is behind it.
    lacked = lacks || (lacked && point.month !== figure.from);
    const said = point.month > figure.through ? { state: 'later' as const, value: null } : valueAt(figure, point);
    return {
      month: point.month,
      ...said,
      partial: said.value !== null && (isLevel(figure) ? lacks : lacked),
      expected: expectedAt(figure, point),
    };
  });
}

/** What a month says of a rhythm: nothing, when it lacks the part of someone. */
const monthValue = (month: FigureMonth) => (lacksPart(month) ? null : quantityValue(month.quantity));

/** The last month that a figure's target speaks of within its year, else December. */
function endOf({ target, year }: Walked): Month {
  const december = `${year}-12`;
  return target && dueMonthOf(target) < december ? dueMonthOf(target) : december;
}

/** A target that the rhythm of the year can be held against: one that is due later is not reached or missed by then. */
function projectedTarget(figure: Walked): number | null {
  const target = heldTarget(figure);
  const isCeiling = figure.timeRule === 'flow' && figure.direction === 'decrease';
  return target && !isCeiling && dueMonthOf(target) <= `${figure.year}-12` ? target.value : null;
}

/**
 * Where a figure is going by the end of its year, from the rhythm of its own last months; see `projection.ts`. A flow goes on
 * from its whole months, and those that someone has not given are expected at the same rhythm: a missing month is no zero.
 * A figure with hidden months has no projection: the rhythm would be that of its larger months only; nor has a level that
 * lacks someone's part.
 * Example: FOR-01 with one session in each month up to September, 9 so far: 12 by December.
 */
export function projectionOfFigure(figure: Walked): Projection | { kind: 'none'; reason: 'masked' | 'partial' } {
  const counted = figure.months.filter(({ month }) => month <= figure.through);
  if (figure.hidden || counted.some(({ hidden }) => hidden)) return { kind: 'none', reason: 'masked' };
  const flow = figure.timeRule === 'flow';
  if (figure.value !== null && figure.partial && (isLevel(figure) || (flow && !figure.held)))
    return { kind: 'none', reason: 'partial' };
  const levels = new Map(pathOfFigure(figure).map(({ month, value }) => [month, value]));
  const ends = counted.filter(({ month }) => month >= figure.from && endsPeriod(figure.frequency, month));
  const at = ends.at(-1)?.month ?? figure.through;
  const end = endOf(figure);
  return projectionOf({
    timeRule: figure.timeRule,
    direction: figure.direction,
    every: monthsOfPeriod(figure.frequency),
    months: ends.map((month) => ({
      month: month.month,
      value: flow ? monthValue(month) : (levels.get(month.month) ?? null),
    })),
    now: figure.value,
    ...(flow &&
      figure.held && { whole: figure.held.value, lacking: monthsBetween(figure.from, at).length - figure.held.months }),
    target: projectedTarget(figure),
    at,
    end,
    ...(figure.unit === 'percent' && { max: 100 }),
  });
}

/**
 * What the target asks of one month, to be held against what months usually give: its even share for a flow, the target
 * itself for a level; of a quarter or a year, where these are what is given. Null without a target that can be held.
 * Example: 40 dwellings over 2025: 3.33 a month.
 */
export function neededEachMonth(
  figure: Pick<Figure, 'target' | 'timeRule' | 'direction' | 'why' | 'frequency'>,
): number | null {
  const { timeRule, direction, frequency } = figure;
  const target = heldTarget(figure);
  if (!target) return null;
  if (timeRule !== 'flow') return target.value;
  const start = direction === 'decrease' ? 0 : (target.start ?? 0);
  const months = monthsBetween(target.startMonth, dueMonthOf(target)).length;
  return (monthsOfPeriod(frequency) * (target.value - start)) / months;
}
