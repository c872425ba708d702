import type { ColumnAnswers, ColumnQuestion } from '../../../shared/reading/column-questions.ts';
import type { CellRemark, UnreadSheet } from '../../../shared/reading/partner-file.ts';
import type { ReadingOptions } from '../../../shared/reading/reading-options.ts';
import type { SourceName } from '../../../shared/registers/register.ts';
import type { ColumnMapping, SentRow, ToldByFile } from '../../../shared/schemas/import.ts';

/** What the page and the worker that reads a file say to each other. */

export interface OpenOptions {
  today: string;
  communes: ReadingOptions['communes'];
  indicators: ReadingOptions['indicators'];
  source?: SourceName;
  mapping?: ColumnMapping;
  /** The sheets to read, when others are for other registers. */
  sheets?: string[];
  /** What was answered to the questions of its columns, by field. */
  answers?: ColumnAnswers;
  printKey: string;
  /** People may be recognised from one source to another: a print of their identity is made here. */
  linking?: boolean;
}

export interface FileColumn {
  label: string;
  /** The field of the register that it fills; null when it stays out. */
  field: string | null;
  how: 'known' | 'guessed' | 'mapped' | 'nominative' | 'unknown';
}

export interface Candidate {
  source: SourceName;
  label: string;
  score: number;
  reason: string;
}

/** A file that is understood, or believed to be. Nothing of it has left the computer. */
export interface Opened {
  source: SourceName;
  score: number;
  sure: boolean;
  reason: string;
  columns: FileColumn[];
  droppedColumns: string[];
  /** The part of them that may leave: labels of the registers' own, and how many others. */
  droppedToSend: string[];
  sheetNames: string[];
  unread: UnreadSheet[];
  questions: ColumnQuestion[];
  also: { source: SourceName; sheets: string[] }[];
  preview: string[][];
  encoding?: string | null;
}

/** A file that stays out, with what is needed to map its columns when that is what it lacks. */
export interface Refused {
  code: string;
  message: string;
  columns?: string[];
  preview?: string[][];
  candidates?: Candidate[];
  encoding?: string | null;
}

export interface Chunk {
  rows: SentRow[];
  /** Between 0 and 1: how much of the file is read. */
  progress: number;
  done: boolean;
  /** What the file says beside its rows: with the last of them. */
  told?: ToldByFile;
}

/** Where a row is: the rank of its sheet, and its number there. */
export interface Place {
  row: number;
  sheet?: number | undefined;
}

export interface RefusedWorkbook {
  bytes: Uint8Array<ArrayBuffer>;
  rows: number;
}

/** Each request of the page, and its answer. */
export interface Exchanges {
  fingerprint: { ask: { file: File }; answer: string };
  open: { ask: { file: File; options: OpenOptions }; answer: Opened | Refused };
  next: { ask: Record<never, never>; answer: Chunk };
  words: { ask: { places: Place[] }; answer: CellRemark[][] };
  refusedRows: { ask: Record<never, never>; answer: RefusedWorkbook };
}

export type Request = { [Kind in keyof Exchanges]: { kind: Kind } & Exchanges[Kind]['ask'] }[keyof Exchanges];
export type Reply = { answer: Exchanges[keyof Exchanges]['answer'] } | { failure: string };

export function isRefused(read: Opened | Refused): read is Refused {
  return 'code' in read;
}
