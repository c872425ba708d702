import type { Month } from '../../../shared/domain/month.ts';
import { type Topic, topicOf } from '../saving/topic.ts';
import { type EntryRow, inputId, termsOf } from './entry-model.ts';

/** A place of the grid: which line, which month, both counted from 0. */
export interface Spot {
  line: number;
  column: number;
}

/** A rectangle of cells, from where it began to where the keys brought it. */
export interface CellRange {
  anchor: Spot;
  head: Spot;
}

/** What the grid shows that is not in its cells: the one beside the month that is written in, and what is selected. */
export interface GridView {
  /** The input (`indicator/month/term`) that stands for its text, outside the month being entered. */
  awake: Topic<string | null>;
  range: Topic<CellRange | null>;
}

export function gridView(): GridView {
  return { awake: topicOf<string | null>(null), range: topicOf<CellRange | null>(null) };
}

const between = (one: number, a: number, b: number) => Math.min(a, b) <= one && one <= Math.max(a, b);

export function isInRange(range: CellRange | null, { line, column }: Spot): boolean {
  if (!range) return false;
  const { anchor, head } = range;
  return between(line, anchor.line, head.line) && between(column, anchor.column, head.column);
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const steps: Record<Direction, Spot> = {
  up: { line: -1, column: 0 },
  down: { line: 1, column: 0 },
  left: { line: 0, column: -1 },
  right: { line: 0, column: 1 },
};

/** The range one cell further, kept inside the grid; back on its first cell it is no range any more. */
export function extended(
  range: CellRange | null,
  from: Spot,
  move: Direction,
  size: { lines: number; columns: number },
): CellRange | null {
  const { anchor, head } = range ?? { anchor: from, head: from };
  const inside = (place: number, count: number) => Math.min(count - 1, Math.max(0, place));
  const next = {
    line: inside(head.line + steps[move].line, size.lines),
    column: inside(head.column + steps[move].column, size.columns),
  };
  return next.line === anchor.line && next.column === anchor.column ? null : { anchor, head: next };
}

/** The lines and the months of a range, from its top left. */
export function spreadOf(
  { anchor, head }: CellRange,
  { rows, months }: { rows: readonly EntryRow[]; months: readonly Month[] },
): { rows: readonly EntryRow[]; months: readonly Month[] } {
  const [top, bottom] = [Math.min(anchor.line, head.line), Math.max(anchor.line, head.line)];
  const [first, last] = [Math.min(anchor.column, head.column), Math.max(anchor.column, head.column)];
  return { rows: rows.slice(top, bottom + 1), months: months.slice(first, last + 1) };
}

/** The first input of the top left cell of a range: where a block that is pasted begins. */
export function cornerOf(range: CellRange, form: { rows: readonly EntryRow[]; months: readonly Month[] }) {
  const { rows, months } = spreadOf(range, form);
  const [row] = rows;
  const [month] = months;
  const [term] = row ? termsOf(row) : [];
  return row && month && term ? { indicatorId: row.id, month, term } : null;
}

/** The inputs that a cell may have awake. */
export const inputsOfCell = (row: EntryRow, month: Month) =>
  termsOf(row).map((term) => inputId({ indicatorId: row.id, month, term }));
