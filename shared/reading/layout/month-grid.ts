import type { Month } from '../../domain/month.ts';
import { monthlyReturn } from '../../registers/monthly-return.ts';
import { cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import { fold } from '../text.ts';
import { parseMonth } from '../values/read-date.ts';
import { columnsNamed } from './column-names.ts';
import {
  type GridHints,
  type Identify,
  type MonthGrid,
  type MonthLine,
  monthByDay,
  monthOfCell,
  yearsAbove,
} from './month-line.ts';
import { monthColumns, monthOfRow, oneFigureARow } from './months-by-row.ts';
import { oneIndicatorByYear, overEachOther } from './months-over-indicators.ts';
import { countedPosition } from './planned-columns.ts';

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

function isTotalLabel(text: string): boolean {
  return /^(sous )?(total|totaux|cumul|ensemble|moyenne)( |$)/.test(fold(text));
}

interface Lines {
  lines: MonthLine[];
  skipped: MonthGrid['skipped'];
}

type Months = Map<number, { month: Month; label: string }>;

/** The months that a row of titles names, by their column. */
function monthsOfRow(sheet: Sheet, index: number, year: number | undefined): Months {
  const row = sheet.rows[index];
  if (row === undefined) return new Map();
  const years = yearsAbove(sheet.rows[index - 1], row.cells.length, year);
  const months = numberedMonths(row, year);
  row.cells.forEach((cell, position) => {
    const ends = typeof cell === 'string' ? monthByDay(cell) : undefined;
    const month = position === 0 ? undefined : (monthOfCell(cell, years[position]) ?? ends);
    if (month !== undefined) months.set(position, { month, label: cellText(cell) });
  });
  return months.size === 0 ? months : (byYearsBelow(row, sheet.rows[index + 1]) ?? counted(months, sheet, index));
}

/** The months in the columns where what was done is, beside what was hoped for. */
function counted(months: Months, { rows }: Sheet, index: number): Months {
  const [titles, below] = [rows[index], rows[index + 1]];
  return new Map(
    [...months].flatMap(([position, month]) => {
      const at = titles && countedPosition(titles, below, position);
      return at === undefined ? [] : [[at, month] as const];
    }),
  );
}

/** Years under each month, two or more: each column is a month of its own year. */
function byYearsBelow(row: GridRow, below: GridRow | undefined): Months | undefined {
  const years = (below?.cells ?? []).map((cell) =>
    /^20\d{2}$/.test(cellText(cell)) ? Number(cellText(cell)) : undefined,
  );
  if (years.filter(Boolean).length < 2) return undefined;
  const months: Months = new Map();
  let title = '';
  years.forEach((year, position) => {
    title = cellText(row.cells[position]) || title;
    const month = year === undefined ? undefined : parseMonth(title, year);
    if (month !== undefined) months.set(position, { month, label: `${title} ${year}` });
  });
  return months.size < 2 ? undefined : months;
}

/** Indicators down, months across; what stands above a blank cell of the first column still holds below it. */
function linesUnder(
  sheet: Sheet,
  index: number,
  first: Months,
  { year, identify }: { year?: number | undefined; identify: Identify },
): Lines {
  const lines: MonthLine[] = [];
  const skipped: MonthGrid['skipped'] = [];
  let months = first;
  let group = '';
  for (let at = index + 1; at < sheet.rows.length; at += 1) {
    const row = sheet.rows[at] as GridRow;
    // Another table below, with its own months.
    const again = monthsOfRow(sheet, at, year);
    if (again.size > 1) months = again;
    const firstMonth = Math.min(...months.keys());
    const texts = row.cells
      .slice(0, firstMonth)
      .map((cell) => (typeof cell === 'string' ? cellText(cell) : ''))
      .filter((text) => text !== '');
    const opening = cellText(row.cells[0]);
    const cells = [...months].map(([position, { month, label }]) => ({
      row: row.number,
      month,
      column: label,
      cell: row.cells[position] ?? null,
    }));
    const isHeaderAgain =
      again.size > 1 || isOfYears(cells) || cells.every(({ cell, column }) => cellText(cell) === column);
    const isTotal = texts.some(isTotalLabel);
    if (texts.length === 0 && cells.every(({ cell }) => isBlank(cell))) continue;
    if (texts.length === 0 || isTotal || isHeaderAgain) {
      skipped.push({ row: row.number, code: isHeaderAgain ? 'row-header' : 'row-total' });
      continue;
    }
    const hasFigures = cells.some(({ cell }) => !isBlank(cell));
    if (opening !== '' && (firstMonth > 1 || !hasFigures)) group = opening;
    const names = [...new Set([...texts, texts.join(' '), ...(group === '' ? [] : [`${group} ${texts.at(-1)}`])])];
    const identity = identify(names);
    if (hasFigures || identity !== undefined) lines.push({ row: row.number, names, identity, cells });
    else skipped.push({ row: row.number, code: 'row-note' });
  }
  return { lines, skipped };
}

/** The years that stand under the months. */
function isOfYears(cells: MonthLine['cells']): boolean {
  return cells.length > 1 && cells.every(({ month, cell }) => cellText(cell) === month.slice(0, 4));
}

function monthsAcross(sheet: Sheet, { year, identify }: GridHints): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const row = sheet.rows[index];
    if (row === undefined) continue;
    const months = monthsOfRow(sheet, index, year);
    if (months.size === 0) continue;
    const { lines, skipped } = linesUnder(sheet, index, months, { year, identify });
    const known = lines.filter(({ identity }) => identity !== undefined).length;
    if (known * months.size < 2) continue;
    const firstMonth = Math.min(...months.keys());
    const droppedColumns = row.cells.flatMap((cell, position) =>
      position > firstMonth && !months.has(position) && !isBlank(cell) ? [cellText(cell)] : [],
    );
    return { lines, skipped, rows: lines.length, droppedColumns };
  }
  return undefined;
}

/** One indicator alone is one only against months that are written as months: dates are those of rows. */
function areTitled(dated: { row: GridRow; position: number; month: Month }[]): boolean {
  return (
    new Set(dated.map(({ month }) => month)).size === dated.length &&
    dated.length > 1 &&
    dated.every(({ row, position }) => typeof row.cells[position] === 'string')
  );
}

/** Months down, indicators across. */
function monthsDown(sheet: Sheet, { year, identify }: GridHints): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const labels = sheet.rows[index]?.cells.map((cell) => (typeof cell === 'string' ? cellText(cell) : '')) ?? [];
    const known = labels.filter((label) => label !== '' && identify([label]) !== undefined);
    if (known.length === 0) continue;
    const skipped: MonthGrid['skipped'] = [];
    const titled = monthColumns(sheet.rows[index] as GridRow);
    const dated = sheet.rows.slice(index + 1).flatMap((row) => {
      const ofYear = titled?.year === undefined ? undefined : monthOfRow(row, titled, year);
      if (titled && ofYear !== undefined) return [{ row, position: titled.month, month: ofYear }];
      const positions = row.cells.flatMap((cell, at) => (monthOfCell(cell, year) === undefined ? [] : [at]));
      const position = positions[0] ?? -1;
      // A row of months is a row of titles.
      const month = positions.length > 1 || position > 2 ? undefined : monthOfCell(row.cells[position], year);
      if (month !== undefined) return [{ row, position, month }];
      const opening = row.cells.find((cell) => !isBlank(cell));
      if (opening !== undefined)
        skipped.push({ row: row.number, code: isTotalLabel(cellText(opening)) ? 'row-total' : 'row-note' });
      return [];
    });
    const monthPosition = dated[0]?.position;
    if (monthPosition === undefined || (known.length === 1 && !areTitled(dated))) continue;
    const lines = labels.flatMap((label, titleAt) => {
      const identity = label === '' || titleAt === monthPosition ? undefined : identify([label]);
      const position = countedPosition(sheet.rows[index] as GridRow, sheet.rows[index + 1], titleAt);
      if (identity === undefined || position === undefined) return [];
      const cells = dated.map(({ row, month }) => ({
        row: row.number,
        month,
        column: label,
        cell: row.cells[position] ?? null,
      }));
      return [{ row: sheet.rows[index]?.number ?? 0, names: [label], identity, cells }];
    });
    if (lines.length === 0) continue;
    const droppedColumns = labels.filter(
      (label, position) =>
        label !== '' && position !== monthPosition && position !== titled?.year && identify([label]) === undefined,
    );
    return { lines, skipped, rows: dated.length, droppedColumns };
  }
  return undefined;
}

/** One sheet a month: a label and a figure a line, the month in the sheet's name or title. */
function oneMonth(sheet: Sheet, { month, identify }: GridHints): MonthGrid | undefined {
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
      { identify },
    );
    if (!lines.some(({ identity }) => identity !== undefined)) continue;
    const droppedColumns = cells.flatMap((cell, at) => (at > position && !isBlank(cell) ? [cellText(cell)] : []));
    return { lines, skipped, rows: lines.length, droppedColumns };
  }
  return undefined;
}

/** The grid of a monthly return in a sheet, whichever way it is laid. */
export function findMonthGrid(sheet: Sheet, hints: GridHints): MonthGrid | undefined {
  return (
    monthsAcross(sheet, hints) ??
    oneFigureARow(sheet, hints) ??
    monthsDown(sheet, hints) ??
    overEachOther(sheet, hints) ??
    oneIndicatorByYear(sheet, hints) ??
    oneMonth(sheet, hints)
  );
}
