import type { Register, RegisterColumn } from '../../registers/register.ts';
import { cellText, type GridRow, isBlank, type Sheet } from '../grid.ts';
import { columnsNamed } from './column-names.ts';
import { type SaidOfTitles, saidOf } from './kept-titles.ts';

export interface Header {
  register: Register;
  /** Position in the grid of the last header row; data starts after it. */
  index: number;
  /** Column of the register for each column of the sheet. */
  columns: (RegisterColumn | undefined)[];
  labels: string[];
  /** How surely each column was named, from 0 to 1; over 1 when someone said so. */
  sureness: number[];
  /** Everything that the register needs is among the columns. */
  whole: boolean;
  score: number;
}

/** A label that someone has mapped is that column, or none, whatever it looks like… */
const MAPPED = 1.5;
/** … unless it plainly names people: nobody can send a name under another title. */
const PLAIN = 0.9;

function namedBy(label: string, register: Register, mapping: SaidOfTitles) {
  const field = saidOf(label, mapping);
  const named = columnsNamed(label, register);
  const people = named[0]?.column.kind === 'nominative' && named[0].score > PLAIN;
  if (field === undefined || people) return named;
  const column = register.columns.find((one) => one.field === field);
  return column ? [{ column, score: MAPPED }] : [];
}

/** Gives each header cell at most one column, and each column at most one cell, the surest pairs first. */
function assign(
  alternatives: string[][],
  register: Register,
  mapping: SaidOfTitles,
): { columns: (RegisterColumn | undefined)[]; sureness: number[]; total: number } {
  const pairs = alternatives.flatMap((labels, position) =>
    labels.flatMap((label) =>
      namedBy(label, register, mapping).map(({ column, score }) => ({ position, column, score })),
    ),
  );
  pairs.sort((a, b) => b.score - a.score || a.position - b.position);
  const columns: (RegisterColumn | undefined)[] = alternatives.map(() => undefined);
  const taken = new Set<RegisterColumn>();
  const sureness = alternatives.map(() => 0);
  let total = 0;
  for (const { position, column, score } of pairs) {
    const repeatable = column.kind === 'nominative';
    if (columns[position] !== undefined || (taken.has(column) && !repeatable)) continue;
    columns[position] = column;
    taken.add(column);
    sureness[position] = score;
    if (!repeatable) total += Math.min(1, score);
  }
  return { columns, sureness, total };
}

/** Labels of a row, with merged cells spread to the right; `below` adds the second line of a header written on two. */
function labelsAt(sheet: Sheet, index: number, below: boolean): string[][] {
  const spread = (row: GridRow | undefined) => {
    const texts = (row?.cells ?? []).map((cell) => (typeof cell === 'string' ? cellText(cell) : ''));
    for (const merge of sheet.merges) {
      if (row === undefined || merge.firstRow > row.number || merge.lastRow < row.number) continue;
      for (let column = merge.firstColumn + 1; column <= Math.min(merge.lastColumn, 200); column += 1) {
        while (texts.length <= column) texts.push('');
        if (texts[column] === '') texts[column] = texts[merge.firstColumn] ?? '';
      }
    }
    return texts;
  };
  const top = spread(sheet.rows[index]);
  if (!below) return top.map((text) => (text === '' ? [] : [text]));
  const bottom = spread(sheet.rows[index + 1]);
  return Array.from({ length: Math.max(top.length, bottom.length) }, (_, column) => {
    const [upper, lower] = [top[column] ?? '', bottom[column] ?? ''];
    if (lower === '' || lower === upper) return upper === '' ? [] : [upper];
    return upper === '' ? [lower] : [`${upper} ${lower}`, lower];
  });
}

export interface HeaderHints {
  /** The sheet or the file says the month: its rows need no date. */
  monthKnown: boolean;
  /** The file, a sheet or a title names the source. */
  hinted: boolean;
  mapping: SaidOfTitles;
  /** A header that lacks what the register needs is good enough: it is shown to someone who may map the rest. */
  partial?: boolean;
}

function evaluate(
  sheet: Sheet,
  index: number,
  below: boolean,
  register: Register,
  { monthKnown, hinted, mapping, partial }: HeaderHints,
): Header | undefined {
  const alternatives = labelsAt(sheet, index, below);
  const { columns, sureness, total } = assign(alternatives, register, mapping);
  const fields = new Set(columns.flatMap((column) => (column && column.kind !== 'nominative' ? [column.field] : [])));
  const satisfied = register.needs.every(
    (group) =>
      group.some((field) => fields.has(field)) ||
      (register.sheetMonth && monthKnown && group[0] === register.monthField),
  );
  if (fields.size < (partial ? 1 : 2) || (!satisfied && !partial)) return undefined;
  const titled = alternatives.filter((labels) => labels.length > 0).length;
  const kept = register.columns.filter((column) => column.kind !== 'nominative').length;
  const recognised = columns.filter((column) => column !== undefined).length;
  const score = 0.5 * (recognised / titled) + 0.35 * Math.min(1, total / Math.min(kept, 14)) + (hinted ? 0.15 : 0);
  const labels = alternatives.map((names) => names[0] ?? '');
  return { register, index: below ? index + 1 : index, columns, labels, sureness, whole: satisfied, score };
}

/** Rows that can be a header: at least two texts, and no real date or number beside them. */
function canBeHeader(row: GridRow | undefined): boolean {
  const filled = (row?.cells ?? []).filter((cell) => !isBlank(cell));
  return filled.filter((cell) => typeof cell === 'string').length >= 2;
}

/** The second line of a header holds words only; a first row of data always holds a number, a date or a code. */
function isSecondLine(row: GridRow | undefined): boolean {
  return (
    canBeHeader(row) &&
    (row?.cells ?? []).every((cell) => isBlank(cell) || (typeof cell === 'string' && !/\d{2,}/.test(cell)))
  );
}

/** The header row of a sheet for one register: the best of its first rows, titles above it put aside. */
export function findHeader(sheet: Sheet, register: Register, hints: HeaderHints): Header | undefined {
  let best: Header | undefined;
  for (let index = 0; index < Math.min(sheet.rows.length, 50); index += 1) {
    if (!canBeHeader(sheet.rows[index])) continue;
    const single = evaluate(sheet, index, false, register, hints);
    if (single && single.score > (best?.score ?? 0)) best = single;
  }
  for (let index = 0; index < Math.min(sheet.rows.length - 1, 20); index += 1) {
    if (!isSecondLine(sheet.rows[index + 1])) continue;
    const double = evaluate(sheet, index, true, register, hints);
    const found = (header: Header | undefined) => header?.columns.filter(Boolean).length ?? 0;
    const goesOn = best?.index === index && best.columns.some((column) => column?.field === register.monthField);
    if (double && found(double) > found(best) - (goesOn ? 1 : 0)) best = double;
  }
  return best;
}

/** Most rows are told from a header by their first cell: a date, a number, or a text with digits. */
function canBeHeaderAgain(row: GridRow): boolean {
  let texts = 0;
  for (const cell of row.cells) {
    if (isBlank(cell)) continue;
    if (typeof cell !== 'string' || cell.length > 60 || /\d{2}/.test(cell)) return false;
    texts += 1;
  }
  return texts >= 2;
}

/** A header further down, whose columns may be in another order, or too few: the rows below it are its own. */
export function headerAgain(
  sheet: Sheet,
  row: GridRow,
  { register }: Header,
  mapping: SaidOfTitles,
): Header | undefined {
  if (!canBeHeaderAgain(row)) return undefined;
  const alone = { ...sheet, rows: [row] };
  const again = evaluate(alone, 0, false, register, { monthKnown: true, hinted: false, mapping, partial: true });
  const titles = row.cells.filter((cell) => !isBlank(cell)).length;
  const named = again?.sureness.filter((sure) => sure >= 0.8).length ?? 0;
  const isNamed = again?.whole ? named * 2 > titles : named + 1 >= titles;
  return named >= 2 && isNamed ? again : undefined;
}

/** The row that looks most like a header, for the message of a file that nobody recognises: never a row with dates, codes or numbers, which may be data. */
export function likelyLabels(sheets: Sheet[]): string[] {
  let best: string[] = [];
  for (const sheet of sheets) {
    for (const row of sheet.rows.slice(0, 50)) {
      const texts = row.cells.filter((cell) => !isBlank(cell)).map(cellText);
      const plain = texts.every((text) => text.length <= 45 && !/\d{3}|\d[/.-]\d|@/.test(text));
      if (plain && texts.length > Math.max(1, best.length)) best = texts;
    }
  }
  return best;
}
