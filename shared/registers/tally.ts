import { addMonths, type Month, monthOf, monthsBetween, yearOf } from '../domain/month.ts';
import type { Content, Measures, Ratio, Tallied } from './register.ts';

/** The month of a date kept in a row, or undefined when the cell was blank or the column missing. */
export function monthIn(content: Content, field: string): Month | undefined {
  const date = content[field];
  return typeof date === 'string' && date.length >= 7 ? monthOf(date) : undefined;
}

/** The rows whose content passes a test. */
export function where(rows: Tallied[], test: (row: Content) => boolean): Tallied[] {
  return rows.filter(({ content }) => test(content));
}

/** Rows a month, among those that `month` dates. Example: three requests of May give `{ '2023-05': 3 }`. */
export function countByMonth(rows: Tallied[], month: (row: Content) => Month | undefined): Record<Month, number> {
  return sumByMonth(rows, month, () => 1);
}

/** Sum of a figure a month; a null figure adds nothing and opens no month. */
export function sumByMonth(
  rows: Tallied[],
  month: (row: Content) => Month | undefined,
  figure: (row: Content) => number | null,
): Record<Month, number> {
  const sums: Record<Month, number> = {};
  for (const { content, count } of rows) {
    const key = month(content);
    const value = key === undefined ? null : figure(content);
    if (key !== undefined && value !== null) sums[key] = (sums[key] ?? 0) + value * count;
  }
  return sums;
}

/** Part and whole a month, kept apart so that months can be added. */
export function ratioByMonth(
  rows: Tallied[],
  month: (row: Content) => Month | undefined,
  isPart: (row: Content) => boolean,
): Record<Month, Ratio> {
  const ratios: Record<Month, Ratio> = {};
  for (const { content, count } of rows) {
    const key = month(content);
    if (key === undefined) continue;
    const ratio = ratios[key] ?? { numerator: 0, denominator: 0 };
    ratios[key] = ratio;
    ratio.denominator += count;
    if (isPart(content)) ratio.numerator += count;
  }
  return ratios;
}

/**
 * The last month of which the rows can speak: December of the year of the last event, without going past the month before
 * `today` unless an event is dated later. Example: last capture 2023-11-28 gives `2023-12`.
 */
export function horizonOf(lastEvent: Month, today?: string): Month {
  const yearEnd = `${yearOf(lastEvent)}-12`;
  if (today === undefined) return yearEnd;
  const known = addMonths(monthOf(today), -1);
  const bound = known > lastEvent ? known : lastEvent;
  return bound < yearEnd ? bound : yearEnd;
}

/** Stock at the end of each month, from the first entry to `horizon`: in, and not yet out on the last day. */
export function stockByMonth(
  spells: { from: Month; to?: Month; count: number }[],
  horizon: Month,
): Record<Month, number> {
  const changes = new Map<Month, number>();
  let first = horizon;
  for (const { from, to, count } of spells) {
    if (from < first) first = from;
    changes.set(from, (changes.get(from) ?? 0) + count);
    if (to === undefined) continue;
    const left = [from, to].sort().at(-1) ?? to;
    changes.set(left, (changes.get(left) ?? 0) - count);
  }
  const stocks: Record<Month, number> = {};
  let stock = 0;
  for (const month of spells.length > 0 ? monthsBetween(first, horizon) : []) {
    stock += changes.get(month) ?? 0;
    stocks[month] = stock;
  }
  return stocks;
}

/** Median of a list, the mean of the two middle values when it is even; the list must not be empty. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** Without the codes that no month fills. */
export function withoutEmpty(measures: Measures): Measures {
  return Object.fromEntries(Object.entries(measures).filter(([, months]) => Object.keys(months).length > 0));
}
