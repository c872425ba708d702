import type { Month } from '../../domain/month.ts';
import { monthOf } from '../../domain/month.ts';
import { monthlyReturn, monthlySeries } from '../../registers/monthly-return.ts';
import { column, type Register } from '../../registers/register.ts';
import { type Cell, cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import { parseMonth, yearsIn } from '../values/read-date.ts';
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
interface MonthLine {
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

/** Which indicator a line is: by its label first, then by the code of the catalogue. */
export function identify(names: string[]): LineIdentity | undefined {
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

/** The month that a header cell names; `year` completes `Janv.`. A day number without a format counts when it is a first of month. */
function monthOfCell(cell: Cell | undefined, year: number | undefined): Month | undefined {
  if (typeof cell === 'string') return parseMonth(cell, year);
  if (typeof cell === 'number' && cell > 36_000 && cell < 73_000) {
    const date = dateOfSerial(cell, false);
    return date?.endsWith('-01') ? monthOf(date) : undefined;
  }
  return cell && typeof cell === 'object' && 'date' in cell ? monthOf(cell.date) : undefined;
}

/** Months written 1, 2, 3… after a title such as "Indicateur": no other row opens with such a title. */
function numberedMonths(row: GridRow, year: number | undefined): Map<number, { month: Month; label: string }> {
  const months = new Map<number, { month: Month; label: string }>();
  const isTitled = row.cells.some(
    (cell) => typeof cell === 'string' && columnsNamed(cellText(cell), monthlyReturn)[0]?.column.field === 'label',
  );
  if (!isTitled || year === undefined) return months;
  row.cells.forEach((cell, position) => {
    const month = /^(0?[1-9]|1[0-2])$/.test(cellText(cell)) ? parseMonth(`${cellText(cell)}/${year}`) : undefined;
    if (month !== undefined) months.set(position, { month, label: cellText(cell) });
  });
  return months;
}

/** Years written above the months, each holding until the next one to the right. */
function yearsAbove(row: GridRow | undefined, width: number, fallback: number | undefined): (number | undefined)[] {
  let year = fallback;
  return Array.from({ length: width }, (_, position) => {
    const years = yearsIn(cellText(row?.cells[position]));
    if (years.length === 1) year = years[0];
    return year;
  });
}

function isTotalLabel(text: string): boolean {
  return /^(sous )?(total|totaux|cumul|ensemble|moyenne)( |$)/.test(fold(text));
}

interface Lines {
  lines: MonthLine[];
  skipped: MonthGrid['skipped'];
}

/** Indicators down, months across; what stands above a blank cell of the first column still holds below it. */
function linesUnder(sheet: Sheet, index: number, months: Map<number, { month: Month; label: string }>): Lines {
  const lines: MonthLine[] = [];
  const skipped: MonthGrid['skipped'] = [];
  const firstMonth = Math.min(...months.keys());
  let group = '';
  for (const row of sheet.rows.slice(index + 1)) {
    const texts = row.cells
      .slice(0, firstMonth)
      .map((cell) => (typeof cell === 'string' ? cellText(cell) : ''))
      .filter((text) => text !== '');
    const first = cellText(row.cells[0]);
    const cells = [...months].map(([position, { month, label }]) => ({
      row: row.number,
      month,
      column: label,
      cell: row.cells[position] ?? null,
    }));
    const isHeaderAgain = cells.every(({ cell, column }) => cellText(cell) === column);
    const isTotal = texts.some(isTotalLabel);
    if (texts.length === 0 && cells.every(({ cell }) => isBlank(cell))) continue;
    if (texts.length === 0 || isTotal || isHeaderAgain) {
      skipped.push({ row: row.number, code: isHeaderAgain ? 'row-header' : 'row-total' });
      continue;
    }
    const hasFigures = cells.some(({ cell }) => !isBlank(cell));
    if (first !== '' && (firstMonth > 1 || !hasFigures)) group = first;
    const names = [...new Set([...texts, texts.join(' '), ...(group === '' ? [] : [`${group} ${texts.at(-1)}`])])];
    if (hasFigures || identify(names) !== undefined) lines.push({ row: row.number, names, cells });
    else skipped.push({ row: row.number, code: 'row-note' });
  }
  return { lines, skipped };
}

function monthsAcross(sheet: Sheet, year: number | undefined): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const row = sheet.rows[index];
    if (row === undefined) continue;
    const years = yearsAbove(sheet.rows[index - 1], row.cells.length, year);
    const months = numberedMonths(row, year);
    row.cells.forEach((cell, position) => {
      const month = position === 0 ? undefined : monthOfCell(cell, years[position]);
      if (month !== undefined) months.set(position, { month, label: cellText(cell) });
    });
    if (months.size === 0) continue;
    const { lines, skipped } = linesUnder(sheet, index, months);
    const known = lines.filter(({ names }) => identify(names) !== undefined).length;
    if (known * months.size < 2) continue;
    const firstMonth = Math.min(...months.keys());
    const droppedColumns = row.cells.flatMap((cell, position) =>
      position > firstMonth && !months.has(position) && !isBlank(cell) ? [cellText(cell)] : [],
    );
    return { lines, skipped, rows: lines.length, droppedColumns };
  }
  return undefined;
}

/** Months down, indicators across. */
function monthsDown(sheet: Sheet, year: number | undefined): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const labels = sheet.rows[index]?.cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : '')) ?? [];
    const known = labels.filter((label) => label !== '' && identify([label]) !== undefined);
    if (known.length < 2) continue;
    const skipped: MonthGrid['skipped'] = [];
    const dated = sheet.rows.slice(index + 1).flatMap((row) => {
      const position = row.cells.findIndex((cell) => monthOfCell(cell, year) !== undefined);
      const month = position < 0 || position > 2 ? undefined : monthOfCell(row.cells[position], year);
      if (month !== undefined) return [{ row, position, month }];
      const opening = row.cells.find((cell) => !isBlank(cell));
      if (opening !== undefined)
        skipped.push({ row: row.number, code: isTotalLabel(cellText(opening)) ? 'row-total' : 'row-note' });
      return [];
    });
    const monthPosition = dated[0]?.position;
    if (monthPosition === undefined) continue;
    const lines = labels.flatMap((label, position) => {
      if (label === '' || position === monthPosition || identify([label]) === undefined) return [];
      const cells = dated.map(({ row, month }) => ({
        row: row.number,
        month,
        column: label,
        cell: row.cells[position] ?? null,
      }));
      return [{ row: sheet.rows[index]?.number ?? 0, names: [label], cells }];
    });
    const droppedColumns = labels.filter(
      (label, position) => label !== '' && position !== monthPosition && identify([label]) === undefined,
    );
    return { lines, skipped, rows: dated.length, droppedColumns };
  }
  return undefined;
}

/** Months on one line, each over its own indicators on the next, and one row of figures below: a place, or a total. */
function monthsOverIndicators(sheet: Sheet, year: number | undefined): MonthGrid | undefined {
  for (let index = 0; index + 2 < Math.min(sheet.rows.length, 40); index += 1) {
    const [above, titles] = [sheet.rows[index], sheet.rows[index + 1]];
    const months = above ? monthsOverEach(above, titles?.cells.length ?? 0, year) : [];
    const named = titles?.cells.map((cell, position) =>
      months[position] && typeof cell === 'string' ? identify([cellText(cell)]) : undefined,
    );
    if (!titles || !named || new Set(months.filter(Boolean)).size < 2 || named.filter(Boolean).length < 2) continue;
    const below = sheet.rows
      .slice(index + 2)
      .filter(({ cells }) => named.some((one, at) => one && !isBlank(cells[at])));
    const [figures] = below;
    if (figures === undefined || below.length > 1) return undefined;
    const lines = [...new Set(named.flatMap((one) => one?.series ?? []))].map((series) => {
      const positions = named.flatMap((one, at) => (one?.series === series ? [at] : []));
      const names = [cellText(titles.cells[positions[0] ?? 0])];
      const cells = positions.flatMap((at) => {
        const month = months[at];
        return month
          ? [{ row: figures.number, month, column: cellText(titles.cells[at]), cell: figures.cells[at] ?? null }]
          : [];
      });
      return { row: figures.number, names, cells };
    });
    return { lines, skipped: [], rows: 1, droppedColumns: [] };
  }
  return undefined;
}

/** The month that stands over each column: its own, or the last one to its left. */
function monthsOverEach({ cells }: GridRow, width: number, year: number | undefined): (Month | undefined)[] {
  let month: Month | undefined;
  return Array.from({ length: width }, (_, position) => {
    const cell = cells[position];
    if (!isBlank(cell)) month = monthOfCell(cell, year);
    return month;
  });
}

/** One sheet a month: a label and a figure a line, the month in the sheet's name or title. */
function oneMonth(sheet: Sheet, month: Month | undefined): MonthGrid | undefined {
  if (month === undefined) return undefined;
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const cells = sheet.rows[index]?.cells ?? [];
    const named = cells.map((cell) =>
      typeof cell === 'string' ? columnsNamed(cellText(cell), monthlyReturn)[0]?.column.field : undefined,
    );
    const position = named.indexOf('value');
    if (position < 1 || !named.includes('label')) continue;
    const { lines, skipped } = linesUnder(
      sheet,
      index,
      new Map([[position, { month, label: cellText(cells[position]) }]]),
    );
    if (!lines.some(({ names }) => identify(names) !== undefined)) continue;
    const droppedColumns = cells.flatMap((cell, at) => (at > position && !isBlank(cell) ? [cellText(cell)] : []));
    return { lines, skipped, rows: lines.length, droppedColumns };
  }
  return undefined;
}

/** The grid of a monthly return in a sheet, whichever way it is laid. `year` and `month` come from the sheet's name, titles or file name. */
export function findMonthGrid(sheet: Sheet, year: number | undefined, month: Month | undefined): MonthGrid | undefined {
  return (
    monthsAcross(sheet, year) ?? monthsDown(sheet, year) ?? monthsOverIndicators(sheet, year) ?? oneMonth(sheet, month)
  );
}
