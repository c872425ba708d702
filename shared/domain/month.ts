/**
 * A month is the string `2026-03`, a date the string `2026-03-14`: no `Date` object crosses a function boundary of the
 * domain, so no time zone can move an event into the month beside its own. The convention's exercise is the civil year.
 */

/** A civil month, `YYYY-MM`. */
export type Month = string;
/** A civil date, `YYYY-MM-DD`. */
export type IsoDate = string;

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a well-formed month. Example: `isMonth('2026-03')` is true, `isMonth('2026-13')` false. */
export function isMonth(text: string): text is Month {
  return MONTH.test(text);
}

/** The number of days of a month of the Gregorian calendar. Example: `daysInMonth('2024-02')` is 29. */
export function daysInMonth(month: Month): number {
  const year = yearOf(month);
  const rank = monthRank(month);
  if (rank === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(rank) ? 30 : 31;
}

/** The date of a year, month 1–12 and day, or undefined when the calendar has none. Example: `isoDate(2023, 2, 30)` is undefined. */
export function isoDate(year: number, month: number, day: number): IsoDate | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  if (!isMonth(text) || !Number.isInteger(day) || day < 1 || day > daysInMonth(text)) return undefined;
  return `${text}-${String(day).padStart(2, '0')}`;
}

/** True for a date that exists in the calendar. Example: `isDate('2023-02-29')` is false. */
export function isDate(text: string): text is IsoDate {
  const match = DATE.exec(text);
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** The month of a date. Example: `monthOf('2026-03-14')` is `2026-03`. */
export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7);
}

/** The civil year of a month or a date. */
export function yearOf(text: Month | IsoDate): number {
  return Number(text.slice(0, 4));
}

/** The rank 1–12 of a month in its year. */
export function monthRank(month: Month): number {
  return Number(month.slice(5, 7));
}

/** The month `count` months after (before, when negative). Example: `addMonths('2025-11', 3)` is `2026-02`. */
export function addMonths(month: Month, count: number): Month {
  const index = yearOf(month) * 12 + monthRank(month) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Every month from `from` to `to`, both included; empty when `to` comes first. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The twelve months of a civil year. */
export function monthsOfYear(year: number): Month[] {
  return monthsBetween(`${String(year).padStart(4, '0')}-01`, `${String(year).padStart(4, '0')}-12`);
}

/** The last day of a month, the date at which a stock is read. Example: `lastDayOf('2023-02')` is `2023-02-28`. */
export function lastDayOf(month: Month): IsoDate {
  return `${month}-${daysInMonth(month)}`;
}

/** Days from one date to another (negative when `to` comes first). Example: `daysBetween('2024-02-28', '2024-03-01')` is 2. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** True on the days from one to another, both included; `toDate` null: without an end. */
export function runsOn({ fromDate, toDate }: { fromDate: IsoDate; toDate: IsoDate | null }, day: IsoDate): boolean {
  return fromDate <= day && (toDate === null || day <= toDate);
}
