import type { ConventionYears } from './convention-year.ts';
import { addMonths, daysBetween, type IsoDate, type Month } from './month.ts';

/** Every date by which something is owed: the return of a month, the State's payment, the execution report. */

const DUE_DAY = 10;

/** The day by which a month is due, that day included: the tenth of the month after. Example: `dueDate('2025-12')` is `2026-01-10`. */
export function dueDate(month: Month): IsoDate {
  return `${addMonths(month, 1)}-${DUE_DAY}`;
}

/** True once the due day of a month is over. Example: October 2025 is not past due on 2025-11-10, and is on the 11th. */
export function isPastDue(month: Month, today: IsoDate): boolean {
  return today > dueDate(month);
}

/** Whether a return came in time, judged once and for all on its first sending: a later correction changes nothing. */
export function wasOnTime(month: Month, firstSubmitted: IsoDate): boolean {
  return firstSubmitted <= dueDate(month);
}

/** The days that a convention sets, as « 09-30 »: the State's payment in the year, the execution report in the year after. */
export interface ConventionDays {
  paymentDue: string;
  reportDue: string;
}

/** The days of a convention that says no other. */
export const usualDays: ConventionDays = { paymentDue: '11-30', reportDue: '09-30' };

/** The day by which the State pays a year. Example: where it is `11-30`, 2025 is paid by `2025-11-30`. */
export function statePaymentDate(year: number, { paymentDue }: Pick<ConventionDays, 'paymentDue'>): IsoDate {
  return `${year}-${paymentDue}`;
}

/** The day by which the execution report of a year is due. Example: where it is `09-30`, that of 2024 is due by `2025-09-30`. */
export function reportDueDate(year: number, { reportDue }: Pick<ConventionDays, 'reportDue'>): IsoDate {
  return `${year + 1}-${reportDue}`;
}

/** When the report of a year is due, and in how many days; negative: late. Example: for 2024, on 2025-09-20, in 10 days. */
export function reportDeadline(
  year: number,
  convention: Pick<ConventionDays, 'reportDue'>,
  today: IsoDate,
): { date: IsoDate; daysLeft: number } {
  const date = reportDueDate(year, convention);
  return { date, daysLeft: daysBetween(today, date) };
}

/** A date that the convention sets. */
export interface Deadline {
  kind: 'state-payment' | 'execution-report';
  year: number;
  date: IsoDate;
  daysLeft: number;
}

/**
 * The deadlines of conventions that are still to come at a date, the nearest first: the State's payment and the execution
 * report of each year. A convention that is over still owes the report of its last year. Example: on 2025-11-14, the payment of 2025 is due in 16
 * days and the report on 2025 in 320 days; on 2026-03-01, once renewed, that report comes before the payment of 2026.
 */
export function nextDeadlines(conventions: readonly (ConventionYears & ConventionDays)[], today: IsoDate): Deadline[] {
  const all = new Map<string, Deadline>();
  const add = (kind: Deadline['kind'], year: number, date: IsoDate) =>
    all.set(`${kind} ${year}`, { kind, year, date, daysLeft: daysBetween(today, date) });
  for (const convention of conventions) {
    const { startYear, endYear } = convention;
    for (let year = startYear; year <= endYear; year += 1) {
      add('state-payment', year, statePaymentDate(year, convention));
      add('execution-report', year, reportDueDate(year, convention));
    }
  }
  return [...all.values()].filter((one) => one.daysLeft >= 0).sort((a, b) => a.daysLeft - b.daysLeft);
}
