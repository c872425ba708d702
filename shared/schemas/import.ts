import * as z from 'zod/mini';
import { isDate, isMonth } from '../domain/month.ts';
import { sourceNames } from '../registers/register.ts';
import { rowNumber as id, wholeNumber } from './whole-number.ts';

/**
 * What becomes of a row of a file. `locked`: it goes in, but the figure of its validated month stays as it is. `expired`: rows
 * as old were counted and erased, or this one was erased at the person's request.
 */
export const verdicts = [
  'new',
  'changed',
  'identical',
  'duplicate',
  'superseded',
  'locked',
  'suspicious',
  'outside',
  'expired',
  'unreadable',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A source by its word; the database keeps it as a text under a check, for its words have a hyphen. */
export const sourceName = z.enum(sourceNames);

const content = z.record(
  z.string().check(z.maxLength(40)),
  z.union([z.string().check(z.maxLength(500)), z.number(), z.null()]),
);

/** A cell that keeps its row out, or that deserves a look. */
const remark = z.object({
  row: wholeNumber,
  sheet: z.optional(z.string().check(z.maxLength(100))),
  column: z.string().check(z.maxLength(200)),
  value: z.string().check(z.maxLength(200)),
  reason: z.string().check(z.maxLength(500)),
  /** The reading that is proposed, and whether it stands when nobody answers. */
  question: z.optional(z.object({ read: z.string().check(z.maxLength(200)), stands: z.boolean() })),
});
export type CellRemark = z.infer<typeof remark>;

/** Label of the file → field of the register, or null: left out. */
export const columnMapping = z.record(
  z.string().check(z.maxLength(200)),
  z.nullable(z.string().check(z.maxLength(40))),
);
export type ColumnMapping = z.infer<typeof columnMapping>;

/** A row as the browser sends it once it has read it: nothing nominative in it any more. */
const sentRow = z.object({
  row: id,
  sheet: z.optional(z.string().check(z.maxLength(100))),
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

export const beginImport = z.object({
  organisationId: id,
  source: sourceName,
  fileName: z.string().check(z.minLength(1), z.maxLength(200)),
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  droppedColumns: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(500)),
  /** How someone said that the columns are to be understood; kept for the next file. */
  mapping: z.optional(columnMapping),
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
export const removeRow = z.object({
  source: sourceName,
  organisationId: id,
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  reason,
});
export const addRow = z.object({ source: sourceName, organisationId: id, cells: typed });
export const correctRow = z.object({
  source: sourceName,
  organisationId: id,
  /** The row's keyed hash, in hexadecimal. */
  key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  cells: typed,
  reason,
});
