import type { TimeRule } from '../../domain/indicator.ts';
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
import { codeFinder } from './code-in-text.ts';
import { columnsNamed, labelKey } from './column-names.ts';
import { namesPlan } from './planned-columns.ts';

export interface MonthCell {
  row: number;
  month: Month;
  /** The month's column as the file names it. */
  column: string;
  cell: Cell;
}

/** A line of indicators: what it is, when one knows it, the names that may identify it, and its cells. */
export interface MonthLine {
  row: number;
  names: string[];
  identity: LineIdentity | undefined;
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

/** An indicator of the territory, which a line of a monthly return may be. */
export interface KnownIndicator {
  code: string;
  label: string;
  /** What partners call it in their monthly returns, beside its label. */
  aliases: readonly string[];
  /** What it counts, by name; null: nothing that the product knows. */
  measure: string | null;
  timeRule: TimeRule;
}

/** Which indicator a line is, from the names that may identify it; undefined: none that is known. */
export type Identify = (names: string[]) => LineIdentity | undefined;

/** What is known before the lines of a sheet are looked at: its year and month come from its name, its titles or its file. */
export interface GridHints {
  year: number | undefined;
  month: Month | undefined;
  identify: Identify;
}

const seriesLabels: Register = {
  ...monthlyReturn,
  columns: monthlySeries.map(({ series, label, aliases }) => column(series, label, 'text', aliases)),
};

/** A rate is neither the part nor the whole. */
const isRate = /^(.* )?(taux|pourcentage|%|en %|part des)( .*)?$/;

/** True for a sheet of what is hoped for, by its name. A text has the name of its file, which says nothing of the kind. */
export const isOfPlan = ({ name, delimited }: Sheet): boolean => !delimited && namesPlan(name);

/** A code at the beginning of a label. */
const leadingCode = /^\s*[A-Z]{1,6}[- ]?\d{1,3}[a-z]?\b[\s:.–-]*/;

/** Which indicator a line is: by the words that partners use for it first, then by the code and the label of the catalogue. */
export function identifier(indicators: readonly KnownIndicator[]): Identify {
  const codeOf = codeFinder(indicators);
  const labels = new Map(
    indicators.flatMap((one) => [one.label, ...one.aliases].map((label) => [labelKey(label), one] as const)),
  );
  const boundTo = new Map(indicators.flatMap((one) => (one.measure === null ? [] : [[one.measure, one.code]])));
  const series = monthlySeries.flatMap(({ measure, ...one }) => {
    const code = boundTo.get(measure);
    return code === undefined ? [] : [{ series: one.series, role: one.role, code }];
  });
  const alone = ({ code, timeRule }: KnownIndicator): LineIdentity | undefined =>
    // The months of a rate are two terms: a rate alone cannot be added, so it is not taken for a figure.
    timeRule === 'ratio'
      ? undefined
      : (series.find((known) => known.code === code) ?? { series: code, code, role: 'value' });
  return (names) => {
    if (names.some((name) => isRate.test(fold(name)) || namesPlan(name))) return undefined;
    const named = names.flatMap((name) => {
      const known = columnsNamed(name.replace(leadingCode, ''), seriesLabels);
      return known.filter(({ column: { field } }) => series.some((one) => one.series === field)).slice(0, 1);
    });
    const best = named.sort((a, b) => b.score - a.score)[0];
    const coded = names.flatMap((name) => codeOf(name) ?? [])[0];
    const found = best && best.score >= 0.6 ? series.find((known) => known.series === best.column.field) : undefined;
    if (found && (coded === undefined || coded.code === found.code)) return found;
    const labelled = names
      .map((name) => name.replace(leadingCode, ''))
      .flatMap((name) => labels.get(labelKey(name)) ?? labels.get(labelKey(name.replace(/\([^)]*\)/g, ' '))) ?? [])[0];
    const one = coded ?? labelled;
    return one && alone(one);
  };
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
