import {
  type FinanceColumn,
  type FinanceSheetKind,
  financeSheetKinds,
  financeSheets,
  MOST_FINANCE_ROWS,
} from '../domain/finance/finance-workbook.ts';
import type { ByteSource } from './byte-source.ts';
import { delimitedSheet } from './delimited/delimited.ts';
import { type Cell, isBlank, type SheetSource } from './grid.ts';
import { sniff } from './layout/sniff.ts';
import { type FileRefusal, Refused, refuse } from './refusal.ts';
import { fold, quoted } from './text.ts';
import { readOds } from './workbook/workbook-ods.ts';
import { readXlsx } from './workbook/workbook-xlsx.ts';

/** A cell as it is sent to be judged: never read here, so that one place says what an amount or a date is. */
export type RawCell = string | number | { date: string } | { error: string };

export interface FinanceRow {
  /** The number that the spreadsheet shows in its margin. */
  row: number;
  cells: Record<string, RawCell>;
}

/** The sheets of the money that a file holds, by what their titles say; the others are left aside and named. */
export interface FinanceFile {
  sheets: { kind: FinanceSheetKind; rows: FinanceRow[] }[];
  ignored: string[];
}

const HEAD_ROWS = 30;
const LONGEST = 5000;

const isNamed = (column: FinanceColumn, title: string) =>
  title !== '' && [column.label, ...(column.aliases ?? [])].some((name) => fold(name) === title);

interface Head {
  kind: FinanceSheetKind;
  fields: Map<number, string>;
}

/** Which sheet a row of titles begins, and which column each of them is; the first of two columns of one name counts. */
function headOf(cells: readonly Cell[]): Head | null {
  const titles = cells.map((cell) => (typeof cell === 'string' ? fold(cell) : ''));
  const heads = financeSheetKinds.map((kind) => {
    const { columns } = financeSheets[kind];
    const places = columns.map((column) => ({ column, place: titles.findIndex((title) => isNamed(column, title)) }));
    const found = places.filter(({ place }) => place >= 0);
    const whole = columns.filter(({ names }) => names).every((one) => found.some(({ column }) => column === one));
    return { kind, whole, fields: new Map(found.map(({ column, place }) => [place, column.field])) };
  });
  return heads.filter(({ whole }) => whole).toSorted((a, b) => b.fields.size - a.fields.size)[0] ?? null;
}

/** An apostrophe that was put before a formula by whoever wrote the file as text is taken off again. */
function rawOf(cell: Cell, delimited: boolean): RawCell | null {
  if (isBlank(cell) || cell === null) return null;
  if (typeof cell === 'boolean') return cell ? 'oui' : 'non';
  if (typeof cell !== 'string') return cell;
  const bare = delimited ? cell.replace(/^'(?=[=+\-@\t\r])/, '') : cell;
  return bare.slice(0, LONGEST);
}

function rowOf({ fields }: Head, cells: readonly Cell[], delimited: boolean): FinanceRow['cells'] {
  const given = [...fields].map(([place, field]) => [field, rawOf(cells[place] ?? null, delimited)] as const);
  return Object.fromEntries(given.filter(([, cell]) => cell !== null)) as FinanceRow['cells'];
}

function readSheet(sheet: SheetSource): FinanceFile['sheets'][number] | null {
  let head: Head | null = null;
  let looked = 0;
  const rows: FinanceRow[] = [];
  for (const { number, cells } of sheet.rows()) {
    if (!head) {
      head = headOf(cells.slice(0, 60));
      looked += 1;
      if (!head && looked >= HEAD_ROWS) return null;
      continue;
    }
    const given = rowOf(head, cells, sheet.delimited ?? false);
    if (Object.keys(given).length > 0) rows.push({ row: number, cells: given });
    if (rows.length > MOST_FINANCE_ROWS) throw refuse('too-large');
  }
  return head && { kind: head.kind, rows };
}

function sheetsOf(source: ByteSource, fileName: string): SheetSource[] {
  const file = sniff(source);
  if (file.kind === 'text') return [delimitedSheet(source, file.encoding, fileName)];
  return file.kind === 'xlsx' ? readXlsx(file.archive) : readOds(file.archive);
}

function notUnderstood(): Refused {
  const expected = financeSheetKinds.map((kind) => {
    const { name, columns } = financeSheets[kind];
    return `${name} (${columns.flatMap(({ names, label }) => (names ? [label] : [])).join(', ')})`;
  });
  return new Refused({
    code: 'unknown-columns',
    message: `Aucune feuille de ce fichier n’a les colonnes attendues\u00a0: ${expected.join('\u202f; ')}. Téléchargez le modèle, puis recopiez-y vos montants.`,
  });
}

/**
 * The rows of money that a workbook or a text file holds, whatever stands above their titles and in whatever order the
 * columns come. What cannot be read at all is a refusal, in French.
 */
export function readFinanceFile(source: ByteSource, fileName: string): FinanceFile | FileRefusal {
  try {
    const file: FinanceFile = { sheets: [], ignored: [] };
    for (const sheet of sheetsOf(source, fileName).filter(({ hidden }) => !hidden)) {
      const read = readSheet(sheet);
      if (read) file.sheets.push(read);
      else file.ignored.push(quoted(sheet.name));
    }
    if (file.sheets.length === 0) throw notUnderstood();
    const rows = file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    if (rows === 0) throw refuse('no-rows');
    if (rows > MOST_FINANCE_ROWS) throw refuse('too-large');
    return file;
  } catch (error) {
    return error instanceof Refused ? error.refusal : refuse('damaged').refusal;
  }
}
