import type { RegisterRow } from '../registers/register.ts';
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

/** A sheet of which nothing is read, or one of its tables. */
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
