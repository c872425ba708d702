import { createHash } from 'node:crypto';
import { delimitedCell } from '../../shared/domain/words/spreadsheet-text.ts';
import { renderCsv } from '../documents/render-csv.ts';
import type { CellText, OpenTable } from './table-fields.ts';

/** A file as it is served. */
export interface OpenFile {
  bytes: Buffer;
  type: string;
  etag: string;
}

export const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const fileOf = (bytes: Buffer, type: string): OpenFile => ({
  ...{ bytes, type },
  etag: `"${digest(bytes).slice(0, 32)}"`,
});

export const jsonFile = (content: object, type = 'application/json'): OpenFile =>
  fileOf(Buffer.from(JSON.stringify(content, null, 2), 'utf8'), `${type}; charset=utf-8`);

type Rows = Pick<OpenTable, 'schema' | 'rows'>;

/** A text never becomes a formula where a spreadsheet opens it; a number stays a number. */
function cellText(cell: CellText): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? delimitedCell(cell, ',') : String(cell);
}

/** A table as the standard says it (RFC 4180): UTF-8, comma, decimal point. */
export function csvOf({ schema, rows }: Rows): string {
  return [schema.fields.map(({ name }) => name), ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** The same table as a French spreadsheet opens it by a double click. */
export function excelCsvOf({ schema, rows }: Rows): Buffer {
  const inFrench = (cell: CellText) => (typeof cell === 'boolean' ? (cell ? 'vrai' : 'faux') : cell);
  return renderCsv(
    schema.fields.map(({ name }) => ({ label: name })),
    rows.map((row) => row.map(inFrench)),
  );
}

const CSV = 'text/csv; charset=utf-8';
const csvName = ({ name }: Pick<OpenTable, 'name'>) => `${name}.csv`;
const excelName = ({ name }: Pick<OpenTable, 'name'>) => `${name}-excel.csv`;

/** A table and its two files. */
export interface TableFiles {
  table: OpenTable;
  standard: { path: string; file: OpenFile };
  excel: { path: string; file: OpenFile };
}

export const tableFiles = (table: OpenTable): TableFiles => ({
  table,
  standard: { path: csvName(table), file: fileOf(Buffer.from(csvOf(table), 'utf8'), CSV) },
  excel: { path: excelName(table), file: fileOf(excelCsvOf(table), CSV) },
});
