import { daysBetween, type IsoDate } from './month.ts';

/** A date that the convention sets. */
export interface Deadline {
  kind: 'state-payment' | 'execution-report';
  year: number;
  date: IsoDate;
  daysLeft: number;
}

/**
 * The deadlines of a convention that are still to come at a date, the nearest first: the State pays a year by 30 November
 * of that year; the execution report of a year is due on 30 September of the next (convention 2023-2025, articles 2.2 and 2.3).
 * Example: on 2025-11-14, the payment of 2025 is due in 16 days and the report on 2025 in 320 days.
 */
export function nextDeadlines(startYear: number, endYear: number, today: IsoDate): Deadline[] {
  const all: Deadline[] = [];
  for (let year = startYear; year <= endYear; year += 1) {
    all.push({ kind: 'state-payment', year, date: `${year}-11-30`, daysLeft: daysBetween(today, `${year}-11-30`) });
    all.push({
      kind: 'execution-report',
      year,
      date: `${year + 1}-09-30`,
      daysLeft: daysBetween(today, `${year + 1}-09-30`),
    });
  }
  return all.filter((one) => one.daysLeft >= 0).sort((a, b) => a.daysLeft - b.daysLeft);
}
