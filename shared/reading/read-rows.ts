import type { IsoDate, Month } from '../domain/month.ts';
import { monthOf, yearOf } from '../domain/month.ts';
import type { Content, Register } from '../registers/register.ts';
import type { OnRead } from './byte-source.ts';
import { type Cell, cellText, everyRow, type GridRow, isBlank, lookAhead, type Sheet } from './grid.ts';
import type { Header } from './layout/header.ts';
import { type KeptColumn, keptColumns, natureOf } from './layout/row-nature.ts';
import type { CellRemark, ReadRow } from './partner-file.ts';
import { type CellReading, type ReadingContext, readCell } from './values/cell-value.ts';
import type { CommuneFound } from './values/communes.ts';
import { identityReader, type PrintOf } from './values/identity.ts';
import { monthFirstFields, monthInTitle } from './values/read-date.ts';
import { type SheetTime, timeOfSheet } from './workbook/sheet-time.ts';

interface SheetReading {
  sheet: Sheet;
  header: Header;
  /** Cells of the header's line. */
  width: number;
  register: Register;
  time: SheetTime;
  context: ReadingContext;
  ranks: Map<string, number>;
  identityOf: ((row: GridRow) => string | undefined) | undefined;
}

const TEXTS_KEPT = 20_000;
/** A column whose dates have the month first shows it within its first rows: three dates in five cannot be read otherwise. */
const ROWS_LOOKED_AT = 2000;

function readKept(cell: Cell | undefined, { column, label, known }: KeptColumn, context: ReadingContext): CellReading {
  if (typeof cell !== 'string' || column.kind === 'key') return readCell(cell, column, context, label);
  const before = known.get(cell);
  if (before) return before;
  const reading = readCell(cell, column, context, label);
  if (known.size < TEXTS_KEPT && cell.length < 200) known.set(cell, reading);
  return reading;
}

interface Told {
  kept: KeptColumn;
  reason: string;
  question?: CellRemark['question'];
}

type RowOutcome = { content: Content; rawKey: string; outside: boolean; told: Told[] } | { rejected: Told };

const NEEDED = 'Cette cellule est nécessaire et elle est vide\u00a0: complétez-la, puis redéposez le fichier.';

const blanks = new WeakMap<KeptColumn[], Content>();

/** The content of a row before anything is read, every kept field blank: copying it costs less than adding its fields one by one. */
function blankContent(kept: KeptColumn[]): Content {
  const known = blanks.get(kept);
  if (known) return known;
  const fields = kept.flatMap(({ column }) => (column.kind === 'key' ? [] : [[column.field, null] as const]));
  const content = Object.fromEntries(fields);
  blanks.set(kept, content);
  return content;
}

function readContent(row: GridRow, kept: KeptColumn[], context: ReadingContext): RowOutcome {
  const content: Content = { ...blankContent(kept) };
  const told: Told[] = [];
  let rawKey = '';
  let outside = false;
  for (const one of kept) {
    const { column, position } = one;
    const reading = readKept(row.cells[position], one, context);
    if ('problem' in reading) {
      if (!column.lenient) return { rejected: { kept: one, reason: reading.problem } };
      told.push({ kept: one, reason: reading.problem });
      content[column.field] = null;
      continue;
    }
    if (reading.value === null && column.required) return { rejected: { kept: one, reason: NEEDED } };
    if (reading.asked) told.push({ kept: one, ...reading.asked });
    if (reading.outside) outside = true;
    if (column.kind === 'key') rawKey = String(reading.value ?? '');
    else content[column.field] = reading.value;
  }
  return { content, rawKey, outside, told };
}

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

function remarkOf(reading: SheetReading, row: GridRow, { kept, reason, question }: Told): CellRemark {
  const value = cellText(row.cells[kept.position]).slice(0, 80);
  return { ...placeOf(reading, row), column: kept.label, value, reason, ...(question && { question }) };
}

const SLID =
  'La ligne compte plus de cellules que l’en-tête\u00a0: un séparateur s’est glissé dans un texte, mettez ce texte entre guillemets.';
const UNDATED =
  'La date manque et ni la feuille ni son titre ne disent le mois\u00a0: complétez-la, puis redéposez le fichier.';

function rejectedRow(row: GridRow, kept: KeptColumn[], remark: CellRemark): ReadRow {
  return { kind: 'rejected', remark, cells: cellsOf(row, kept) };
}

function readRow(reading: SheetReading, row: GridRow, kept: KeptColumn[]): ReadRow {
  const { register, context, ranks, time } = reading;
  if (hasSlid(row, reading))
    return rejectedRow(row, kept, { ...placeOf(reading, row), column: '', value: '', reason: SLID });
  const outcome = readContent(row, kept, context);
  if ('rejected' in outcome) return rejectedRow(row, kept, remarkOf(reading, row, outcome.rejected));
  const { content, rawKey, outside, told } = outcome;
  const month = dateRow(content, register, time);
  const dated = kept.find(({ column }) => column.field === register.monthField);
  if (register.monthField && month === undefined && dated)
    return rejectedRow(row, kept, remarkOf(reading, row, { kept: dated, reason: UNDATED }));
  const group = register.rankGroup?.(content);
  const rank = group === undefined ? 1 : (ranks.get(group) ?? 0) + 1;
  if (group !== undefined) ranks.set(group, rank);
  for (const { field, reason } of register.doubts?.(content) ?? []) {
    const column = kept.find((candidate) => candidate.column.field === field);
    if (column) told.push({ kept: column, reason });
  }
  const read: Extract<ReadRow, { kind: 'row' }> = {
    kind: 'row',
    row: row.number,
    key: register.key(rawKey, content, rank),
    content,
    outside,
    remarks: told.map((one) => remarkOf(reading, row, one)),
  };
  if (!reading.sheet.delimited) read.sheet = reading.sheet.name;
  if (month) read.month = month;
  if (typeof content.commune === 'string') read.commune = content.commune;
  const identity = reading.identityOf?.(row);
  if (identity) read.identity = identity;
  return read;
}

export interface RowsToRead {
  sheet: Sheet;
  header: Header;
  fileName: string;
  today: IsoDate;
  findCommune: (text: string) => CommuneFound;
  ranks: Map<string, number>;
  onRead?: OnRead;
  /** Given only when people may be recognised from one source to another. */
  printOf?: PrintOf;
}

/** Reads every data row under a header, one at a time. A section title that names a month dates the rows below it. */
export function* readSheetRows(toRead: RowsToRead): Generator<ReadRow> {
  const { sheet, header, fileName, today, findCommune, ranks, onRead, printOf } = toRead;
  const { register } = header;
  const { ahead, all } = lookAhead(everyRow(sheet, onRead), ROWS_LOOKED_AT);
  const time = timeOfSheet(sheet, header.index, fileName);
  const kept = keptColumns(header);
  const keyPosition = kept.find(({ column }) => column.kind === 'key')?.position;
  const context: ReadingContext = {
    today,
    date1904: sheet.date1904 ?? false,
    year: time.month ? yearOf(time.month) : time.year,
    monthFirst: monthFirstFields(ahead.slice(header.index + 1), kept),
    findCommune,
  };
  const width = sheet.rows[header.index]?.cells.length ?? 0;
  const identityOf = printOf && identityReader(header, context.date1904, printOf);
  const reading: SheetReading = { sheet, header, width, register, time, context, ranks, identityOf };
  let index = -1;
  for (const row of all) {
    index += 1;
    if (index <= header.index) continue;
    const nature = natureOf(row, kept, keyPosition);
    if (nature === 'data') yield readRow(reading, row, kept);
    else if (nature === 'note' && register.sheetMonth) {
      const title = row.cells.map(cellText).find((text) => text !== '');
      time.month = (title && title.length < 80 ? monthInTitle(title, time.year) : undefined) ?? time.month;
    }
  }
}
