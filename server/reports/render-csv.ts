import type { WorkbookColumn } from './render-workbook.ts';

const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(,\d+)?$/;

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it, which shows it as it is (OWASP, CSV
 * injection); a negative number is left alone. Quotes are doubled, and a cell with a separator, a quote or a line break
 * is quoted.
 */
function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as a French spreadsheet opens it by a double click: UTF-8 with its mark, `;`, CRLF, decimal comma. */
export function renderCsv(columns: Pick<WorkbookColumn, 'label'>[], rows: (string | number | null)[][]): Buffer {
  const lines = [columns.map((column) => column.label), ...rows].map((row) => row.map(csvCell).join(';'));
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
}
