import { endsPeriod } from '../expectation.ts';
import type { Frequency, Quantity, TimeRule } from '../indicator.ts';
import { addMonths, type Month, monthsBetween, yearOf } from '../month.ts';
import { type CellTable, type Giver, type GiverCell, TERRITORY } from './cell-table.ts';
import { dividedBy, type Fraction, fraction, percentOf, plus, sum, ZERO } from './fraction.ts';
import type { FigureWindow } from './target-path.ts';

/** From the cells of the organisations to the value of a figure: what is known, what lacks, what may be held against a target. */

/** Different people over a year, typed as such: of the territory, or of one giver. */
export interface YearTotal {
  giver: string;
  year: number;
  value: number;
}

export interface MeasuredFacts {
  timeRule: TimeRule;
  frequency: Frequency;
  givers: readonly Giver[];
  cells: readonly GiverCell[];
  yearTotals: readonly YearTotal[];
  /** Months from which another definition holds. */
  definitionFrom: readonly Month[];
  /** For how many months a giver of a stock who is silent keeps its last value. */
  carryMonths: number;
}

/** A value with what keeps it addable: the two terms of a ratio, exact. */
export interface Amount {
  value: Fraction;
  terms: { numerator: Fraction; denominator: Fraction } | null;
}

/** Cells known of those expected. */
export interface CellCoverage {
  known: number;
  expected: number;
}

export interface Measured {
  window: FigureWindow;
  /** The first month counted: the window's own, or the last change of definition within it. */
  from: Month;
  /** The last month counted. */
  to: Month;
  /** The month from which another definition holds, when that is within the window. */
  since: Month | null;
  amount: Amount | null;
  coverage: CellCoverage;
  /** The value lacks a part. */
  partial: boolean;
  /** Givers whose last known value stands in for the month. */
  carried: string[];
  /** Givers who lack a part of the value. */
  silent: string[];
  /** What is held against the target, with the months that it speaks of: those for which everyone expected answered. */
  held: { value: Fraction; months: Month[] } | null;
}

/** The months that each period of a span speaks for, by the month that ends it. */
export function periodsOf(frequency: Frequency, { from, to }: FigureWindow): Month[][] {
  const periods: Month[][] = [];
  let open: Month[] = [];
  for (const month of monthsBetween(from, to)) {
    open.push(month);
    if (!endsPeriod(frequency, month)) continue;
    periods.push(open);
    open = [];
  }
  return periods;
}

const numberOf = (quantity: Quantity): number => ('value' in quantity ? quantity.value : 0);

const plain = (value: Fraction | null): Amount | null => value && { value, terms: null };

function ratioOf(quantities: readonly Quantity[]): Amount | null {
  const terms = quantities.flatMap((one) => ('numerator' in one ? [one] : []));
  const numerator = sum(terms.map((one) => one.numerator));
  const denominator = sum(terms.map((one) => one.denominator));
  const value = percentOf(numerator, denominator);
  return value && { value, terms: { numerator, denominator } };
}

/** A mean of months, each the mean of those who gave it: months weigh alike. */
function averageOf(months: readonly Quantity[][]): Amount | null {
  const means = months.flatMap((all) => dividedBy(sum(all.map(numberOf)), fraction(all.length)) ?? []);
  return plain(dividedBy(means.reduce(plus, ZERO), fraction(means.length)));
}

/** The quantities of some months added as the time rule adds them; null when none is known. Each inner list is a month. */
export function amountOf(timeRule: TimeRule, months: readonly Quantity[][]): Amount | null {
  const fits = (quantity: Quantity) => 'numerator' in quantity === (timeRule === 'ratio');
  const known = months.map((quantities) => quantities.filter(fits));
  const all = known.flat();
  if (all.length === 0) return null;
  if (timeRule === 'ratio') return ratioOf(all);
  return timeRule === 'average' ? averageOf(known) : plain(sum(all.map(numberOf)));
}

/** The last change of definition up to a month, and the one within a window: a change in its first month changes nothing. */
function definitionOf({ definitionFrom }: MeasuredFacts, { from }: FigureWindow, to: Month) {
  const start =
    [...definitionFrom]
      .filter((month) => month <= to)
      .sort()
      .at(-1) ?? null;
  return { start, since: start !== null && start > from ? start : null };
}

/** What was found, before the window is put beside it. */
type Found = Pick<Measured, 'amount' | 'partial' | 'carried' | 'silent' | 'held'>;

interface Span {
  from: Month;
  to: Month;
  definitionStart: Month | null;
}

const nothing: Found = { amount: null, partial: false, carried: [], silent: [], held: null };

function heldOf(timeRule: TimeRule, table: CellTable, periods: readonly Month[][]): Measured['held'] {
  const complete = periods.filter((months) => {
    const end = months.at(-1);
    return end !== undefined && table.row(end).lacking.length === 0;
  });
  const months = complete.flat();
  const amount = amountOf(timeRule, quantitiesOf(table, months));
  return amount && { value: amount.value, months };
}

const quantitiesOf = (table: CellTable, months: readonly Month[]): Quantity[][] =>
  months.map((month) => table.row(month).known);

/** Months that add up: everything known is in the value, only whole months are held against a target. */
function measureFlow({ timeRule, frequency }: MeasuredFacts, table: CellTable, span: Span): Found {
  const months = monthsBetween(span.from, span.to);
  const silent = [...new Set(months.flatMap((month) => table.row(month).lacking))].sort();
  return {
    amount: amountOf(timeRule, quantitiesOf(table, months)),
    partial: silent.length > 0,
    carried: [],
    silent,
    held: heldOf(timeRule, table, periodsOf(frequency, span)),
  };
}

/** The month at which a level is read: the end of the last period; when it is known, for what is given once. */
function levelMonth({ frequency }: MeasuredFacts, table: CellTable, { from, to }: Span): Month | null {
  if (frequency !== 'once') return periodsOf(frequency, { from, to }).at(-1)?.at(-1) ?? null;
  return monthsBetween(from, to).findLast((month) => table.row(month).known.length > 0) ?? null;
}

/** The last value of a giver before a month, as far back as it may be carried and not across a change of definition. */
function lastKnown(table: CellTable, giver: string, at: Month, back: number, definitionStart: Month | null) {
  for (let count = 1; count <= back; count += 1) {
    const month = addMonths(at, -count);
    if (definitionStart !== null && month < definitionStart) return null;
    const quantity = table.known(giver, month);
    if (quantity) return quantity;
  }
  return null;
}

/** A level: everyone expected at the month, each by its own value or by its last one for a while. */
function measureLevel(facts: MeasuredFacts, table: CellTable, span: Span): Found {
  const at = levelMonth(facts, table, span);
  if (at === null) return nothing;
  const carried: string[] = [];
  const silent: string[] = [];
  const quantities = table.givers.flatMap((giver) => {
    const own = table.known(giver, at);
    if (own || !table.asks(giver, at)) return own ?? [];
    const last = lastKnown(table, giver, at, facts.carryMonths, span.definitionStart);
    (last ? carried : silent).push(giver);
    return last ?? [];
  });
  const amount = amountOf('stock', [quantities]);
  const held = amount && silent.length === 0 ? { value: amount.value, months: monthsBetween(span.from, at) } : null;
  return { amount, partial: silent.length > 0, carried, silent, held };
}

/** Done by everyone expected, each once and for all; what was not done is read as a level is. */
function measureMilestone(facts: MeasuredFacts, table: CellTable, span: Span): Found {
  const level = measureLevel(facts, table, span);
  const months = monthsBetween(span.from, span.to);
  const isDone = (giver: string) =>
    months.some((month) => {
      const quantity = table.known(giver, month);
      return quantity !== null && numberOf(quantity) > 0;
    });
  const concerned = table.givers.filter((giver) =>
    months.some((month) => table.asks(giver, month) || table.known(giver, month) !== null),
  );
  if (concerned.length === 0 || !concerned.every(isDone)) {
    const value = level.amount && plain(ZERO);
    return { ...level, amount: value, held: value && { value: ZERO, months } };
  }
  const done = plain(fraction(1));
  return { ...nothing, amount: done, held: done && { value: done.value, months } };
}

/** Different people: the total typed for the year, for the territory or by the only giver; never a sum. */
function measureUnique(facts: MeasuredFacts, table: CellTable, span: Span): Found {
  const year = yearOf(span.to);
  if (yearOf(span.from) !== year) return nothing;
  const months = monthsBetween(span.from, span.to);
  const asked = table.givers.filter((giver) => months.some((month) => table.asks(giver, month)));
  const givers = asked.length > 0 ? asked : table.givers;
  const typed = (giver: string | undefined) =>
    facts.yearTotals.find((one) => one.giver === giver && one.year === year)?.value;
  const own = givers.length <= 1 ? (typed(givers[0]) ?? typedInDecember(facts, table, givers[0], span)) : undefined;
  const total = typed(TERRITORY) ?? own;
  if (total === undefined) return nothing;
  const value = fraction(total);
  return { ...nothing, amount: plain(value), held: { value, months } };
}

/** A yearly indicator has one cell, December's: it is the year's. */
function typedInDecember(
  { frequency }: MeasuredFacts,
  table: CellTable,
  giver: string | undefined,
  { to }: Span,
): number | undefined {
  if (frequency !== 'yearly' || giver === undefined || !to.endsWith('-12')) return undefined;
  const quantity = table.known(giver, to);
  return quantity && 'value' in quantity ? quantity.value : undefined;
}

function coverageOf(table: CellTable, { from, to }: Span): CellCoverage {
  const rows = monthsBetween(from, to).map((month) => table.row(month));
  return {
    known: rows.reduce((count, { known }) => count + known.length, 0),
    expected: rows.reduce((count, { concerned }) => count + concerned, 0),
  };
}

const measures: Record<TimeRule, (facts: MeasuredFacts, table: CellTable, span: Span) => Found> = {
  flow: measureFlow,
  ratio: measureFlow,
  average: measureFlow,
  stock: measureLevel,
  milestone: measureMilestone,
  unique: measureUnique,
};

/**
 * The value of a figure over a window, up to a month. A missing cell is never a zero: it lowers the coverage, leaves its
 * month out of what is held against a target, and makes a level partial unless its giver spoke shortly before. After a
 * change of definition within the window the value starts again.
 * Example: a flow where A gives 2 each month up to September and B 3 up to June: 36, of which 30 is held, for six months.
 */
export function measure(facts: MeasuredFacts, table: CellTable, window: FigureWindow, asOf: Month): Measured {
  const to = asOf < window.to ? asOf : window.to;
  const { start, since } = definitionOf(facts, window, to);
  const from = since ?? window.from;
  const span = { from, to, definitionStart: start };
  return {
    window,
    from,
    to,
    since,
    coverage: coverageOf(table, span),
    ...measures[facts.timeRule](facts, table, span),
  };
}
