/** Where the keyboard asks to go from a cell. */
export type Move = 'up' | 'down' | 'left' | 'right' | 'row-start' | 'row-end' | 'grid-start' | 'grid-end';

/** What a key means in the grid; `null` leaves it to the input. */
export type KeyMeaning =
  | { kind: 'move'; move: Move }
  | { kind: 'edit' }
  | { kind: 'cancel' }
  | { kind: 'undo' }
  | { kind: 'note' }
  | null;

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const arrows: Partial<Record<string, Move>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * The keys of a data grid (ARIA Authoring Practices, Grid) and of spreadsheets. While a text is being edited the
 * horizontal keys belong to its caret; vertical arrows and Enter always leave the cell.
 */
export function meaningOf(pressed: Pressed, editing: boolean): KeyMeaning {
  const { key, shiftKey, altKey } = pressed;
  const control = pressed.ctrlKey || pressed.metaKey;
  if (altKey) return null;
  if (key === 'Enter' && !control) return { kind: 'move', move: shiftKey ? 'up' : 'down' };
  if (key === 'F2') return { kind: shiftKey ? 'note' : 'edit' };
  if (key === 'Escape') return { kind: 'cancel' };
  if (control && key.toLowerCase() === 'z') return editing ? null : { kind: 'undo' };
  if (key === 'ArrowUp' || key === 'ArrowDown') return { kind: 'move', move: key === 'ArrowUp' ? 'up' : 'down' };
  if (editing || shiftKey) return null;
  if (key === 'Home') return { kind: 'move', move: control ? 'grid-start' : 'row-start' };
  if (key === 'End') return { kind: 'move', move: control ? 'grid-end' : 'row-end' };
  const move = arrows[key];
  return move && !control ? { kind: 'move', move } : null;
}

const rowOf = (input: HTMLElement) => input.closest<HTMLElement>('[data-row]');
const inputsOf = (scope: Element) => [...scope.querySelectorAll<HTMLInputElement>('input[data-cell]')];

function vertical(input: HTMLInputElement, step: 1 | -1): HTMLInputElement | undefined {
  const rows = [...(input.closest('[data-grid]')?.querySelectorAll('[data-row]') ?? [])];
  const { column, term } = input.dataset;
  const from = rows.indexOf(rowOf(input) as Element);
  for (let index = from + step; index >= 0 && index < rows.length; index += step) {
    const inColumn = inputsOf(rows[index] as Element).filter((other) => other.dataset.column === column);
    const target = inColumn.find((other) => other.dataset.term === term) ?? inColumn[0];
    if (target) return target;
  }
  return undefined;
}

/** The input that a move leads to: cells that are not asked for are stepped over, the edges of the grid stop. */
export function inputAfter(input: HTMLInputElement, move: Move): HTMLInputElement | undefined {
  const row = rowOf(input);
  const grid = input.closest('[data-grid]');
  if (!row || !grid) return undefined;
  const beside = inputsOf(row);
  const place = beside.indexOf(input);
  switch (move) {
    case 'up':
      return vertical(input, -1);
    case 'down':
      return vertical(input, 1);
    case 'left':
      return beside[place - 1];
    case 'right':
      return beside[place + 1];
    case 'row-start':
      return beside[0];
    case 'row-end':
      return beside.at(-1);
    case 'grid-start':
      return inputsOf(grid)[0];
    case 'grid-end':
      return inputsOf(grid).at(-1);
  }
}
