import type { SentRemark, SentRow, ToldByFile } from '../schemas/import.ts';
import type { OpenedFile } from './open-partner-file.ts';
import type { CellRemark, ReadRow } from './partner-file.ts';
import { counted } from './text.ts';

/** What may leave the computer that reads a file: kept cells, places and codes. Never a label, a value, a title or a name. */

const REMARKS_A_ROW = 40;
const MOST_TOLD = 5000;

function remarkToSend({ field, code, question, aside }: CellRemark): SentRemark {
  return {
    field: field ?? null,
    code,
    ...(question && { stands: question.stands }),
    ...(aside && { aside }),
  };
}

/** The rank of a sheet in its workbook, which stands for its name. */
export const sheetPlace = (sheet: string | undefined, sheetNames: string[]): { sheet?: number } =>
  sheet === undefined ? {} : { sheet: Math.max(1, sheetNames.indexOf(sheet) + 1) };

/** A row read, as it is sent to be staged. */
export function rowToSend(read: ReadRow, sheetNames: string[]): SentRow {
  if (read.kind === 'rejected') {
    const { row, sheet } = read.remark;
    const place = { row: Math.max(1, row), ...sheetPlace(sheet, sheetNames) };
    return { ...place, key: null, content: null, outside: false, remarks: [remarkToSend(read.remark)] };
  }
  const { row, sheet, key, content, outside, identity } = read;
  const remarks = read.remarks.slice(0, REMARKS_A_ROW).map(remarkToSend);
  return { row, ...sheetPlace(sheet, sheetNames), key, content, outside, remarks, ...(identity && { identity }) };
}

/** What a file says beside its rows, once they are read. */
export function toldBy(opened: OpenedFile): ToldByFile {
  return {
    skipped: opened
      .skipped()
      .slice(0, MOST_TOLD)
      .map(({ row, sheet, code }) => ({ row, ...sheetPlace(sheet, opened.sheetNames), code })),
    unread: opened.unread.map(({ position, rows, code }) => ({ position, rows, code })),
    questions: opened.questions.map(({ field, answer }) => ({ field, ...(answer !== undefined && { answer }) })),
    period: opened.period(),
  };
}

/** Labels that the registers know, and how many others there are: those may be somebody's name. */
export function droppedToSend({
  droppedColumns,
  knownDropped,
}: Pick<OpenedFile, 'droppedColumns' | 'knownDropped'>): string[] {
  const others = droppedColumns.length - knownDropped.length;
  const words = `${counted(others, 'colonne')} ${others > 1 ? 'non reconnues' : 'non reconnue'}`.replace('\u00a0', ' ');
  return others > 0 ? [...knownDropped, words] : knownDropped;
}
