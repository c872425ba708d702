import type { CellState, Frequency } from './indicator.ts';
import { addMonths, type Month, monthRank } from './month.ts';

/**
 * What is expected, of whom and when: the one home of these rules. Screens, collection, reminders, figures, documents and
 * open data ask here; a repository brings the rows and decides nothing.
 */

/** From which month to which something is asked for; `toMonth` null: until said otherwise. */
export interface AskedSpan {
  fromMonth: Month;
  toMonth: Month | null;
}

/** The months in which an organisation is asked for an indicator: it may stop in June and begin again in March. */
export interface Assignment {
  spans: readonly AskedSpan[];
}

/** True when a month is in a span. Both ends count: until June 2025, June is asked for. */
export function isWithin({ fromMonth, toMonth }: AskedSpan, month: Month): boolean {
  return fromMonth <= month && (toMonth === null || month <= toMonth);
}

/** True when the organisation is asked for the indicator in a month. */
export function isAssigned({ spans }: Assignment, month: Month): boolean {
  return spans.some((span) => isWithin(span, month));
}

/** The first month that is asked for, of one assignment or of several; null: none is. */
export function firstAsked(assignments: readonly Assignment[]): Month | null {
  return assignments.flatMap(({ spans }) => spans.map(({ fromMonth }) => fromMonth)).sort()[0] ?? null;
}

/** Some months; `to` null: without an end. */
export interface MonthSpan {
  from: Month;
  to: Month | null;
}

/** True when some months have at least one in a span. Example: until 2024-12, nothing of 2025 is. */
export function meets({ fromMonth, toMonth }: AskedSpan, { from, to }: MonthSpan): boolean {
  return (to === null || fromMonth <= to) && (toMonth === null || from <= toMonth);
}

/** True when some months have at least one that is asked for. */
export function isAssignedDuring({ spans }: Assignment, months: MonthSpan): boolean {
  return spans.some((span) => meets(span, months));
}

/** True of a span that ends before it begins: one that was planned, and does not take place. */
export const isCancelled = ({ fromMonth, toMonth }: AskedSpan): boolean => toMonth !== null && toMonth < fromMonth;

/** A span that does not take place. */
export const cancelled = (fromMonth: Month): AskedSpan => ({ fromMonth, toMonth: addMonths(fromMonth, -1) });

/**
 * The spans once one more is said: it stands in the place of those that it meets, is one with those that it touches, and the
 * others stay; a cancelled one takes away the span that begins in its month. Examples: « until June » in the place of « without
 * an end »; « from March on » beside « until June ».
 */
export function withSpan(spans: readonly AskedSpan[], span: AskedSpan): AskedSpan[] {
  if (isCancelled(span)) return spans.filter(({ fromMonth }) => fromMonth !== span.fromMonth);
  const others = spans.filter((one) => !meets(one, { from: span.fromMonth, to: span.toMonth }));
  const before = others.find(({ toMonth }) => toMonth !== null && addMonths(toMonth, 1) === span.fromMonth);
  const after = others.find(({ fromMonth }) => span.toMonth !== null && addMonths(span.toMonth, 1) === fromMonth);
  const whole = {
    fromMonth: before?.fromMonth ?? span.fromMonth,
    toMonth: after ? after.toMonth : span.toMonth,
  };
  return [...others.filter((one) => one !== before && one !== after), whole].sort((a, b) =>
    a.fromMonth.localeCompare(b.fromMonth),
  );
}

/** How many months one answer speaks for; null: given once, when it is known, and never overdue. */
const periods: Record<Frequency, number | null> = { monthly: 1, quarterly: 3, yearly: 12, once: null };

/** The same, for what counts months: what is given once is given in a month. */
export const monthsOfPeriod = (frequency: Frequency): number => periods[frequency] ?? 1;

/** True when a period of the indicator ends with the month: each month, March-June-September-December, December, never. */
export function endsPeriod(frequency: Frequency, month: Month): boolean {
  const months = periods[frequency];
  return months !== null && monthRank(month) % months === 0;
}

/**
 * True when a cell is expected of an organisation: the indicator is assigned to it in the month, and a period ends there.
 * Example: a quarterly figure asked for from February 2025 on is expected in March, not in February or April.
 */
export function isExpected(assignment: Assignment, frequency: Frequency, month: Month): boolean {
  return isAssigned(assignment, month) && endsPeriod(frequency, month);
}

/** False for « sans objet »: what was said not to apply is expected nowhere. A cell without a row is a missing one. */
export function callsForAnswer(state: CellState = 'missing'): boolean {
  return state !== 'not-applicable';
}

/** The states that carry a number, and so count in a total. */
export const statesWithValue = ['value', 'estimated'] as const satisfies CellState[];

export function carriesValue(state: CellState): boolean {
  return statesWithValue.some((one) => one === state);
}

/** Where the expected cell of a month stands; `missing`: there is no row. */
export interface ExpectedCell {
  month: Month;
  state: CellState;
}

/**
 * The cells of one organisation and one indicator that are expected over some months, with their states: those said
 * « sans objet » are out. A value given beside what is expected (before the assignment, within the quarter) is there too:
 * it was asked for by nobody, and it counts.
 * Example: quarterly, asked for over 2025, a value in March and « sans objet » in June: March, September and December.
 */
export function expectedCells(
  assignment: Assignment | undefined,
  frequency: Frequency,
  months: readonly Month[],
  stateAt: (month: Month) => CellState | undefined,
): ExpectedCell[] {
  return months.flatMap((month) => {
    const state = stateAt(month) ?? 'missing';
    const asked = assignment !== undefined && isExpected(assignment, frequency, month) && callsForAnswer(state);
    return asked || carriesValue(state) ? [{ month, state }] : [];
  });
}

/** An expected cell, as far as completeness is concerned. */
export interface AnswerableCell {
  state: CellState;
  reason?: string | null;
}

export interface Completeness {
  answered: number;
  /** Cells that call for an answer: those declared not applicable are out. */
  expected: number;
  /** 0 to 1; null when nothing was expected: not applicable, never 0 %. */
  rate: number | null;
}

const isAnswered = ({ state, reason }: AnswerableCell): boolean =>
  carriesValue(state) || (state === 'unavailable' && Boolean(reason?.trim()));

/**
 * The share of expected cells that were answered: a value, an estimate, or an absence with its reason. An absence without
 * a reason is not an answer. Example: a value, an unavailable with a reason, a missing, a not applicable: 2 of 3.
 */
export function completeness(cells: readonly AnswerableCell[]): Completeness {
  const expected = cells.filter(({ state }) => callsForAnswer(state)).length;
  const answered = cells.filter(isAnswered).length;
  return { answered, expected, rate: expected === 0 ? null : answered / expected };
}

/** True while an expected cell waits for its organisation; « sans objet » waits for nobody. */
export function lacksAnswer(cell: AnswerableCell): boolean {
  return callsForAnswer(cell.state) && !isAnswered(cell);
}
