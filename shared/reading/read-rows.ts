import type { IsoDate, Month } from '../domain/month.ts';
import { monthOf, yearOf } from '../domain/month.ts';
import type { Content, Register } from '../registers/register.ts';
import type { OnRead } from './byte-source.ts';
import { answerTo, type ColumnAnswers, type ColumnQuestion, columnQuestions, readingsOf } from './column-questions.ts';
import { type Cell, cellText, everyRow, type GridRow, isBlank, lookAhead, type Sheet } from './grid.ts';
import { type Header, headerAgain } from './layout/header.ts';
import type { SaidOfTitles } from './layout/kept-titles.ts';
import { countedByCrosses, presenceColumns, presencesIn } from './layout/presences.ts';
import { type KeptColumn, keptColumns, natureOf, type RowSigns } from './layout/row-nature.ts';
import type { CellRemark, ReadRow, SkippedRow } from './partner-file.ts';
import { type Places, placeQuestions } from './place-questions.ts';
import { type ReasonCode, reasonWith } from './reasons.ts';
import { readContent, readKept, type Told } from './row-content.ts';
import { sectionsOf, signsOf } from './row-sections.ts';
import type { ReadingContext } from './values/cell-value.ts';
import type { CommuneFound } from './values/communes.ts';
import { identityReader, type PrintOf } from './values/identity.ts';
import { monthInTitle } from './values/month-in-title.ts';
import { dateOrderOf } from './values/read-date.ts';
import { type SheetTime, timeOfSheet } from './workbook/sheet-time.ts';

interface SheetReading {
  sheet: Sheet;
  header: Header;
  /** Cells of the header's line. */
  width: number;
  signs: RowSigns;
  /** Columns of crosses, one a person, and the field that their number fills. */
  crosses: { positions: number[]; kept: KeptColumn } | undefined;
  register: Register;
  time: SheetTime;
  context: ReadingContext;
  ranks: Map<string, number>;
  identityOf: ((row: GridRow) => string | undefined) | undefined;
  /** Its rows are sessions, of which some were not held. */
  counts: boolean;
  /** What is still to be said of the sheet, with its first rows. */
  ofSheet: ReasonCode[];
  kept: KeptColumn[];
  /** The column that dates a row. */
  dated: KeptColumn | undefined;
}

const saysCancelled = (cell: Cell | undefined) => typeof cell === 'string' && /annul[ée]|report[ée]/i.test(cell);

/** A column whose dates have the month first shows it within its first rows: three dates in five cannot be read otherwise. */
const ROWS_LOOKED_AT = 2000;

/** The date of the row, or the month of its sheet, in the content where the register keeps a month. */
function dateRow(content: Content, register: Register, time: SheetTime): Month | undefined {
  const date = register.monthField ? content[register.monthField] : undefined;
  const month = typeof date === 'string' ? monthOf(date) : register.sheetMonth ? time.month : undefined;
  if (register.sheetMonth) {
    if (register.monthField && content[register.monthField] === undefined) content[register.monthField] = null;
    content.month = month ?? null;
  }
  if (register.period)
    Object.assign(content, { periodFrom: time.period?.[0] ?? null, periodTo: time.period?.[1] ?? null });
  return month;
}

/** A line of a text file with more cells than its header: its cells slid, unless they slid inside a last column that is dropped. */
function hasSlid(row: GridRow, { sheet, header, width }: SheetReading): boolean {
  if (!sheet.delimited || row.cells.length <= width || !row.cells.slice(width).some((cell) => !isBlank(cell)))
    return false;
  const last = header.columns[header.labels.findLastIndex((label) => label !== '')];
  return last !== undefined && last.kind !== 'nominative';
}

/** The kept cells of a row as the file writes them, for whoever corrects it. Nothing nominative. */
function cellsOf(row: GridRow, kept: KeptColumn[]): Record<string, string> {
  return Object.fromEntries(kept.map(({ label, position }) => [label, cellText(row.cells[position]).slice(0, 200)]));
}

function placeOf({ sheet }: SheetReading, row: GridRow) {
  return { row: row.number, ...(!sheet.delimited && { sheet: sheet.name }) };
}

function remarkOf({ sheet }: SheetReading, row: GridRow, { kept, code, reason, question, aside }: Told): CellRemark {
  const value = cellText(row.cells[kept.position]).slice(0, 80);
  // Field by field: a file may raise as many remarks as it has rows.
  const remark: CellRemark = { row: row.number, column: kept.label, field: kept.column.field, value, code, reason };
  if (!sheet.delimited) remark.sheet = sheet.name;
  if (question) remark.question = question;
  if (aside) remark.aside = true;
  return remark;
}

function rejectedRow(row: GridRow, kept: KeptColumn[], remark: CellRemark): ReadRow {
  return { kind: 'rejected', remark, cells: cellsOf(row, kept) };
}

/** A row of which no cell is to blame. */
function rejectedWhole(reading: SheetReading, row: GridRow, kept: KeptColumn[], code: ReasonCode): ReadRow {
  return rejectedRow(row, kept, { ...placeOf(reading, row), column: '', value: '', code, reason: reasonWith(code) });
}

const nothingToSay: CellRemark[] = [];

function readRow(reading: SheetReading, row: GridRow): ReadRow {
  const { register, ranks, time, counts, kept, dated } = reading;
  if (!reading.header.whole) return rejectedWhole(reading, row, kept, 'row-other-titles');
  if (hasSlid(row, reading)) return rejectedWhole(reading, row, kept, 'slid');
  const outcome = readContent(row, kept, register, reading.context);
  if ('rejected' in outcome) return rejectedRow(row, kept, remarkOf(reading, row, outcome.rejected));
  const { content, rawKey, outside, told } = outcome;
  const present = reading.crosses && presencesIn(row, reading.crosses.positions);
  if (reading.crosses && present !== undefined) {
    content[reading.crosses.kept.column.field] = present;
    told.push({ kept: reading.crosses.kept, code: 'counted-crosses', reason: reasonWith('counted-crosses') });
  }
  const month = dateRow(content, register, time);
  if (register.monthField && month === undefined) {
    // A table below the first one may have no date at all: what it says again of the rows above is no row.
    if (!dated) return rejectedWhole(reading, row, kept, 'undated');
    const unread = told.find(({ kept: one, aside }) => aside && one === dated);
    const why: Told = unread ?? { kept: dated, code: 'undated', reason: reasonWith('undated') };
    const reason = reasonOfRejection(reading, row, why);
    return rejectedRow(row, kept, remarkOf(reading, row, { kept: dated, code: why.code, reason }));
  }
  const [shown] = kept;
  if (row.hidden && shown) told.push({ kept: shown, code: 'row-hidden', reason: reasonWith('row-hidden') });
  const ofSheet = reading.ofSheet.pop();
  if (ofSheet && shown) told.push({ kept: shown, code: ofSheet, reason: reasonWith(ofSheet) });
  const cancelled = counts ? kept.find(({ position }) => saysCancelled(row.cells[position])) : undefined;
  if (cancelled) told.push({ kept: cancelled, code: 'cancelled', reason: reasonWith('cancelled') });
  const group = register.rankGroup?.(content);
  const rank = group === undefined ? 1 : (ranks.get(group) ?? 0) + 1;
  if (group !== undefined) ranks.set(group, rank);
  for (const { field, reason } of register.doubts?.(content) ?? []) {
    const column = kept.find((candidate) => candidate.column.field === field);
    if (column) told.push({ kept: column, code: 'doubt', reason });
  }
  const read: Extract<ReadRow, { kind: 'row' }> = {
    kind: 'row',
    row: row.number,
    key: register.key(rawKey, content, rank),
    content,
    outside,
    remarks: told.length === 0 ? nothingToSay : told.map((one) => remarkOf(reading, row, one)),
  };
  if (!reading.sheet.delimited) read.sheet = reading.sheet.name;
  if (month) read.month = month;
  if (typeof content.commune === 'string') read.commune = content.commune;
  const identity = reading.identityOf?.(row);
  if (identity) read.identity = identity;
  return read;
}

/** The sentence of a date that keeps its row out: it is not said that the row goes in. */
function reasonOfRejection(reading: SheetReading, row: GridRow, { kept, code }: Told): string {
  const cell = readKept(row.cells[kept.position], kept, reading.context);
  return 'problem' in cell ? cell.problem : reasonWith(code);
}

export interface RowsToRead {
  sheet: Sheet;
  header: Header;
  fileName: string;
  today: IsoDate;
  findCommune: (text: string) => CommuneFound;
  placeWords: Set<string>;
  answers: ColumnAnswers;
  mapping: SaidOfTitles;
  /** Rows of it are in another sheet too. */
  overlaps: boolean;
  ranks: Map<string, number>;
  /** The year of the other sheets, for one that only names a month. */
  commonYear?: number;
  /** Told of each row that is not data. */
  onSkip: (row: SkippedRow) => void;
  onRead?: OnRead;
  /** Given only when people may be recognised from one source to another. */
  printOf?: PrintOf;
}

/** What is read with one header, which may come again further down with its columns in another order. */
function under(toRead: RowsToRead, header: Header, below: GridRow[], time: SheetTime): SheetReading {
  const { sheet, today, findCommune, placeWords, answers, ranks, printOf } = toRead;
  const kept = keptColumns(header);
  const mixed = kept.filter(
    ({ column, position }) =>
      column.kind === 'date' && dateOrderOf(below.map(({ cells }) => cells[position])) === 'mixed',
  );
  const context: ReadingContext = {
    today,
    date1904: sheet.date1904 ?? false,
    year: time.month ? yearOf(time.month) : time.year,
    mixedOrder: new Set(mixed.map(({ column }) => column.field)),
    answers: readingsOf(columnQuestions(below, kept, answers)),
    findCommune,
    placeWords,
  };
  const identityOf = printOf && identityReader(header, context.date1904, printOf);
  const signs = signsOf(kept, header);
  const ofSheet: ReasonCode[] = [
    ...(sheet.hidden ? (['sheet-hidden'] as const) : []),
    ...(toRead.overlaps ? (['sheet-overlaps'] as const) : []),
  ];
  const counts = header.register.columns.some(({ countsPeople }) => countsPeople);
  const width = header.labels.length;
  const counted = countedByCrosses(header);
  const positions = counted ? presenceColumns(header, below) : [];
  const crosses =
    counted && positions.length > 0
      ? { positions, kept: { position: -1, column: counted, label: counted.label, known: new Map() } }
      : undefined;
  return {
    sheet,
    header,
    width,
    signs,
    crosses,
    register: header.register,
    time,
    context,
    ranks,
    identityOf,
    counts,
    ofSheet,
    kept,
    dated: kept.find(({ column }) => column.field === header.register.monthField),
  };
}

/** Reads every data row under a header, one at a time. A section title that names a month dates the rows below it. */
export function* readSheetRows(toRead: RowsToRead): Generator<ReadRow> {
  const { sheet, header, fileName, onRead, onSkip, mapping, commonYear } = toRead;
  const { register } = header;
  const { ahead, all } = lookAhead(everyRow(sheet, onRead), ROWS_LOOKED_AT);
  const time = timeOfSheet(sheet, header.index, fileName, commonYear);
  const sections = sectionsOf(sheet, ahead, header, mapping);
  const rowsUnder = (at: number) => sections.find((one) => one.header.index === at)?.rows ?? [];
  let reading = under(toRead, header, rowsUnder(header.index), time);
  const skip = (row: GridRow, code: ReasonCode) => onSkip({ ...placeOf(reading, row), code, reason: reasonWith(code) });
  let index = -1;
  for (const row of all) {
    index += 1;
    if (index <= header.index) continue;
    const nature = natureOf(row, reading.signs);
    if (nature === 'blank') continue;
    const again =
      nature === 'data' || nature === 'header' ? headerAgain(sheet, row, reading.header, mapping) : undefined;
    if (again) reading = under(toRead, { ...again, index }, rowsUnder(index), time);
    if (again || nature === 'header') skip(row, 'row-header');
    else if (nature === 'example') skip(row, 'row-example');
    else if (nature === 'data') yield readRow(reading, row);
    else {
      const title = register.sheetMonth ? row.cells.map(cellText).find((text) => text !== '') : undefined;
      time.month = (title && title.length < 80 ? monthInTitle(title, time.year) : undefined) ?? time.month;
      skip(row, nature === 'total' ? 'row-total' : 'row-note');
    }
  }
}

/** The questions that the columns of a sheet raise, and its unknown places, as its first rows show them. */
export function questionsOfSheet(
  sheet: Sheet,
  header: Header,
  { answers, mapping }: { answers: ColumnAnswers; mapping: SaidOfTitles },
  known: Places,
): ColumnQuestion[] {
  const { ahead } = lookAhead(everyRow(sheet), ROWS_LOOKED_AT);
  const read = sectionsOf(sheet, ahead, header, mapping).filter((section) => section.header.whole);
  const places = read.flatMap(({ rows, kept }) => placeQuestions(rows, kept, known));
  const answered = places.map((question) => {
    const answer = answerTo(question, answers);
    return { ...question, ...(answer !== undefined && { answer }) };
  });
  return [...read.flatMap(({ rows, kept }) => columnQuestions(rows, kept, answers)), ...answered];
}
