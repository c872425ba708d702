import type { IsoDate, Month } from '../domain/month.ts';
import { monthOf, yearOf } from '../domain/month.ts';
import type { Content, Register, RegisterColumn, RegisterRow } from '../registers/register.ts';
import { type ReadingContext, readCell } from './cell-value.ts';
import { labelKey } from './column-names.ts';
import type { CommuneFound } from './communes.ts';
import { type Cell, cellText, type GridRow, isBlank, type Sheet } from './grid.ts';
import type { Header } from './header.ts';
import type { FileGatherer } from './partner-file.ts';
import { monthInTitle, yearsIn } from './read-date.ts';
import { fold } from './text.ts';

const totalWords = /^(sous total|sous totaux|total|totaux|cumul|ensemble|moyenne|somme|nombre total|nb total)( |$)/;
/** Spares most cells the folding of their accents. */
const mayBeTotal = /^\W*(sous|tot|cumul|ens|moy|som|n)/i;

/** What the sheet, its titles and the file's name say of time. */
export interface SheetTime {
  month?: Month;
  year?: number;
  /** First and last year named, for files that cover several. */
  period?: [from: number, to: number];
}

const isYear = (cell: Cell) => typeof cell === 'number' && Number.isInteger(cell) && cell >= 2000 && cell < 2100;

/** Reads the month and the years that a sheet's name, its titles, then the file's name speak of; the first that is clear wins. */
export function timeOfSheet(sheet: Sheet, headerIndex: number, fileName: string): SheetTime {
  const titles = sheet.rows
    .slice(0, headerIndex)
    .flatMap((row) => row.cells.filter((cell) => typeof cell === 'string' || isYear(cell)).map(cellText))
    .filter((text) => text !== '' && !/extra|edit|export|imprim/.test(fold(text)));
  const places = [sheet.name, ...titles, fileName];
  const lists = places.map(yearsIn);
  const year = lists.find((years) => new Set(years).size === 1)?.[0];
  const period = lists.find((years) => years.length > 0);
  const month = places.map((place) => monthInTitle(place, year)).find((found) => found !== undefined);
  return { month, year, ...(period && { period: [Math.min(...period), Math.max(...period)] }) };
}

interface SheetReading {
  sheet: Sheet;
  header: Header;
  register: Register;
  time: SheetTime;
  context: ReadingContext;
  gatherer: FileGatherer;
  ranks: Map<string, number>;
}

/** Cells that belong to kept columns of the register, with the label that the file gives them. */
interface KeptColumn {
  position: number;
  column: RegisterColumn;
  label: string;
}

function keptColumns({ columns, labels }: Header): KeptColumn[] {
  return columns.flatMap((column, position) =>
    column && column.kind !== 'nominative' ? [{ position, column, label: labels[position] ?? column.label }] : [],
  );
}

/** Headers of the columns that stay out, as the file writes them. */
function noteDropped({ columns, labels }: Header, gatherer: FileGatherer): void {
  labels.forEach((label, position) => {
    const column = columns[position];
    if (label !== '' && (column === undefined || column.kind === 'nominative')) gatherer.droppedColumns.add(label);
  });
}

const plainTotal = /^(sous )?(total|totaux)( |$)/;

function isTotal(cell: Cell | undefined, words: RegExp): boolean {
  return typeof cell === 'string' && mayBeTotal.test(cell) && words.test(fold(cell.slice(0, 60)));
}

/** The header printed again at the top of a page. */
function repeatsHeader(row: GridRow, useful: KeptColumn[]): boolean {
  const says = ({ position, label }: KeptColumn) => {
    const cell = row.cells[position];
    return typeof cell === 'string' && cell.length < 80 && !/\d{3}/.test(cell) && labelKey(cell) === labelKey(label);
  };
  const first = useful[0];
  return first !== undefined && useful.length > 1 && says(first) && useful.filter(says).length > useful.length / 2;
}

type RowNature = 'data' | 'total' | 'note' | 'header';

/** Blank rows, totals, section titles and repeated headers are not data. */
function natureOf(row: GridRow, kept: KeptColumn[], keyPosition: number | undefined): RowNature {
  const filled = row.cells.flatMap((cell, position) => (isBlank(cell) ? [] : [position]));
  const first = filled[0];
  if (first === undefined) return 'note';
  const opening = row.cells[first];
  if (isTotal(opening, totalWords)) return 'total';
  const useful = kept.filter(({ position }) => !isBlank(row.cells[position]));
  if (useful.length === 0) return 'note';
  const isLoneKey = first === keyPosition && /\d/.test(cellText(opening)) && !/\s/.test(cellText(opening));
  if (filled.length === 1 && kept.length > 2 && !isLoneKey) return 'note';
  const requiredBlank = kept.every(({ column, position }) => !column.required || isBlank(row.cells[position]));
  if (requiredBlank && row.cells.some((cell) => isTotal(cell, plainTotal))) return 'total';
  return repeatsHeader(row, useful) ? 'header' : 'data';
}

type RowOutcome =
  | { content: Content; rawKey: string; outside: boolean; doubtful: { kept: KeptColumn; reason: string }[] }
  | { rejected: KeptColumn; reason: string };

function readContent(row: GridRow, kept: KeptColumn[], context: ReadingContext): RowOutcome {
  const content: Content = {};
  const doubtful: { kept: KeptColumn; reason: string }[] = [];
  let rawKey = '';
  let outside = false;
  for (const keptColumn of kept) {
    const { column, position, label } = keptColumn;
    const reading = readCell(row.cells[position], column, context, label);
    if ('problem' in reading) {
      if (!column.lenient) return { rejected: keptColumn, reason: reading.problem };
      doubtful.push({ kept: keptColumn, reason: reading.problem });
      content[column.field] = null;
      continue;
    }
    if (reading.value === null && column.required) {
      return {
        rejected: keptColumn,
        reason: 'Cette cellule est nécessaire et elle est vide\u00a0: complétez-la, puis redéposez le fichier.',
      };
    }
    if (reading.outside) outside = true;
    if (column.kind === 'key') rawKey = String(reading.value ?? '');
    else content[column.field] = reading.value;
  }
  return { content, rawKey, outside, doubtful };
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
function hasSlid(row: GridRow, { sheet, header }: SheetReading): boolean {
  const width = sheet.rows[header.index]?.cells.length ?? 0;
  if (!sheet.delimited || row.cells.length <= width || !row.cells.slice(width).some((cell) => !isBlank(cell)))
    return false;
  const last = header.columns[header.labels.findLastIndex((label) => label !== '')];
  return last !== undefined && last.kind !== 'nominative';
}

function remarkOf(reading: SheetReading, row: GridRow, { position, label }: KeptColumn, reason: string) {
  const { sheet } = reading;
  const value = cellText(row.cells[position] as Cell).slice(0, 80);
  return { row: row.number, ...(!sheet.delimited && { sheet: sheet.name }), column: label, value, reason };
}

function readRow(reading: SheetReading, row: GridRow, kept: KeptColumn[]): void {
  const { register, context, gatherer, ranks, sheet, time } = reading;
  const name = sheet.delimited ? undefined : sheet.name;
  gatherer.rows += 1;
  if (hasSlid(row, reading)) {
    const reason =
      'La ligne compte plus de cellules que l’en-tête\u00a0: un séparateur s’est glissé dans un texte, mettez ce texte entre guillemets.';
    gatherer.rejected.push({ row: row.number, column: '', value: '', reason });
    return;
  }
  const outcome = readContent(row, kept, context);
  if ('rejected' in outcome) {
    gatherer.rejected.push(remarkOf(reading, row, outcome.rejected, outcome.reason));
    return;
  }
  const { content, rawKey, outside } = outcome;
  const month = dateRow(content, register, time);
  const dated = kept.find(({ column }) => column.field === register.monthField);
  if (register.monthField && month === undefined && dated) {
    const reason =
      'La date manque et ni la feuille ni son titre ne disent le mois\u00a0: complétez-la, puis redéposez le fichier.';
    gatherer.rejected.push(remarkOf(reading, row, dated, reason));
    return;
  }
  const group = register.rankGroup?.(content);
  const rank = group === undefined ? 1 : (ranks.get(group) ?? 0) + 1;
  if (group !== undefined) ranks.set(group, rank);
  const key = register.key(rawKey, content, rank);
  const commune = typeof content.commune === 'string' ? content.commune : undefined;
  const registerRow: RegisterRow = {
    row: row.number,
    ...(name && { sheet: name }),
    key,
    content,
    ...(month && { month }),
    ...(commune && { commune }),
  };
  gatherer.keep(registerRow, outside);
  for (const { kept: column, reason } of outcome.doubtful)
    gatherer.suspicious.push(remarkOf(reading, row, column, reason));
  for (const { field, reason } of register.doubts?.(content) ?? []) {
    const column = kept.find((candidate) => candidate.column.field === field);
    if (column) gatherer.suspicious.push(remarkOf(reading, row, column, reason));
  }
}

export interface RowsToRead {
  sheet: Sheet;
  header: Header;
  fileName: string;
  today: IsoDate;
  findCommune: (text: string) => CommuneFound;
  gatherer: FileGatherer;
  ranks: Map<string, number>;
}

/** Reads every data row under a header into the gatherer. A section title that names a month dates the rows below it. */
export function readSheetRows({ sheet, header, fileName, today, findCommune, gatherer, ranks }: RowsToRead): void {
  const { register } = header;
  const time = timeOfSheet(sheet, header.index, fileName);
  const kept = keptColumns(header);
  const keyPosition = kept.find(({ column }) => column.kind === 'key')?.position;
  const context: ReadingContext = {
    today,
    date1904: sheet.date1904 ?? false,
    year: time.month ? yearOf(time.month) : time.year,
    findCommune,
  };
  const reading: SheetReading = { sheet, header, register, time, context, gatherer, ranks };
  noteDropped(header, gatherer);
  for (let index = header.index + 1; index < sheet.rows.length; index += 1) {
    const row = sheet.rows[index];
    if (row === undefined) continue;
    const nature = natureOf(row, kept, keyPosition);
    if (nature === 'data') readRow(reading, row, kept);
    else if (nature === 'note' && register.sheetMonth) {
      const title = row.cells.map(cellText).find((text) => text !== '');
      time.month = (title && title.length < 80 ? monthInTitle(title, time.year) : undefined) ?? time.month;
    }
  }
}
