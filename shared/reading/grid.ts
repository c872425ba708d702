import type { IsoDate } from '../domain/month.ts';

export type Cell = string | number | boolean | null | { date: IsoDate } | { error: string };

export interface GridRow {
  /** The number that the spreadsheet shows in its margin, from 1. */
  number: number;
  cells: Cell[];
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
  /** Days are counted from 1904, as workbooks born on a Mac do. */
  date1904?: boolean;
  /** A text file: a row longer than its header means a stray delimiter. */
  delimited?: boolean;
  rows: GridRow[];
  merges: Merge[];
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
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

/** Text and dates merged over several rows hold for each of them; numbers stay in the first, or they would be counted twice. */
export function fillDownMerges(sheet: Sheet): void {
  const rows = new Map(sheet.merges.length > 0 ? sheet.rows.map((row) => [row.number, row]) : []);
  for (const { firstRow, lastRow, firstColumn } of sheet.merges) {
    const value = rows.get(firstRow)?.cells[firstColumn];
    if (lastRow === firstRow || value === undefined || isBlank(value) || typeof value === 'number') continue;
    for (let number = firstRow + 1; number <= Math.min(lastRow, firstRow + 1000); number += 1) {
      const row = rows.get(number);
      if (row === undefined) continue;
      while (row.cells.length <= firstColumn) row.cells.push(null);
      if (isBlank(row.cells[firstColumn])) row.cells[firstColumn] = value;
    }
  }
}
