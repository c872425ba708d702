import type { Measures, RegisterRow, SourceName } from '../registers/register.ts';
import type { ColumnQuestion } from './column-questions.ts';
import type { ReasonCode } from './reasons.ts';

/**
 * A cell that keeps its row out, or that deserves a look. It carries that one cell, never another of its row, and stays where
 * the file is: the place, the field and the code of the reason may leave, the words of the file may not.
 */
export interface CellRemark {
  row: number;
  sheet?: string;
  /** The column as the file names it. */
  column: string;
  /** The field of the register that the column fills. */
  field?: string;
  value: string;
  code: ReasonCode;
  /** A French sentence: what is wrong and the way out. */
  reason: string;
  /** The cell was set aside: its row goes in without it. */
  aside?: boolean;
  /** What could be read two ways: the reading that is proposed, and whether it stands when nobody answers. */
  question?: { read: string; stands: boolean };
}

/** A row of a file, in its order: what is kept of it, or why it stays out. */
export type ReadRow =
  | ({ kind: 'row'; outside: boolean; remarks: CellRemark[]; identity?: string } & RegisterRow)
  | { kind: 'rejected'; remark: CellRemark; cells: Record<string, string> };

/** A row of the file that is no data: a total, a title, a header printed again. */
export interface SkippedRow {
  row: number;
  sheet?: string;
  code: ReasonCode;
  reason: string;
}

/** A sheet of which nothing is read. */
export interface UnreadSheet {
  sheet: string;
  /** Its place in the workbook, from 1. */
  position: number;
  /** Its rows that are not blank. */
  rows: number;
  code: ReasonCode;
  reason: string;
}

export interface ColumnReading {
  label: string;
  /** The field that it fills; null: it stays out. */
  field: string | null;
  /** `known`: the register's own word or a synonym; `guessed`: near one; `mapped`: someone said so. */
  how: 'known' | 'guessed' | 'mapped' | 'nominative' | 'unknown';
}

/**
 * A partner's file, read whole: `rows` = accepted + outOfTerritory + duplicates + superseded + rejected, except for a monthly
 * return, where `rows` counts the lines of the file and the others its cells (an indicator and a month).
 */
export interface PartnerFile {
  source: SourceName;
  /** From 0 to 1: how surely the source was recognised. */
  score: number;
  sure: boolean;
  columns: ColumnReading[];
  /** A French sentence: why this source. */
  reason: string;
  rows: number;
  accepted: RegisterRow[];
  /** Same key, same content as an earlier row. */
  duplicates: { row: number; sheet?: string; ofRow: number }[];
  /** Same key, another content: the later row stands in `accepted`. */
  superseded: { row: number; sheet?: string; byRow: number }[];
  rejected: CellRemark[];
  outOfTerritory: RegisterRow[];
  suspicious: CellRemark[];
  /** Cells set aside: their row is taken without them. */
  remarks: CellRemark[];
  skipped: SkippedRow[];
  unread: UnreadSheet[];
  questions: ColumnQuestion[];
  droppedColumns: string[];
  measures: Measures;
}

interface Held {
  row: RegisterRow;
  outside: boolean;
  print: string;
}

/** Gathers the rows of every sheet, tells duplicates from changes, and keeps the order of the file. */
export class FileGatherer {
  readonly rejected: CellRemark[] = [];
  readonly suspicious: CellRemark[] = [];
  readonly remarks: CellRemark[] = [];
  readonly duplicates: PartnerFile['duplicates'] = [];
  readonly superseded: PartnerFile['superseded'] = [];
  private readonly held: Held[] = [];
  private readonly positions = new Map<string, number>();

  /** Takes a row as the command line does: a question that nobody answers is heard as it stands. */
  take(read: ReadRow): void {
    if (read.kind === 'rejected') {
      this.rejected.push(read.remark);
      return;
    }
    const { kind, outside, remarks, identity, ...row } = read;
    const unanswered = remarks.find(({ question }) => question?.stands === false);
    if (unanswered) {
      this.rejected.push(unanswered);
      return;
    }
    for (const remark of remarks) (remark.aside ? this.remarks : this.suspicious).push(remark);
    this.keep(row, outside);
  }

  private keep(row: RegisterRow, outside: boolean): void {
    const print = JSON.stringify([row.content, outside]);
    const position = this.positions.get(row.key);
    const earlier = position === undefined ? undefined : this.held[position];
    if (position === undefined || earlier === undefined) {
      this.positions.set(row.key, this.held.length);
      this.held.push({ row, outside, print });
    } else if (earlier.print === print) {
      this.duplicates.push({ row: row.row, ...(row.sheet && { sheet: row.sheet }), ofRow: earlier.row.row });
    } else {
      const { row: number, sheet } = earlier.row;
      this.superseded.push({ row: number, ...(sheet && { sheet }), byRow: row.row });
      this.held[position] = { row, outside, print };
    }
  }

  kept(outside: boolean): RegisterRow[] {
    return this.held.filter((held) => held.outside === outside).map((held) => held.row);
  }
}
