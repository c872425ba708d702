import type { Direction, Quantity, TimeRule, Unit } from '../indicator.ts';
import { addMonths, type Month, monthOf, monthsOfYear, yearOf } from '../month.ts';
import type { Dominated } from '../secrecy/dominance-rule.ts';
import { defaultThreshold } from '../secrecy/suppression.ts';
import { expectedToDate, leftPerMonth, type PaceCuts, type PaceStatus, type PathToTarget, paceOf } from './pace.ts';
import { type Progress, progressOf } from './progress.ts';
import { periodValue } from './year-value.ts';

/**
 * A figure is the value of an indicator for a civil year, up to a month, with everything that explains it. Screen,
 * exports, documents and command line all read figures: there is no second way to a number.
 */

export interface FigureIndicator {
  code: string;
  label: string;
  unit: Unit;
  timeRule: TimeRule;
  direction: Direction;
  tolerance: number | null;
  sensitive: boolean;
}

/** A target in force, with the sentence that sets it. `reading`: written in the convention, or assumed by us. */
export interface FigureTarget extends PathToTarget {
  year: number;
  reading: 'stated' | 'assumed';
  quote: string;
  document: string;
  note: string | null;
}

/** One month over the organisations: their total, how many gave a value, how many said that there is none, how many were expected. */
export interface FigureMonth {
  month: Month;
  quantity: Quantity | null;
  reported: number;
  unavailable: number;
  expected: number;
  /** True when a value exists but is too small to be published; `quantity` is then null. */
  hidden?: boolean;
}

/** A figure that a deliberation publishes for a whole period. */
export interface PublishedValue {
  fromMonth: Month;
  toMonth: Month;
  value: number;
  quote: string;
  document: string;
}

export interface Share {
  reported: number;
  expected: number;
}

export interface FigureInput {
  indicator: FigureIndicator;
  year: number;
  /** The last month that may count: the one chosen, or the last one due. */
  through: Month;
  months: FigureMonth[];
  /** Organisations that gave every month that was expected of them, of those expected. */
  structures: Share;
  target: FigureTarget | null;
  published: PublishedValue[];
  cuts: PaceCuts;
  /** Months of the year from which another definition holds: no total crosses one of them. */
  breaks?: Month[];
  /** The highest count of people that is not published. */
  threshold?: number;
  isDominated?: Dominated | undefined;
}

export interface Figure extends FigureIndicator {
  year: number;
  through: Month;
  /** `observed`: from the months; `published`: from a deliberation, no month being known; `none`. */
  origin: 'observed' | 'published' | 'none';
  quantity: Quantity | null;
  /** The number shown, in the indicator's unit; a ratio in percent. Null: nothing known, or hidden. */
  value: number | null;
  /** True when the value exists but is too small to be published. */
  hidden: boolean;
  months: FigureMonth[];
  missingMonths: Month[];
  coverage: { structures: Share; cells: Share };
  /** Some expected cells up to `through` have no value: a pace computed on them says so. */
  partial: boolean;
  target: FigureTarget | null;
  progress: Progress;
  expected: number | null;
  pace: PaceStatus;
  left: number | null;
  published: PublishedValue[];
  breaks: Month[];
  threshold: number;
  /** What those who gave the figure could find about one another; taken out of what is published. */
  isDominated?: Dominated;
}

/** The number of a quantity: the value itself, or 100 × numerator ÷ denominator; null for a ratio of nothing. */
export function quantityValue(quantity: Quantity | null): number | null {
  if (quantity === null) return null;
  if ('value' in quantity) return quantity.value;
  return quantity.denominator === 0 ? null : (100 * quantity.numerator) / quantity.denominator;
}

function publishedFor(year: number, published: PublishedValue[]): PublishedValue | undefined {
  return published.find((one) => yearOf(one.fromMonth) === year && one.toMonth === addMonths(one.fromMonth, 11));
}

function cellShare(months: FigureMonth[]): Share {
  return months.reduce<Share>(
    (sum, month) => ({ reported: sum.reported + month.reported, expected: sum.expected + month.expected }),
    { reported: 0, expected: 0 },
  );
}

/**
 * The figure of an indicator for a year up to a month. A month nobody gave is missing: it adds nothing, and lowers the
 * coverage. When no month is known, a figure published for the whole year stands in, and is marked. After a change of
 * definition in the year, only the months of the definition in force at `through` are counted.
 * Example: IND-22 with one meeting a month from January to March 2023, through `2023-03`: value 3, target 10, expected 2.5, reached 30 %.
 */
export function assembleFigure(input: FigureInput): Figure {
  const { indicator, year, through, target } = input;
  const breaks = input.breaks ?? [];
  const since = breaks.filter((month) => month <= through).at(-1) ?? `${year}-01`;
  const counted = input.months.filter(({ month }) => since <= month && month <= through);
  const total = periodValue(
    indicator.timeRule,
    counted.map(({ month, quantity }) => ({ month, state: quantity ? 'value' : 'missing', quantity })),
  );
  const published = total.value === null ? publishedFor(year, input.published) : undefined;
  const value = total.value ?? published?.value ?? null;
  const cells = cellShare(counted);
  const at = published ? (monthsOfYear(year)[11] ?? through) : through;
  return {
    ...indicator,
    year,
    through,
    origin: total.value !== null ? 'observed' : published ? 'published' : 'none',
    quantity: total.quantity ?? (published ? { value: published.value } : null),
    value,
    hidden: false,
    months: input.months,
    missingMonths: counted.filter((month) => month.quantity === null && month.expected > 0).map((month) => month.month),
    coverage: { structures: input.structures, cells },
    partial: !published && cells.reported < cells.expected,
    target,
    ...judge(indicator, target, value, at, input.cuts),
    published: input.published,
    breaks,
    threshold: input.threshold ?? defaultThreshold,
    ...(input.isDominated && { isDominated: input.isDominated }),
  };
}

/** What a target makes of a value at the end of a month: the way made, the way expected, the pace and what is left. */
export function judge(
  indicator: FigureIndicator,
  target: FigureTarget | null,
  now: number | null,
  at: Month,
  cuts: PaceCuts,
) {
  const progress = progressOf({
    direction: indicator.direction,
    start: target?.start ?? null,
    target: target?.value ?? null,
    now,
    countsFromNothing: indicator.timeRule !== 'ratio' && indicator.timeRule !== 'average',
    tolerance: indicator.tolerance,
  });
  if (!target || progress.kind !== 'rate')
    return { progress, expected: null, pace: 'not-assessable' as const, left: null };
  return {
    progress,
    expected: expectedToDate(target, at),
    pace: paceOf(target, now, at, cuts, indicator.direction).status,
    left: leftPerMonth(target, now, at, indicator.direction),
  };
}

/** The last month that is due at a date, for a year: December of a past year, the month before the date in its own year. */
export function lastMonthDue(year: number, date: string): Month {
  const december = `${year}-12`;
  const before = addMonths(monthOf(date), -1);
  if (december <= before) return december;
  return before >= `${year}-01` ? before : `${year}-01`;
}

/**
 * What the target asks of each month of the figure's year, for a chart of months: the share of the month for a flow, the
 * level of the path for everything else. Null without a target or outside its path.
 */
export function expectedByMonth({
  target,
  timeRule,
  direction,
  months,
}: Pick<Figure, 'target' | 'timeRule' | 'direction' | 'months'>): (number | null)[] {
  if (!target || direction === 'context' || direction === 'maintain') return months.map(() => null);
  return months.map(({ month }) => {
    if (month < target.startMonth || month > target.endMonth) return null;
    const level = expectedToDate(target, month);
    return timeRule === 'flow' ? level - expectedToDate(target, addMonths(month, -1)) : level;
  });
}
