import { registerOf } from '../registers/all-registers.ts';
import type { Register, RegisterColumn, SourceName } from '../registers/register.ts';
import type { ByteSource, Encoding } from './byte-source.ts';
import type { ColumnQuestion } from './column-questions.ts';
import { delimitedSheet } from './delimited/delimited.ts';
import { cellText, headOf, type Sheet, type SheetSource } from './grid.ts';
import { labelKey } from './layout/column-names.ts';
import type { Header } from './layout/header.ts';
import { byTitle } from './layout/kept-titles.ts';
import { identifier } from './layout/month-line.ts';
import type { Look, Match } from './layout/recognise.ts';
import { droppedLabels } from './layout/row-nature.ts';
import { type Share, shareSheets } from './layout/share-sheets.ts';
import { sniff } from './layout/sniff.ts';
import { unknownColumns } from './layout/unknown-columns.ts';
import { MatchReader } from './match-reader.ts';
import type { ColumnReading, ReadRow, SkippedRow, UnreadSheet } from './partner-file.ts';
import { type FilePeriod, periodOf } from './period.ts';
import type { ReadingOptions } from './reading-options.ts';
import { type FileRefusal, Refused, refuse } from './refusal.ts';
import { unreadSheets } from './unread-sheets.ts';
import { commonYear } from './workbook/sheet-time.ts';
import { cellLimits } from './workbook/workbook-cells.ts';
import { readOds } from './workbook/workbook-ods.ts';
import { readXlsx } from './workbook/workbook-xlsx.ts';

export type { ReadingOptions } from './reading-options.ts';

/** A file whose source and columns are known; its rows come one at a time, and none is held. */
export interface OpenedFile {
  source: SourceName;
  /** From 0 to 1: how surely the source was recognised. */
  score: number;
  /** False: a person should look at how the columns are understood. */
  sure: boolean;
  /** A French sentence: why this source. */
  reason: string;
  encoding: Encoding | null;
  columns: ColumnReading[];
  droppedColumns: string[];
  /** Those of them that are the register's own words, as it writes them. */
  knownDropped: string[];
  /** The first rows under the header, cell by cell as they are written. */
  preview: string[][];
  /** Other registers that sheets of the workbook are for: each is read by asking for its source. */
  also: { source: SourceName; sheets: string[] }[];
  /** The sheets of which rows are read. */
  sheetsRead: string[];
  /** The workbook's sheets in their order: a row names its own by its place, so that its name stays here. */
  sheetNames: string[];
  unread: UnreadSheet[];
  /** What is asked once for a whole column; what an answer would change is not taken before. */
  questions: ColumnQuestion[];
  /** Rows that are no data, as far as the file has been read. */
  skipped(): SkippedRow[];
  /** The months that the file speaks for, as far as it has been read. */
  period(): FilePeriod | null;
  /** Lines of a monthly return; its rows are the cells of those lines. */
  lines: number | null;
  /** Every data row in the order of the file. Throws `Refused` when the file turns out to be damaged further down. */
  rows(): Generator<ReadRow>;
  /** Share of the file already read, from 0 to 1. */
  progress(): number;
}

interface Content {
  sheets: SheetSource[];
  encoding: Encoding | null;
}

function sheetsOf(source: ByteSource, fileName: string): Content {
  const file = sniff(source);
  if (file.kind === 'text')
    return { sheets: [delimitedSheet(source, file.encoding, fileName)], encoding: file.encoding };
  return { sheets: file.kind === 'xlsx' ? readXlsx(file.archive) : readOds(file.archive), encoding: null };
}

/** What is found wrong deep inside a file is a refusal too. */
function asRefused(error: unknown): Refused {
  return error instanceof Refused ? error : refuse('damaged');
}

/** Over this, a label is one of the words that the register knows. */
const KNOWN = 0.9;
const ENOUGH = 0.35;

function columnReading(label: string, column: RegisterColumn | undefined, sureness: number): ColumnReading {
  if (!column) return { label, field: null, how: 'unknown' };
  if (column.kind === 'nominative') return { label, field: null, how: 'nominative' };
  return { label, field: column.field, how: sureness > 1 ? 'mapped' : sureness >= KNOWN ? 'known' : 'guessed' };
}

function columnsOf({ labels, columns, sureness }: Header): ColumnReading[] {
  const all = labels.map((label, position) => columnReading(label, columns[position], sureness[position] ?? 0));
  return all.filter(({ label }) => label !== '');
}

/** Sure when nothing that the register needs was merely guessed. */
function isSure({ register, score, headers }: Match): boolean {
  if (register.layout === 'months') return true;
  const guessed = new Set(
    headers.flatMap(({ header }) => columnsOf(header).flatMap((one) => (one.how === 'guessed' ? [one.field] : []))),
  );
  const needed = register.columns.filter((column) => column.required).map((column) => column.field);
  const grouped = register.needs.flatMap((group) => group.slice(0, 1));
  return score >= ENOUGH && ![...needed, ...grouped].some((field) => guessed.has(field));
}

const ROWS_SHOWN = 8;

function previewOf({ headers }: Match): string[][] {
  const first = headers[0];
  if (!first) return [];
  const { sheet, header } = first;
  const positions = header.labels.flatMap((label, position) => (label === '' ? [] : [position]));
  const below = sheet.rows.slice(header.index + 1, header.index + 1 + ROWS_SHOWN);
  return below.map(({ cells }) => positions.map((position) => cellText(cells[position])));
}

function shareOf(sheets: Sheet[], look: Look, asked: SourceName | undefined): Share | undefined {
  const register = asked && registerOf(asked);
  const visible = sheets.filter((sheet) => !sheet.hidden);
  return shareSheets(visible, look, register) ?? shareSheets(sheets, look, register);
}

function open(source: ByteSource, fileName: string, options: ReadingOptions): OpenedFile {
  const { sheets: sources, encoding } = sheetsOf(source, fileName);
  const sheets = sources.map((sheet) => headOf(sheet, cellLimits.columns));
  if (!sheets.some(({ rows }) => rows.length > 0)) throw refuse('empty');
  const mapping = byTitle(options.mapping ?? {}, options.printKey ?? '');
  const year = commonYear(sheets, fileName);
  const look: Look = {
    fileName,
    mapping,
    identify: identifier(options.indicators),
    ...(year !== undefined && { year }),
  };
  const own = sheets.filter(({ name }) => options.sheets?.includes(name) ?? true);
  const share = shareOf(own, look, options.source);
  if (share === undefined) throw unknownColumns(own, look, { source: options.source, encoding });
  const reader = new MatchReader(share.match, look, options);
  const { match } = reader;
  const { register, score, reason, headers, grids } = match;
  let bytesRead = 0;
  const read = new Set(headers.map(({ sheet }) => sheets.indexOf(sheet)));
  const toRead = sources.reduce((sum, { size }, rank) => sum + (read.has(rank) ? size : 0), 0);
  const dropped = [
    ...headers.flatMap(({ header }) => droppedLabels(header)),
    ...grids.flatMap(({ grid }) => grid.droppedColumns),
  ];
  return {
    source: register.source,
    score: Math.min(1, Number(score.toFixed(3))),
    sure: isSure(match),
    reason,
    encoding,
    columns: headers[0] ? columnsOf(headers[0].header) : [],
    droppedColumns: [...new Set(dropped)],
    knownDropped: knownAmong(register, [...new Set(dropped)]),
    preview: previewOf(match),
    also: share.others.map((other) => ({
      source: other.register.source,
      sheets: [...other.headers, ...other.grids].map(({ sheet }) => sheet.name),
    })),
    sheetsRead: [...headers, ...grids].map(({ sheet }) => sheet.name),
    sheetNames: sheets.map(({ name }) => name),
    unread: unreadSheets(own, share, reader.repeating)
      .map((one) => ({ ...one, position: sheets.findIndex(({ name }) => name === one.sheet) + 1 }))
      .sort((one, other) => one.position - other.position),
    questions: reader.questions,
    skipped: () => reader.skipped,
    period: () => periodOf(sheets, reader.months),
    lines: register.layout === 'months' ? grids.reduce((sum, { grid }) => sum + grid.rows, 0) : null,
    rows() {
      bytesRead = 0;
      return refusing(reader.rows((bytes) => (bytesRead += bytes)));
    },
    progress: () => Math.min(1, bytesRead / Math.max(1, toRead)),
  };
}

/** The labels that are a word of the register, in its own spelling. */
function knownAmong({ columns }: Register, labels: string[]): string[] {
  const own = new Map(
    columns.flatMap(({ label, aliases }) => [label, ...aliases].map((one) => [labelKey(one), one] as const)),
  );
  return labels.flatMap((label) => own.get(labelKey(label)) ?? []);
}

function* refusing(rows: Generator<ReadRow>): Generator<ReadRow> {
  try {
    yield* rows;
  } catch (error) {
    throw asRefused(error);
  }
}

/** Refuses a file that has titles and nothing below. The row that tells is not read again: it opens the first reading. */
function begun(opened: OpenedFile): OpenedFile {
  const rows = opened.rows();
  const first = rows.next();
  if (first.done) throw refuse('no-rows');
  let isFirst = true;
  function* fromFirst(row: ReadRow) {
    yield row;
    yield* rows;
  }
  return {
    ...opened,
    rows() {
      if (!isFirst) return opened.rows();
      isFirst = false;
      return fromFirst(first.value as ReadRow);
    },
  };
}

/**
 * Opens whatever a partner sends: recognises the kind of file, its encoding, its source and its columns. The rows are read as
 * they are asked for: the expected columns only, and for each row that stays out why and what to do. A file that cannot be
 * read at all is a refusal.
 */
export function openPartnerFile(
  source: ByteSource,
  fileName: string,
  options: ReadingOptions,
): OpenedFile | FileRefusal {
  try {
    const opened = open(source, fileName, options);
    return begun(opened);
  } catch (error) {
    return asRefused(error).refusal;
  }
}

/** True when the file stays out. Example: `if (isRefusal(file)) show(file.message)`. */
export function isRefusal<Opened extends object>(file: Opened | FileRefusal): file is FileRefusal {
  return 'code' in file;
}
