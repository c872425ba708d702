import type { Month } from '../../../shared/domain/month.ts';
import { contentText, emptyContent, type Term } from './cell-text.ts';
import type { CellChange, EntryCell } from './entry-cells.ts';
import { closedBecause, type EntryRow, termsOf } from './entry-model.ts';

/** The cells of a range, line by line. */
export interface Spread {
  rows: readonly EntryRow[];
  months: readonly Month[];
  cellAt: (indicatorId: number, month: Month) => EntryCell;
}

/** A spreadsheet reads « 1234,5 » as a number; a narrow space between thousands would make it a text. */
const plain = (text: string) => text.replace(/\s/g, '');

interface CopiedCell {
  text: string;
  /** The exact number, for those who read it. */
  exact: number | null;
}

function copied(row: EntryRow, cell: EntryCell, term: Term): CopiedCell {
  const text = contentText(cell.content, row.unit, term);
  return { text: plain(text), exact: cell.content.state === 'value' ? cell.content[term] : null };
}

function linesOf({ rows, months, cellAt }: Spread): CopiedCell[][] {
  return rows.map((row) =>
    months.flatMap((month) => termsOf(row).map((term) => copied(row, cellAt(row.id, month), term))),
  );
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function htmlCell({ text, exact }: CopiedCell): string {
  return exact === null ? `<td>${escaped(text)}</td>` : `<td sdval="${exact}" x:num="${exact}">${escaped(text)}</td>`;
}

/** A range as spreadsheets exchange it: tabs and lines, and the same cells as a table. */
export function rangeTexts(spread: Spread): { text: string; html: string } {
  const lines = linesOf(spread);
  const rows = lines.map((line) => `<tr>${line.map(htmlCell).join('')}</tr>`).join('');
  return {
    text: lines.map((line) => line.map((cell) => cell.text).join('\t')).join('\n'),
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>${rows}</table></body></html>`,
  };
}

/** What emptying a range would write; a cell already sent or validated keeps what it says and is counted. */
export function emptied({ rows, months, cellAt }: Spread): { changes: CellChange[]; kept: number } {
  const full = rows.flatMap((row) =>
    months
      .map((month) => ({ row, month, cell: cellAt(row.id, month) }))
      .filter(({ cell }) => cell.content.state !== 'missing'),
  );
  const open = full.filter(
    ({ row, month, cell }) => closedBecause(row, month, cell) === null && cell.server?.stage !== 'submitted',
  );
  const changes = open.map(({ row, month, cell }) => ({
    indicatorId: row.id,
    month,
    content: { ...emptyContent, comment: cell.content.comment },
  }));
  return { changes, kept: full.length - open.length };
}
