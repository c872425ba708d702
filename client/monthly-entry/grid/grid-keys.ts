import type { Direction } from './grid-view.ts';

/** Where the keyboard asks to go from a cell. */
export type Move = 'up' | 'down' | 'left' | 'right' | 'row-start' | 'row-end' | 'grid-start' | 'grid-end';

/** What a key means in the grid; `null` leaves it to the input. */
export type KeyMeaning =
  | { kind: 'move'; move: Move }
  | { kind: 'edit' }
  | { kind: 'cancel' }
  | { kind: 'undo' }
  | { kind: 'note' }
  /** Shift and an arrow: the selection takes one more cell on that side. */
  | { kind: 'extend'; move: Direction }
  /** Delete on a selection. */
  | { kind: 'clear' }
  | null;

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const arrows: Partial<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * The keys of a data grid (ARIA Authoring Practices, Grid) and of spreadsheets. While a text is being edited the
 * horizontal keys belong to its caret; vertical arrows and Enter always leave the cell. `ranged`: several cells are selected.
 */
export function meaningOf(pressed: Pressed, editing: boolean, ranged = false): KeyMeaning {
  const { key, shiftKey, altKey } = pressed;
  const control = pressed.ctrlKey || pressed.metaKey;
  if (altKey) return null;
  if (key === 'Enter' && !control) return { kind: 'move', move: shiftKey ? 'up' : 'down' };
  if (key === 'F2') return { kind: shiftKey ? 'note' : 'edit' };
  if (key === 'Escape') return { kind: 'cancel' };
  if (control && key.toLowerCase() === 'z') return editing ? null : { kind: 'undo' };
  const arrow = arrows[key];
  if (arrow && shiftKey && !editing && !control) return { kind: 'extend', move: arrow };
  if (arrow === 'up' || arrow === 'down') return { kind: 'move', move: arrow };
  if (ranged && (key === 'Delete' || key === 'Backspace')) return { kind: 'clear' };
  if (editing || shiftKey) return null;
  if (key === 'Home') return { kind: 'move', move: control ? 'grid-start' : 'row-start' };
  if (key === 'End') return { kind: 'move', move: control ? 'grid-end' : 'row-end' };
  return arrow && !control ? { kind: 'move', move: arrow } : null;
}

const rowOf = (input: HTMLElement) => input.closest<HTMLElement>('[data-row]');
const inputsOf = (scope: Element) => [...scope.querySelectorAll<HTMLElement>('[data-cell]')];

function vertical(input: HTMLElement, step: 'previousElementSibling' | 'nextElementSibling'): HTMLElement | undefined {
  const { column, term } = input.dataset;
  for (let row = rowOf(input)?.[step]; row; row = row[step]) {
    const inColumn = [...row.querySelectorAll<HTMLElement>(`[data-cell][data-column="${column}"]`)];
    const target = inColumn.find((other) => other.dataset.term === term) ?? inColumn[0];
    if (target) return target;
  }
  return undefined;
}

/** The input that a move leads to: cells that are not asked for are stepped over, the edges of the grid stop. */
export function inputAfter(input: HTMLElement, move: Move): HTMLElement | undefined {
  if (move === 'up') return vertical(input, 'previousElementSibling');
  if (move === 'down') return vertical(input, 'nextElementSibling');
  const row = rowOf(input);
  const grid = input.closest('[data-grid]');
  if (!row || !grid) return undefined;
  if (move === 'grid-start' || move === 'grid-end') return inputsOf(grid).at(move === 'grid-start' ? 0 : -1);
  const beside = inputsOf(row);
  if (move === 'row-start' || move === 'row-end') return beside.at(move === 'row-start' ? 0 : -1);
  const place = beside.indexOf(input) + (move === 'left' ? -1 : 1);
  return place < 0 ? undefined : beside[place];
}
