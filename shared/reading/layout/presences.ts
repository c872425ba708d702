import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText, type GridRow, isBlank } from '../grid.ts';
import { fold } from '../text.ts';
import type { Header } from './header.ts';

const came = new Set(['x', 'oui', 'p', 'present', 'presente', '1', 'ok']);
const stayedAway = new Set(['a', 'abs', 'absent', 'absente', 'excuse', 'excusee', 'non', '0']);

/** A cross, or a word that stands for one: somebody came. */
function isPresence(cell: Cell | undefined): boolean {
  const text = cellText(cell);
  return came.has(fold(text)) || /^[✓✔☑×]$/.test(text);
}

/** A mark of an attendance sheet: somebody came, or did not. */
export function isMark(cell: Cell | undefined): boolean {
  return isPresence(cell) || stayedAway.has(fold(cellText(cell)));
}

/** Sessions told by those who came: a person a row, under a name, where a row should be a session. */
export function isListOfPeople({ columns, register }: Header, rows: GridRow[]): boolean {
  const isNamed = columns.some((column) => column?.field === 'lastName' || column?.field === 'firstName');
  if (!isNamed || !register.columns.some(({ countsPeople }) => countsPeople)) return false;
  const counted = columns.findIndex((column) => column?.countsPeople);
  const counts = rows.map(({ cells }) => cells[counted]).filter((cell) => !isBlank(cell));
  if (counts.length > 0) return counts.every(isMark);
  const kept = columns.flatMap((column, at) => (column && column.kind !== 'nominative' ? [at] : []));
  const sessions = rows.map(({ cells }) => kept.map((at) => cellText(cells[at])).join('|'));
  return new Set(sessions).size < sessions.length;
}

/** The columns that nobody expects and that hold nothing but marks, two or more: each is a person's, whose name is its title. */
export function presenceColumns({ columns, labels }: Header, rows: GridRow[]): number[] {
  const marked = labels.flatMap((label, position) => {
    const cells = rows.map(({ cells: all }) => all[position]).filter((cell) => !isBlank(cell));
    const isOfSomeone = label !== '' && columns[position] === undefined && cells.length > 0 && cells.every(isMark);
    return isOfSomeone ? [position] : [];
  });
  return marked.length > 1 ? marked : [];
}

/** How many came, by the crosses of a row; undefined where there is none at all. */
export function presencesIn({ cells }: GridRow, positions: number[]): number | undefined {
  const marks = positions.filter((position) => isMark(cells[position]));
  return marks.length === 0 ? undefined : marks.filter((position) => isPresence(cells[position])).length;
}

/** The column of a register that crosses fill when the file has no such column of its own. */
export function countedByCrosses({ columns, register }: Header): RegisterColumn | undefined {
  if (columns.some((one) => one?.countsPeople)) return undefined;
  return register.columns.find(({ countsPeople }) => countsPeople);
}
