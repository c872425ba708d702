import type { Content } from '../registers/register.ts';
import type { OpenedFile } from './open-partner-file.ts';
import type { CellRemark, ReadRow } from './partner-file.ts';
import type { FilePeriod } from './period.ts';
import type { ReasonCode } from './reasons.ts';

/** What may leave the computer that reads a file: kept cells, places and codes. Never a label, a value, a title or a name. */

/** A remark without the words of the file. */
interface RemarkToSend {
  field: string | null;
  code: ReasonCode;
  stands?: boolean;
  aside?: boolean;
}

export interface RowToSend {
  row: number;
  /** The rank of its sheet in the workbook. */
  sheet?: number;
  key: string | null;
  content: Content | null;
  outside: boolean;
  remarks: RemarkToSend[];
  identity?: string;
}

interface FileTold {
  skipped: { row: number; sheet?: number; code: ReasonCode }[];
  unread: { position: number; rows: number; code: ReasonCode }[];
  questions: { field: string; answer?: string }[];
  period: FilePeriod | null;
}

const REMARKS_A_ROW = 40;
const MOST_TOLD = 5000;

function remarkToSend({ field, code, question, aside }: CellRemark): RemarkToSend {
  const remark: RemarkToSend = { field: field ?? null, code };
  if (question) remark.stands = question.stands;
  if (aside) remark.aside = aside;
  return remark;
}

/** The rank of a sheet in its workbook, which stands for its name. */
export const sheetPlace = (sheet: string | undefined, sheetNames: string[]): { sheet?: number } =>
  sheet === undefined ? {} : { sheet: Math.max(1, sheetNames.indexOf(sheet) + 1) };

/** A row read, as it is sent to be staged. */
export function rowToSend(read: ReadRow, sheetNames: string[]): RowToSend {
  if (read.kind === 'rejected') {
    const { row, sheet } = read.remark;
    const place = { row: Math.max(1, row), ...sheetPlace(sheet, sheetNames) };
    return { ...place, key: null, content: null, outside: false, remarks: [remarkToSend(read.remark)] };
  }
  const { row, sheet, key, content, outside, identity } = read;
  const remarks = read.remarks.length === 0 ? [] : read.remarks.slice(0, REMARKS_A_ROW).map(remarkToSend);
  // A row of a large file is made with as few objects as may be.
  const sent: RowToSend = { row, key, content, outside, remarks };
  if (sheet !== undefined) sent.sheet = Math.max(1, sheetNames.indexOf(sheet) + 1);
  if (identity) sent.identity = identity;
  return sent;
}

/** What a file says beside its rows, once they are read. */
export function toldBy(opened: OpenedFile): FileTold {
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
  const words = others > 1 ? `${others} colonnes non reconnues` : '1 colonne non reconnue';
  return others > 0 ? [...knownDropped, words] : knownDropped;
}
