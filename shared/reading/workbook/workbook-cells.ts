import { type IsoDate, isDate } from '../../domain/month.ts';
import type { Cell } from '../grid.ts';

/** Bounds of a grid: a workbook beyond them is refused rather than unfolded. */
export const cellLimits = {
  columns: 512,
  cells: 30_000_000,
  length: 65_536,
  repeatedRows: 20_000,
  strings: 120_000_000,
};

/**
 * The date of a spreadsheet's day number. The 1900 calendar counts a 29 February 1900 that never was, hence the two origins.
 * Example: `dateOfSerial(45063, false)` is `2023-05-17`; in a 1904 workbook the same day is 43601.
 */
export function dateOfSerial(serial: number, date1904: boolean): IsoDate | undefined {
  const day = Math.floor(serial + 1e-6) + (date1904 ? 1462 : 0);
  if (!Number.isFinite(day) || day < 1 || day > 2_958_465 || day === 60) return undefined;
  const iso = new Date((day - (day < 60 ? 25_568 : 25_569)) * 86_400_000).toISOString().slice(0, 10);
  return isDate(iso) ? iso : undefined;
}

/** A cell formatted as a percentage, in its written form. Example: 0.46 is `46 %`. */
export function percentText(value: number): string {
  return `${Number((value * 100).toPrecision(12))} %`;
}

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d.*))?$/;

/** A cell that writes its date. One that says an instant keeps it: its day depends on where it is read. */
export function dateCell(text: string): Cell {
  const match = written.exec(text.trim());
  if (match?.[1] === undefined) return text;
  const isInstant = /(Z|[+-]\d\d:?\d\d)$/.test(match[2] ?? '');
  return { date: match[1], ...(isInstant && { instant: text.trim() }) };
}
