import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText, type GridRow, isBlank } from '../grid.ts';
import { fold } from '../text.ts';
import type { CellReading } from '../values/cell-value.ts';
import { dateOfCell, parseMonth } from '../values/read-date.ts';
import { parseNumber } from '../values/read-number.ts';
import { labelKey } from './column-names.ts';
import type { Header } from './header.ts';

const totalWords =
  /^(sous total|sous totaux|ss? total|ss? totaux|total|totaux|cumul|ensemble|moyenne|somme|nombre total|nb total)( |$)/;
/** A total and nothing else: no name of a partner or of a place goes on so. */
const bareTotal =
  /^(sous |ss? )?(total|totaux|cumul|ensemble|somme|moyenne)( (general|generaux|partiel|annuel|mensuel|t ?[1-4]|s ?[12]|\d+))*$/;
/** What no theme, place or partner is called: a row that says so is a total even with a date. */
const plainTotal = /^(sous |ss? )?(total|totaux)( (general|generaux|partiel|annuel|mensuel|du mois|de l annee))?$/;
/** Spares most cells the folding of their accents. */
const mayBeTotal = /^\W*(sous|ss?\W?tot|tot|cumul|ens|moy|som|n)/i;

/** Cells that belong to kept columns of the register, with the label that the file gives them. */
export interface KeptColumn {
  position: number;
  column: RegisterColumn;
  label: string;
  /** What texts met in this column were read as: partners repeat themselves, but in their numbers. */
  known: Map<string, KnownText> | null;
}

/** What a text was read as: `plain` when its value is all that there is to say. */
export interface KnownText {
  plain: boolean;
  value: string | number | null;
  reading: CellReading;
}

export function keptColumns({ columns, labels }: Header): KeptColumn[] {
  return columns.flatMap((column, position) =>
    column && column.kind !== 'nominative'
      ? [
          {
            ...{ position, column, label: labels[position] ?? column.label },
            known: column.kind === 'key' ? null : new Map(),
          },
        ]
      : [],
  );
}

/** Headers of the columns that stay out, as the file writes them. */
export function droppedLabels({ columns, labels }: Header): string[] {
  return labels.filter((label, position) => {
    const column = columns[position];
    return label !== '' && (column === undefined || column.kind === 'nominative');
  });
}

function saysTotal(cell: Cell | undefined, words: RegExp): boolean {
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

/** Sums of the numbers met so far in each column, since the first row and since the last total. */
export class ColumnSums {
  private readonly all = new Map<number, number>();
  private since = new Map<number, number>();
  private rows = 0;

  add(row: GridRow, kept: KeptColumn[]): void {
    this.rows += 1;
    for (const { position, column } of kept) {
      if (column.kind !== 'number' && column.kind !== 'euros') continue;
      const number = numberIn(row.cells[position]);
      if (number === undefined) continue;
      this.all.set(position, (this.all.get(position) ?? 0) + number);
      this.since.set(position, (this.since.get(position) ?? 0) + number);
    }
  }

  /** True when a row holds numbers and each is the sum of those above it. */
  are(row: GridRow, kept: KeptColumn[]): boolean {
    let numbers = 0;
    for (const { position, column } of kept) {
      if (column.kind !== 'number' && column.kind !== 'euros') continue;
      const number = numberIn(row.cells[position]);
      if (number === undefined) continue;
      numbers += 1;
      if (!this.isSum(number, position)) return false;
    }
    return numbers > 0 && this.rows > 1;
  }

  private isSum(number: number, position: number): boolean {
    return [this.all.get(position), this.since.get(position)].some(
      (sum) => sum !== undefined && Math.abs(sum - number) < 0.005,
    );
  }

  passTotal(): void {
    this.since = new Map();
  }
}

function numberIn(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && cell.length < 20 ? parseNumber(cell) : undefined;
}

/** A row that a template shows how to fill: « Exemple », « Ex. : 12345 ». */
const example = /^\W*ex(emple\b|\s*[.:])/i;

const otherExample = /^\W*(exemple|jj[ /.-]mm[ /.-](aa|aaaa)|obligatoire|facultatif)\W*$/i;
/** Spares most cells the look at their words. */
const mayOpenExample = /^[\We-jof]/i;

function opensWithDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** Such a row may say so in another cell, or in how a date is to be written: « jj/mm/aaaa ». */
function saysExample(cells: Cell[]): boolean {
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell.length < 7 || cell.length > 13 || opensWithDigit(cell)) continue;
    if (mayOpenExample.test(cell) && otherExample.test(cell)) return true;
  }
  return false;
}

export type RowNature = 'data' | 'total' | 'note' | 'header' | 'example' | 'blank';

/** Most rows, told at a glance: every column that a row must have is filled, and nothing in front looks like a total or a title. */
function isPlainlyData(row: GridRow, required: KeptColumn[]): boolean {
  for (const { position, label } of required) {
    const cell = row.cells[position];
    if (cell === null || cell === undefined || cell === '' || cell === label) return false;
    if (typeof cell === 'string' && !/\d/.test(cell)) return false;
  }
  const opening = row.cells[0];
  return (
    required.length > 1 &&
    !saysExample(row.cells) &&
    opening !== '' &&
    opening !== null &&
    !(typeof opening === 'string' && (mayBeTotal.test(opening) || example.test(opening)))
  );
}

/** A date of its own: a total has none, or one that the spreadsheet made of a small number. */
function isDated(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || isBlank(cell)) return false;
  if (typeof cell === 'object' && 'error' in cell) return true;
  const date = dateOfCell(cell);
  if (date !== undefined) return date >= '1990';
  return typeof cell === 'string' && /\d/.test(cell) && /\D/.test(cell) && !saysTotal(cell, totalWords);
}

/** What tells a row from a title or a total, wherever its columns are. */
export interface RowSigns {
  kept: KeptColumn[];
  /** Those that a row cannot do without. */
  required: KeptColumn[];
  keyPosition: number | undefined;
  datePosition: number | undefined;
  sums: ColumnSums;
}

/** A row that opens like a total: it is one when it has no date or key of its own, or when it says the sum of what is above. */
function isTotal(row: GridRow, opening: Cell | undefined, signs: RowSigns): boolean {
  const { kept, keyPosition, datePosition, sums } = signs;
  if (kept.some(({ position }) => saysTotal(row.cells[position], plainTotal))) return true;
  if (datePosition !== undefined && isDated(row.cells[datePosition])) return false;
  const key = keyPosition === undefined ? undefined : row.cells[keyPosition];
  const hasKey = keyPosition !== undefined && !isBlank(key) && !saysTotal(key, totalWords);
  if (hasKey) return datePosition !== undefined && isTotalOverKey(row, opening, kept, keyPosition);
  const totals = [opening, key].filter((cell) => saysTotal(cell, totalWords));
  if (totals.length === 0)
    return sums.are(row, kept) || kept.some(({ position }) => saysTotal(row.cells[position], bareTotal));
  if (datePosition !== undefined || sums.are(row, kept)) return true;
  // « Ensemble & Solidaires », with a theme of its own, « Somme 12 », with a landlord: partners, places. Beside numbers alone: a total.
  const others = kept.filter(({ position }) => !totals.includes(row.cells[position]));
  if (keyPosition !== undefined && !totals.some((cell) => saysTotal(cell, bareTotal))) return false;
  return !others.some(
    ({ position }) =>
      typeof row.cells[position] === 'string' &&
      numberIn(row.cells[position]) === undefined &&
      !isBlank(row.cells[position]),
  );
}

/** « Total », a count under the title of the numbers, and nothing else. */
function isTotalOverKey(row: GridRow, opening: Cell | undefined, kept: KeptColumn[], keyPosition: number): boolean {
  return (
    saysTotal(opening, bareTotal) &&
    numberIn(row.cells[keyPosition]) !== undefined &&
    kept.every(({ position }) => {
      const cell = row.cells[position];
      return position === keyPosition || isBlank(cell) || cell === opening || numberIn(cell) !== undefined;
    })
  );
}

/** « Avril 2024 », or « Avril », and nothing else: the title of the rows below it, however few the columns are. */
function isMonthAlone(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && cell.length < 20 && parseMonth(cell, 2000) !== undefined;
}

/** What a row is: blank rows, totals, section titles and repeated headers are not data. */
export function natureOf(row: GridRow, signs: RowSigns): RowNature {
  const { kept, keyPosition, sums } = signs;
  if (isPlainlyData(row, signs.required)) {
    // Where rows have a date, a total is told by having none.
    if (signs.datePosition === undefined) sums.add(row, kept);
    return 'data';
  }
  const filled = row.cells.flatMap((cell, position) => (isBlank(cell) ? [] : [position]));
  const first = filled[0];
  if (first === undefined) return 'blank';
  const opening = row.cells[first];
  const useful = kept.filter(({ position }) => !isBlank(row.cells[position]));
  if (useful.length === 0) return saysTotal(opening, totalWords) ? 'total' : 'note';
  if (repeatsHeader(row, useful)) return 'header';
  if ((typeof opening === 'string' && example.test(opening)) || saysExample(row.cells)) return 'example';
  if (isTotal(row, opening, signs)) {
    sums.passTotal();
    return 'total';
  }
  const isLoneKey = first === keyPosition && /\d/.test(cellText(opening)) && !/\s/.test(cellText(opening));
  if (filled.length === 1 && (kept.length > 2 || isMonthAlone(opening)) && !isLoneKey) return 'note';
  sums.add(row, kept);
  return 'data';
}
