import type { RegisterRow } from '../registers/register.ts';

/** A cell that keeps its row out, or that deserves a look. It carries that one cell, never another of its row. */
export interface CellRemark {
  row: number;
  sheet?: string;
  /** The column as the file names it. */
  column: string;
  value: string;
  /** A French sentence: what is wrong and the way out. */
  reason: string;
  /** What could be read two ways: the reading that is proposed, and whether it stands when nobody answers. */
  question?: { read: string; stands: boolean };
}

/** A row of a file, in its order: what is kept of it, or why it stays out. */
export type ReadRow =
  | ({ kind: 'row'; outside: boolean; remarks: CellRemark[]; identity?: string } & RegisterRow)
  | { kind: 'rejected'; remark: CellRemark; cells: Record<string, string> };

export interface ColumnReading {
  label: string;
  /** The field that it fills; null: it stays out. */
  field: string | null;
  /** `known`: the register's own word or a synonym; `guessed`: near one; `mapped`: someone said so. */
  how: 'known' | 'guessed' | 'mapped' | 'nominative' | 'unknown';
}
