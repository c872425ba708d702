import type { ConventionYears } from '../convention-year.ts';
import { daysBetween, type IsoDate } from '../month.ts';

/** A date that the convention sets. */
export interface Deadline {
  kind: 'state-payment' | 'execution-report';
  year: number;
  date: IsoDate;
  daysLeft: number;
}

/**
 * The deadlines of conventions that are still to come at a date, the nearest first: the State pays a year by 30 November
 * of that year; the execution report of a year is due on 30 September of the next (convention 2023-2025, articles 2.2 and 2.3).
 * A convention that is over still owes the report of its last year. Example: on 2025-11-14, the payment of 2025 is due in 16
 * days and the report on 2025 in 320 days; on 2026-03-01, once renewed, that report comes before the payment of 2026.
 */
export function nextDeadlines(conventions: readonly ConventionYears[], today: IsoDate): Deadline[] {
  const all = new Map<string, Deadline>();
  const add = (kind: Deadline['kind'], year: number, date: IsoDate) =>
    all.set(`${kind} ${year}`, { kind, year, date, daysLeft: daysBetween(today, date) });
  for (const { startYear, endYear } of conventions) {
    for (let year = startYear; year <= endYear; year += 1) {
      add('state-payment', year, `${year}-11-30`);
      add('execution-report', year, `${year + 1}-09-30`);
    }
  }
  return [...all.values()].filter((one) => one.daysLeft >= 0).sort((a, b) => a.daysLeft - b.daysLeft);
}
