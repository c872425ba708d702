import type { Month } from '../../domain/month.ts';
import { lastDayOf, monthOf } from '../../domain/month.ts';
import { monthlyReturn, monthlySeries } from '../../registers/monthly-return.ts';
import { column, type Register } from '../../registers/register.ts';
import { type Cell, cellText, type GridRow, type Sheet } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import { yearsIn } from '../values/month-in-title.ts';
import { parseDate, parseMonth } from '../values/read-date.ts';
import { dateOfSerial } from '../workbook/workbook-cells.ts';
import { columnsNamed } from './column-names.ts';

export interface MonthCell {
  row: number;
  month: Month;
  /** The month's column as the file names it. */
  column: string;
  cell: Cell;
}

/** A line of indicators: the names that may identify it, and its cells. */
export interface MonthLine {
  row: number;
  names: string[];
  cells: MonthCell[];
}

export interface MonthGrid {
  lines: MonthLine[];
  /** Rows of totals and titles. */
  skipped: { row: number; code: ReasonCode }[];
  /** Data rows of the sheet. */
  rows: number;
  droppedColumns: string[];
}

export interface LineIdentity {
  series: string;
  code: string;
  role: 'value' | 'numerator' | 'denominator';
}

const seriesLabels: Register = {
  ...monthlyReturn,
  columns: monthlySeries.map(({ series, label, aliases }) => column(series, label, 'text', aliases)),
};
/** Codes whose months are two terms: a rate alone cannot be added, so it is not taken for a figure. */
const ratioCodes = new Set(['IND-01', 'IND-03B', 'IND-05', 'IND-10', 'IND-11', 'IND-19', 'IND-20', 'IND-25B']);

/** A rate is neither the part nor the whole. */
const isRate = /^(.* )?(taux|pourcentage|%|en %|part des)( .*)?$/;

/** What is hoped for is no figure. */
const isPlanned = /^(.* )?(objectifs?|cibles?|previsions?|previsionnel(le)?s?|prevue?s?|budget previsionnel)( .*)?$/;

/** True for a sheet of what is hoped for, by its name. A text has the name of its file, which says nothing of the kind. */
export const isOfPlan = ({ name, delimited }: Sheet): boolean => !delimited && namesPlan(name);

/** True for the name of a line of what is hoped for. */
const namesPlan = (name: string): boolean => {
  const said = fold(name);
  return isPlanned.test(said) && !/(^| )realisee?s?( |$)/.test(said);
};

/** Which indicator a line is: by its label first, then by the code of the catalogue. */
export function identify(names: string[]): LineIdentity | undefined {
  if (names.some((name) => isRate.test(fold(name)) || namesPlan(name))) return undefined;
  const named = names.flatMap((name) =>
    columnsNamed(name.replace(/^\s*[A-Z]{3,4}[- ]?\d{2}\b[\s:.–-]*/, ''), seriesLabels).slice(0, 1),
  );
  const best = named.sort((a, b) => b.score - a.score)[0];
  const codes = names.flatMap((name) => {
    const match = /(?:^|[\s(])(IND|SIAO|FOR|DIR|ACO)[- ]?(\d{1,2})(b?)(?![\d\w])/i.exec(name);
    return match ? [`${match[1]?.toUpperCase()}-${match[2]?.padStart(2, '0')}${match[3]?.toLowerCase()}`] : [];
  });
  const series =
    best && best.score >= 0.6 ? monthlySeries.find((known) => known.series === best.column.field) : undefined;
  const code = codes[0];
  if (series && (code === undefined || code === series.code)) return series;
  if (code === undefined || ratioCodes.has(code.toUpperCase())) return undefined;
  return monthlySeries.find((known) => known.code === code) ?? { series: code, code, role: 'value' };
}

/** What a table of two years, or of results beside targets, adds to the month that counts. */
const ofTheYear = /\s+\(?(n|r[ée]alis[ée]e?s?|r[ée]el(le)?s?|constat[ée]e?s?|effectifs?)\)?$/i;

/** A month by its last day, or its first: « au 31/01/2025 », « 01/02/2025 », « 2025-01-31T23:00:00Z ». */
const byDay = /^(?:au |fin )?(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2}(?:[T ].*)?)$/i;

/** The month that a text names by one of its two ends. Any other day is that of a row. */
export function monthByDay(text: string): Month | undefined {
  const date = parseDate(byDay.exec(text.trim())?.[1] ?? '');
  return date !== undefined && (date.endsWith('-01') || date === lastDayOf(monthOf(date))) ? monthOf(date) : undefined;
}

/** The month that a header cell names; `year` completes `Janv.`. A day number without a format counts when it is a first of month. */
export function monthOfCell(cell: Cell | undefined, year: number | undefined): Month | undefined {
  if (typeof cell === 'string') return parseMonth(cell.trim().replace(ofTheYear, ''), year);
  if (typeof cell === 'number' && cell > 36_000 && cell < 73_000) {
    const date = dateOfSerial(cell, false);
    return date?.endsWith('-01') ? monthOf(date) : undefined;
  }
  return cell && typeof cell === 'object' && 'date' in cell ? monthOf(cell.date) : undefined;
}

/** Years written above the months, each holding until the next one to the right. */
export function yearsAbove(
  row: GridRow | undefined,
  width: number,
  fallback: number | undefined,
): (number | undefined)[] {
  let year = fallback;
  return Array.from({ length: width }, (_, position) => {
    const years = yearsIn(cellText(row?.cells[position]));
    if (years.length === 1) year = years[0];
    return year;
  });
}
