import { delimitedCell } from '../../shared/domain/words/spreadsheet-text.ts';
import type { WorkbookColumn } from './render-workbook.ts';

/** A number has a decimal comma; a text never becomes a formula. */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value).replace('.', ',') : delimitedCell(value, ';');
}

/** A table as a French spreadsheet opens it by a double click: UTF-8 with its mark, `;`, CRLF, decimal comma. */
export function renderCsv(columns: Pick<WorkbookColumn, 'label'>[], rows: (string | number | null)[][]): Buffer {
  const lines = [columns.map((column) => column.label), ...rows].map((row) => row.map(csvCell).join(';'));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}
