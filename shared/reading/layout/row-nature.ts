import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText, type GridRow, isBlank } from '../grid.ts';
import { fold } from '../text.ts';
import type { CellReading } from '../values/cell-value.ts';
import { labelKey } from './column-names.ts';
import type { Header } from './header.ts';

const totalWords = /^(sous total|sous totaux|total|totaux|cumul|ensemble|moyenne|somme|nombre total|nb total)( |$)/;
/** Spares most cells the folding of their accents. */
const mayBeTotal = /^\W*(sous|tot|cumul|ens|moy|som|n)/i;

/** Cells that belong to kept columns of the register, with the label that the file gives them. */
export interface KeptColumn {
  position: number;
  column: RegisterColumn;
  label: string;
  /** What texts met in this column were read as: partners repeat themselves. */
  known: Map<string, CellReading>;
}

export function keptColumns({ columns, labels }: Header): KeptColumn[] {
  return columns.flatMap((column, position) =>
    column && column.kind !== 'nominative'
      ? [{ position, column, label: labels[position] ?? column.label, known: new Map() }]
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

export type RowNature = 'data' | 'total' | 'note' | 'header';

/** Most rows, told at a glance: every column that a row must have is filled, and nothing in front looks like a total or a title. */
function isPlainlyData(row: GridRow, kept: KeptColumn[]): boolean {
  let required = 0;
  for (const { column, position, label } of kept) {
    if (!column.required) continue;
    const cell = row.cells[position];
    if (cell === null || cell === undefined || cell === '' || cell === label) return false;
    if (typeof cell === 'string' && !/\d/.test(cell)) return false;
    required += 1;
  }
  const opening = row.cells[0];
  return (
    required > 1 && opening !== '' && opening !== null && !(typeof opening === 'string' && mayBeTotal.test(opening))
  );
}

/** Blank rows, totals, section titles and repeated headers are not data. */
export function natureOf(row: GridRow, kept: KeptColumn[], keyPosition: number | undefined): RowNature {
  if (isPlainlyData(row, kept)) return 'data';
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
