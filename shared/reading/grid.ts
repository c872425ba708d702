import type { IsoDate } from '../domain/month.ts';
import type { OnRead } from './byte-source.ts';

/** `instant`: the cell writes a moment of the whole world, as UTC dates are; `date` is the day that it writes. */
export type Cell = string | number | boolean | null | { date: IsoDate; instant?: string } | { error: string };

/** The error of a formula whose result was never computed: the program that wrote the workbook only wrote formulas. */
export const UNCOMPUTED = 'formule sans résultat';

export interface GridRow {
  /** The number that the spreadsheet shows in its margin, from 1. */
  number: number;
  cells: Cell[];
  /** Nobody who opens the workbook sees it: hidden by hand, or by a filter. */
  hidden?: boolean;
}

/** A rectangle of merged cells: rows as in the margin, columns from 0, both ends included. */
export interface Merge {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

export interface Sheet {
  name: string;
  hidden?: boolean;
  /** The workbook names it, and the part that should hold it is not there. */
  missing?: boolean;
  /** Days are counted from 1904, as workbooks born on a Mac do. */
  date1904?: boolean;
  /** A text file: a row longer than its header means a stray delimiter. */
  delimited?: boolean;
  rows: GridRow[];
  /** Every row from the first one on, of a file that is not held whole: `rows` are then its first ones. */
  every?: (onRead?: OnRead) => Generator<GridRow>;
  merges: Merge[];
}

/** Every row of a sheet, one at a time. */
export function everyRow({ rows, every }: Sheet, onRead?: OnRead): IterableIterator<GridRow> {
  return every ? every(onRead) : rows.values();
}

/** The first rows to come, and all of them: they are read once. */
export function lookAhead(
  rows: IterableIterator<GridRow>,
  count: number,
): { ahead: GridRow[]; all: IterableIterator<GridRow> } {
  const ahead: GridRow[] = [];
  while (ahead.length < count) {
    const { value, done } = rows.next();
    if (done) break;
    ahead.push(value);
  }
  const again = ahead.slice();
  let at = 0;
  const all: IterableIterator<GridRow> = {
    next() {
      const row = again[at];
      if (row === undefined) return rows.next();
      at += 1;
      if (at === again.length) again.length = 0;
      return { value: row, done: false };
    },
    return: (value) => rows.return?.(value) ?? { value, done: true },
    [Symbol.iterator]: () => all,
  };
  return { ahead, all };
}

/** A sheet with its rows in memory, up to a bound. */
export function wholeSheet(sheet: Sheet, limit: number): Sheet {
  const rows: GridRow[] = [];
  for (const row of everyRow(sheet)) {
    if (rows.length >= limit) break;
    rows.push(row);
  }
  return { ...sheet, rows };
}

/** A sheet that is read row by row, from its first row each time, and never held. */
export interface SheetSource extends Omit<Sheet, 'rows' | 'every'> {
  /** The bytes of the file that hold it, compressed or not. */
  size: number;
  rows(onRead?: OnRead): Generator<GridRow>;
}

/** The rows that are looked at to find a header: titles above it are few. */
const HEAD_ROWS = 60;

/** The first rows of a sheet, cut to the columns that a table may have. */
export function headOf(sheet: SheetSource, columns: number, limit = HEAD_ROWS): Sheet {
  const rows: GridRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row.cells.length > columns ? { ...row, cells: row.cells.slice(0, columns) } : row);
    if (rows.length >= limit) break;
  }
  const { name, hidden, missing, date1904, delimited, merges } = sheet;
  return {
    name,
    ...(hidden && { hidden }),
    ...(missing && { missing }),
    ...(date1904 && { date1904 }),
    ...(delimited && { delimited }),
    merges,
    rows,
    every: sheet.rows,
  };
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && isBlankText(cell));
}

/** Most texts are told by their first character. */
function isBlankText(text: string): boolean {
  const first = text.charCodeAt(0);
  return text === '' || ((first <= 32 || first >= 0xa0) && text.trim() === '');
}

/** The text of a cell as a reader would say it: dates in French order. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return /^[!-~]+$/.test(cell) ? cell : cell.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  if ('error' in cell) return cell.error;
  return cell.date.split('-').reverse().join('/');
}
