import { endsPeriod } from '../expectation.ts';
import type { Direction, Frequency, Quantity, TimeRule, Unit } from '../indicator.ts';
import { addMonths, type Month, monthOf } from '../month.ts';
import type { Dominated, GivenCell } from '../secrecy/dominance-rule.ts';
import type { Giver, GiverCell } from './cell-table.ts';
import { fraction, percentOf, times, toNumber } from './fraction.ts';
import type { Judgement, PaceWord, Verdict, Why } from './judgement.ts';
import type { YearTotal } from './measure.ts';
import { dueMonthOf, type PaceCuts, type PathToTarget, shareAt, shareOfMonths } from './target-path.ts';

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
  frequency: Frequency;
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
  /** How many said that the month does not concern them: they are not expected. */
  notApplicable: number;
  expected: number;
  /** The figure as it was at the end of the month; null when nothing was known, or it is not published. */
  soFar: number | null;
  /** What was expected of it then, over the same months; null without a target that asks for something. */
  expectedSoFar: number | null;
  /** How many organisations’ last value stands in for the month; left out when none does. */
  carried?: number;
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

/** An organisation that is asked for the figure. */
export interface NamedGiver extends Giver {
  name: string;
}

export type GiverName = Pick<NamedGiver, 'id' | 'name'>;

/** The same figure in an earlier year, over the cells known in both. */
export interface FigureComparison {
  year: number;
  now: number;
  before: number;
  difference: number;
  /** The months of the figure's year that are known on both sides, by organisation. */
  used: (GiverName & { months: Month[] })[];
  /** Everything known of the figure's year is also known in the other. */
  whole: boolean;
}

export interface FigureInput {
  indicator: FigureIndicator;
  year: number;
  /** The last month that may count: the one chosen, or the last one due. */
  through: Month;
  /** The last month due at all: what is known of a milestone does not stop with the year that is looked at. */
  knownUpTo?: Month;
  givers: readonly NamedGiver[];
  /** Of the year, of the window of the target and of the years compared with. */
  cells: readonly GiverCell[];
  yearTotals?: readonly YearTotal[];
  target: FigureTarget | null;
  /** The target whose months are counted, when it is not judged: a part is of the same months as its whole. */
  sameMonthsAs?: FigureTarget | null;
  published: PublishedValue[];
  cuts: PaceCuts;
  /** For how many months a silent giver of a stock keeps its last value. */
  carryMonths: number;
  /** Months from which another definition holds: no total crosses one of them. */
  definitionFrom?: readonly Month[];
  compareWith?: readonly number[];
  /** The highest count of people that is not published. */
  threshold?: number;
  isDominated?: Dominated | undefined;
  cellsGiven?: (() => readonly GivenCell[]) | undefined;
}

export interface Figure extends FigureIndicator {
  /** Of whoever reads publications: what lacks is not published, whoever it waits for. Left out where working figures are read. */
  visibility?: 'validated';
  year: number;
  through: Month;
  /** The first month that makes the value. */
  from: Month;
  /** The change of definition within the period, from which the value starts again. */
  since: Month | null;
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
  /** The value lacks a part. */
  partial: boolean;
  /** Organisations whose last value stands in for the month. */
  carried: GiverName[];
  /** Organisations who lack a part of the value. */
  silent: GiverName[];
  /** What the pace is of, when the value lacks a part: the months for which everyone expected answered. */
  held: { value: number; months: number } | null;
  target: FigureTarget | null;
  due: Month | null;
  verdict: Verdict;
  why: Why | null;
  pace: PaceWord | null;
  /** What is expected of the same months, in the indicator's unit. */
  expected: number | null;
  /** In percent of the way from the start to the target. */
  progress: number | null;
  metAtStart: boolean;
  /** `maintain`: the value minus the target. */
  gap: number | null;
  counted: Judgement['counted'];
  /** What was validated before corrections that wait changed the value; null: none does, or nobody may see one. */
  waiting: { before: number | null } | null;
  /** Of a share of targets: those that are neither reached nor missed; null for every other figure. */
  notCounted: number | null;
  left: number | null;
  comparisons: FigureComparison[];
  /** Years whose comparison exists and is not published; left out when there is none. */
  maskedComparisons?: number[];
  published: PublishedValue[];
  /** Changes of definition within the year. */
  breaks: Month[];
  threshold: number;
  /** What those who gave the figure could find about one another; taken out of what is published. */
  isDominated?: Dominated;
  /** What each organisation gave, of this year and before; taken out of what is published. */
  cellsGiven?: () => readonly GivenCell[];
}

/** The number of a quantity: the value itself, or 100 × numerator ÷ denominator; null for a ratio of nothing. */
export function quantityValue(quantity: Quantity | null): number | null {
  if (quantity === null) return null;
  if ('value' in quantity) return quantity.value;
  const percent = percentOf(fraction(quantity.numerator), fraction(quantity.denominator));
  return percent && toNumber(percent);
}

/** The last month that is due at a date, for a year: December of a past year, the month before the date in its own year. */
export function lastMonthDue(year: number, date: string): Month {
  const december = `${year}-12`;
  const before = addMonths(monthOf(date), -1);
  if (december <= before) return december;
  return before >= `${year}-01` ? before : `${year}-01`;
}

/** The target, when the figure can be held against it: of the same unit, of one definition, and with a way to go. */
export function heldTarget({
  target,
  why,
  direction,
}: Pick<Figure, 'target' | 'why' | 'direction'>): FigureTarget | null {
  if (direction === 'context' || direction === 'maintain') return null;
  return why === 'unit' || why === 'definition-changed' || why === 'no-start' ? null : target;
}

/**
 * What the target asks of each month of the figure's year, for a chart of months: the share of the period that ends there for a
 * flow, the level of the path for everything else. Null where nothing may be held against the target, between two ends of a
 * period, and for a month that someone has not given. So the months of a flow add up to the figure's `expected`, and the
 * last month of a level says it.
 */
export function expectedByMonth(
  figure: Pick<Figure, 'target' | 'timeRule' | 'direction' | 'frequency' | 'why' | 'through' | 'months'>,
): (number | null)[] {
  const { timeRule, frequency, through, months } = figure;
  const target = heldTarget(figure);
  const isFlow = timeRule === 'flow';
  if (!target || timeRule === 'unique' || timeRule === 'milestone' || (isFlow && target.profile === 'none'))
    return months.map(() => null);
  const start = target.start ?? 0;
  const way = fraction(figure.direction === 'increase' || !isFlow ? target.value - start : target.value);
  let period: Month[] = [];
  return months.map(({ month, reported, expected, carried = 0, expectedSoFar }) => {
    period = endsPeriod(frequency, addMonths(month, -1)) ? [month] : [...period, month];
    const lacks = month <= through && reported + carried < expected;
    if (month < target.startMonth || month > dueMonthOf(target) || !endsPeriod(frequency, month) || lacks) return null;
    if (isFlow) return toNumber(times(way, shareOfMonths(target, period)));
    return month <= through ? expectedSoFar : start + toNumber(times(way, shareAt(target, month)));
  });
}
