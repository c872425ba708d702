import { type Cell, cellText, type GridRow } from '../grid.ts';
import type { Header } from '../layout/header.ts';
import { fold } from '../text.ts';
import { dateOfCell } from './read-date.ts';

/** Turns the words of an identity into a print of them, where the file is read: the words themselves go no further. */
export type PrintOf = (words: string) => string;

/**
 * The print of the person that a row is about: surname, first name and date of birth, without accents, case or punctuation.
 * Undefined unless the file has the three columns and the row the three cells: two of them would bring strangers together.
 */
export function identityReader(header: Header, date1904: boolean, printOf: PrintOf) {
  const at = (field: string) => header.columns.findIndex((column) => column?.field === field);
  const positions = [at('lastName'), at('firstName'), at('birthDate')] as const;
  return ({ cells }: GridRow): string | undefined => {
    if (positions.some((position) => position < 0)) return undefined;
    const [last, first, birth] = positions.map((position) => cells[position] ?? null) as [Cell, Cell, Cell];
    const words = [
      fold(cellText(last)),
      fold(cellText(first)),
      birth === null ? undefined : dateOfCell(birth, date1904),
    ];
    return words.every((word) => word) ? printOf(words.join('|')) : undefined;
  };
}
