import * as z from 'zod/mini';
import { isDate, isMonth, type Month } from '../domain/month.ts';
import { countedSources, sourceNames } from '../registers/register.ts';
import { rowNumber as id, wholeNumber } from './whole-number.ts';

/**
 * What becomes of a row of a file. `moved`: it is known under another date, or its number is, in another year: someone must say
 * whether it is the same row. `waiting`: its month is validated, and
 * what it changes there waits for validation. `expired`: rows
 * as old were counted and erased, or this one was erased at the person's request.
 */
export const verdicts = [
  'new',
  'changed',
  'identical',
  'duplicate',
  'superseded',
  'waiting',
  'suspicious',
  'outside',
  'expired',
  'moved',
  'unreadable',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A source by its word; the database keeps it as a text under a check, for its words have a hyphen. */
export const sourceName = z.enum(sourceNames);
/** A source whose rows are counted. */
export const countedSource = z.enum(countedSources);

const content = z.record(
  z.string().check(z.maxLength(40)),
  z.union([z.string().check(z.maxLength(500)), z.number(), z.null()]),
);

/** The code of a sentence of the reader. */
const reasonCode = z.string().check(z.regex(/^[a-z][a-z-]{1,39}$/));
const sheetPlace = z.optional(z.int().check(z.gte(1), z.lte(10_000)));
const field = z.nullable(z.string().check(z.maxLength(40)));

/** Why a cell keeps its row out, is set aside, or deserves a look: by its field and a code. Its words stay in the file. */
const remark = z.object({
  field,
  code: reasonCode,
  /** A question: whether the reading that is proposed stands when nobody answers. */
  stands: z.optional(z.nullable(z.boolean())),
  /** The cell was set aside: its row goes in without it. */
  aside: z.optional(z.boolean()),
});
export type SentRemark = z.infer<typeof remark>;

/** A remark as it waits with its row. `month`: the server refused a cell of a file of months, which read well. */
export interface StoredRemark extends SentRemark {
  month?: Month | null | undefined;
}

/** A remark in its place in the file: the sheet by its rank, the row by its number. */
export interface PlacedRemark extends StoredRemark {
  row: number;
  sheet?: number | null | undefined;
}

/** What a file says that is no row of its register, kept with the receipt: places, codes and counts. */
export const toldByFile = z.object({
  skipped: z.array(z.object({ row: wholeNumber, sheet: sheetPlace, code: reasonCode })).check(z.maxLength(5000)),
  unread: z.array(z.object({ position: wholeNumber, rows: wholeNumber, code: reasonCode })).check(z.maxLength(1000)),
  questions: z
    .array(
      z.object({ field: z.string().check(z.maxLength(40)), answer: z.optional(z.string().check(z.maxLength(40))) }),
    )
    .check(z.maxLength(200)),
  period: z.nullable(
    z.object({
      from: z.string().check(z.refine(isMonth)),
      to: z.string().check(z.refine(isMonth)),
      why: z.enum(['title', 'extraction', 'answer', 'rows']),
      /** The export was made before the end of its last month: that month is not whole. */
      partial: z.optional(z.boolean()),
      /** The day at which the export was made. */
      day: z.optional(z.string().check(z.refine(isDate))),
    }),
  ),
});
export type ToldByFile = z.infer<typeof toldByFile>;
export const tellImport = z.object({ id, told: toldByFile });

/** « 2022-01..2022-12 »: the months that a file covers, as it is answered on the command line and remembered. */
export function periodAnswer(text: string | undefined): { from: Month; to: Month } | null {
  const [from = '', to = ''] = text?.trim().split('..') ?? [];
  return isMonth(from) && isMonth(to) && from <= to ? { from, to } : null;
}
export const decidePeriod = z.object({
  id,
  from: z.string().check(z.refine(isMonth)),
  to: z.string().check(z.refine(isMonth)),
});

/** What becomes of rows that a full export no longer holds. */
export const absentChoices = ['keep', 'close', 'remove'] as const;
export type AbsentChoice = (typeof absentChoices)[number];
export const decideAbsent = z.object({ id, choice: z.enum(absentChoices) });

/** Title of the file, or its print where it may name somebody → field of the register, or null: left out. */
export const columnMapping = z.record(
  z.string().check(z.maxLength(200)),
  z.nullable(z.string().check(z.maxLength(40))),
);
export type ColumnMapping = z.infer<typeof columnMapping>;

/** A row as the browser sends it once it has read it: nothing nominative in it any more. */
const sentRow = z.object({
  row: id,
  /** The rank of its sheet in the workbook, from 1. */
  sheet: sheetPlace,
  /** The file number, turned into a keyed hash before anything is stored; null when the row could not be read. */
  key: z.nullable(z.string().check(z.minLength(1), z.maxLength(200))),
  content: z.nullable(content),
  outside: z.boolean(),
  remarks: z.array(remark).check(z.maxLength(40)),
  /** SHA-256 of the person's identity, made where the file is read; kept, under the key, only once the AIPD is recorded. */
  identity: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type SentRow = z.infer<typeof sentRow>;

/** The most rows sent at once: the server checks them within some tens of milliseconds, so nobody else waits. */
export const ROWS_AT_ONCE = 1000;

/** What was answered to the questions of columns, by field. */
export const columnAnswers = z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(40)));

export const fileFormats = ['csv', 'txt', 'tsv', 'xlsx', 'xlsm', 'ods', 'autre'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The kind of a file by the end of its name, which is all that is kept of the name. */
export function formatOf(fileName: string): FileFormat {
  const end = fileName.split('.').at(-1)?.toLowerCase();
  return fileFormats.find((format) => format === end) ?? 'autre';
}

export const beginImport = z.object({
  organisationId: id,
  source: sourceName,
  /** What kind of file it is. Its name stays on the computer: it may be somebody's. */
  format: z.enum(fileFormats),
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  droppedColumns: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
  /** How someone said that the columns are to be understood; kept for the next file. */
  mapping: z.optional(columnMapping),
  /** What was answered to the questions of its columns, by field; kept for the next file. */
  answers: z.optional(columnAnswers),
  /** The first part of the same workbook, which feeds several registers: they are written together. */
  workbook: z.optional(id),
});
export type BeginImport = z.infer<typeof beginImport>;

export const sendRows = z.object({ id, rows: z.array(sentRow).check(z.maxLength(ROWS_AT_ONCE)) });
export const oneImport = z.object({ id });

export const pageOfRows = z.object({
  id,
  verdict: z.nullable(z.enum(verdicts)),
  /** The position after which the page starts; 0 for the first page. */
  after: wholeNumber,
});

/** Rows named one by one, or all those of a verdict. */
export const decideRows = z.object({
  id,
  positions: z.optional(z.array(wholeNumber).check(z.maxLength(1000))),
  verdict: z.optional(z.enum(verdicts)),
  take: z.boolean(),
  /** A moved row is another one, and not the known one corrected. */
  another: z.optional(z.boolean()),
});

/** The data-protection assessment (AIPD) without which nobody's files may be brought together. */
export const recordAssessment = z.object({
  date: z.string().check(z.refine(isDate)),
  reference: z.string().check(z.trim(), z.minLength(3), z.maxLength(200)),
});

const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));
export const withdrawAssessment = z.object({ reason });
export const undoImport = z.object({ id, reason });

export const importFilters = z.object({
  organisationId: z.optional(id),
  source: z.optional(sourceName),
  status: z.optional(z.enum(['prepared', 'done', 'undone'])),
  /** Receipts with a smaller number than this one: the next page. */
  before: z.optional(id),
});

/** A row typed on the screen: what was typed, by field, in French. */
const typed = z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(500)));
export const registerRows = z.object({
  source: sourceName,
  organisationId: id,
  /** Months of the rows, as `2023-01`. */
  from: z.optional(z.string().check(z.refine(isMonth))),
  to: z.optional(z.string().check(z.refine(isMonth))),
  text: z.optional(z.string().check(z.maxLength(100))),
  page: z.number().check(z.int(), z.gte(0), z.lte(1_000_000)),
});
/** True: says what would move, and writes nothing. */
const dryRun = z.optional(z.boolean());
export const removeRow = z.object({
  source: sourceName,
  organisationId: id,
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  reason,
  dryRun,
});
export const addRow = z.object({ source: sourceName, organisationId: id, cells: typed, dryRun });
export const correctRow = z.object({
  source: sourceName,
  organisationId: id,
  /** The row's keyed hash, in hexadecimal. */
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  cells: typed,
  reason,
  dryRun,
});
