import { amountOfNumber, readAmount } from '../../domain/finance/finance-cents.ts';
import type { FinanceColumn, FinanceValue } from '../../domain/finance/finance-workbook.ts';
import type { RawCell } from '../finance-file.ts';
import { cellText } from '../grid.ts';
import { quoted } from '../text.ts';
import { errorProblem } from './cell-value.ts';
import { dateOfCell, hasShortYear, parseMonth } from './read-date.ts';

/** What a cell says: a value, null when it says that nothing is known, undefined when it says nothing, or a French sentence. */
export type FinanceReading = { value: FinanceValue | undefined } | { problem: string };

const NOT_KNOWN = /^(nc|n\.c\.|nd|-|–|—|−)$/i;

function amountOf(cell: RawCell): FinanceReading {
  if (typeof cell === 'object') return { problem: 'Un montant est attendu et la cellule contient une date.' };
  const read = typeof cell === 'number' ? amountOfNumber(cell) : readAmount(cell);
  return 'problem' in read ? read : { value: read.cents };
}

function dateOf(cell: RawCell): FinanceReading {
  const text = cellText(cell);
  if (typeof cell === 'string' && hasShortYear(cell))
    return { problem: `L’année de ${quoted(text)} n’a que deux chiffres\u00a0: écrivez-la entière.` };
  if (typeof cell === 'string' && parseMonth(cell) !== undefined)
    return { problem: `Il manque le jour à ${quoted(text)}\u00a0: écrivez jour/mois/année.` };
  const date = dateOfCell(cell);
  if (date === undefined || date < '1990' || date > '2100')
    return { problem: `${quoted(text.slice(0, 40))} n’est pas une date\u00a0: écrivez jour/mois/année.` };
  return { value: date };
}

function yearOf(cell: RawCell): FinanceReading {
  const year = typeof cell === 'number' ? cell : /^\d{4}$/.test(cellText(cell)) ? Number(cellText(cell)) : Number.NaN;
  return Number.isInteger(year) && year >= 2000 && year <= 2100
    ? { value: year }
    : { problem: 'Une année sur quatre chiffres est attendue, par exemple 2025.' };
}

/** A text without what no text holds: control characters, halves of a character. Nothing left of it says nothing. */
function textOf(cell: RawCell): FinanceReading {
  const text = cellText(cell)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
  return { value: text === '' ? undefined : text };
}

/**
 * What a cell of the money says, in its column. Blank says nothing, « NC » and a dash say that nothing is known, an error of
 * the spreadsheet or a text in an amount is refused. Example: `27 430 €` in « Versé » is `{ value: 2_743_000 }`.
 */
export function readFinanceCell(cell: RawCell | undefined, { kind }: Pick<FinanceColumn, 'kind'>): FinanceReading {
  if (cell === undefined) return { value: undefined };
  if (typeof cell === 'object' && 'error' in cell) return { problem: errorProblem(cell.error) };
  if (typeof cell === 'string' && cell.trim() === '') return { value: undefined };
  if (typeof cell === 'string' && NOT_KNOWN.test(cell.trim())) return { value: null };
  if (kind === 'amount') return amountOf(cell);
  if (kind === 'date') return dateOf(cell);
  return kind === 'year' ? yearOf(cell) : textOf(cell);
}
