import type { Month } from '../../domain/month.ts';
import { monthlyReturn } from '../../registers/monthly-return.ts';
import { cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import { fold } from '../text.ts';
import { parseMonth } from '../values/read-date.ts';
import { columnsNamed } from './column-names.ts';
import { type GridHints, type MonthGrid, type MonthLine, monthOfCell } from './month-line.ts';

const monthTitle = /^(mois|periode|mois (concerne|de reference|de saisie))$/;
const yearTitle = /^(annee|exercice)$/;

/** Where the rows say their month, and their year when it has a column of its own. */
interface MonthColumns {
  month: number;
  year: number | undefined;
}

/** The columns of the month and of the year, by their titles. */
export function monthColumns({ cells }: GridRow): MonthColumns | undefined {
  const titles = cells.map((cell) => (typeof cell === 'string' ? fold(cell) : ''));
  const month = titles.findIndex((title) => monthTitle.test(title));
  const year = titles.findIndex((title) => yearTitle.test(title));
  return month < 0 ? undefined : { month, year: year < 0 ? undefined : year };
}

/** The month of a row: « 3 » or « mars » beside the year of its column, or a month that says its own year. */
export function monthOfRow({ cells }: GridRow, at: MonthColumns, fallback: number | undefined): Month | undefined {
  const own = at.year === undefined ? '' : cellText(cells[at.year]);
  const year = /^20\d{2}$/.test(own) ? Number(own) : fallback;
  const text = cellText(cells[at.month]);
  if (at.year !== undefined && year !== undefined && /^\d{1,2}$/.test(text)) return parseMonth(`${text}/${year}`);
  return monthOfCell(cells[at.month], year);
}

/** One figure a row: its month, its indicator and its value, each in a column, as databases write them. */
export function oneFigureARow(sheet: Sheet, { year, identify }: GridHints): MonthGrid | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, 40); index += 1) {
    const titles = sheet.rows[index] as GridRow;
    const named = titles.cells.map((cell) =>
      typeof cell === 'string' ? columnsNamed(cellText(cell), monthlyReturn)[0]?.column.field : undefined,
    );
    const at = { label: named.indexOf('label'), code: named.indexOf('code'), value: named.indexOf('value') };
    const months = monthColumns(titles);
    if (months === undefined || at.value < 0 || at.label + at.code < -1) continue;
    const skipped: MonthGrid['skipped'] = [];
    const byName = new Map<string, MonthLine>();
    for (const row of sheet.rows.slice(index + 1)) {
      const names = [at.label, at.code].flatMap((position) => cellText(row.cells[position]) || []);
      const month = monthOfRow(row, months, year);
      if (month !== undefined && names.length > 0) {
        const line = byName.get(names.join('|')) ?? { row: row.number, names, identity: identify(names), cells: [] };
        byName.set(names.join('|'), line);
        const column = cellText(titles.cells[at.value]);
        line.cells.push({ row: row.number, month, column, cell: row.cells[at.value] ?? null });
      } else if (row.cells.some((cell) => !isBlank(cell))) skipped.push({ row: row.number, code: 'row-note' });
    }
    const lines = [...byName.values()];
    if (!lines.some(({ identity }) => identity !== undefined)) continue;
    const read = [months.month, months.year, at.label, at.code, at.value];
    const droppedColumns = titles.cells.flatMap((cell, position) =>
      isBlank(cell) || read.includes(position) ? [] : [cellText(cell)],
    );
    return { lines, skipped, rows: lines.length, droppedColumns };
  }
  return undefined;
}
