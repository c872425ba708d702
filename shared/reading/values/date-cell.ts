import { type IsoDate, monthOf } from '../../domain/month.ts';
import type { RegisterColumn } from '../../registers/register.ts';
import { type Cell, cellText } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import {
  type Asked,
  askedOf,
  blank,
  type CellReading,
  fault,
  isNotKnown,
  nothing,
  type ReadingContext,
} from './cell-reading.ts';
import {
  dateOfCell,
  hasMark,
  hasSeveralDates,
  hasShortYear,
  isRoughMonth,
  isTwoWays,
  monthFirstDate,
  swappedDate,
} from './read-date.ts';

const inFrench = (date: IsoDate) => date.split('-').reverse().join('/');

/** What is to be asked about a date that is written in a way that others read otherwise. */
function askAboutDate(cell: Cell, date: IsoDate, swapped: boolean, doubtful: boolean): Asked | undefined {
  if (typeof cell !== 'string') return undefined;
  const [text, read] = [cellText(cell), inFrench(date)];
  if (swapped) return askedOf('date-swapped', text, read, false);
  if (hasMark(text)) return askedOf('date-marked', text, read, true);
  if (hasShortYear(cell)) return askedOf('date-short-year', text, read, true);
  if (isRoughMonth(text)) return askedOf('date-month-only', text, read, true);
  if (doubtful && isTwoWays(cell)) return askedOf('date-two-ways', text, read, true);
  return undefined;
}

/** What a text under a date says when nothing has happened yet: it is no fault, and no date. */
const notYet = new Set([
  ...[
    'en cours',
    'non',
    'pas encore',
    'toujours occupe',
    'toujours en cours',
    'toujours en place',
    'occupe',
    'en place',
  ],
  ...['ouvert', 'ouverte', 'active', 'actif', 'a ce jour', 'presente', 'present', 'toujours present'],
]);

function dateFault(cell: Cell): ReasonCode {
  const text = cellText(cell);
  if (hasSeveralDates(text)) return 'date-several';
  if (/^(le )?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}/.test(text) || typeof cell !== 'string') return 'date-impossible';
  return /\d/.test(text) ? 'date-partial' : 'date-text';
}

/** The date of a cell whose column was asked about: undefined when the answer is awaited, else how its order was understood. */
function dateInOrder(
  cell: Cell,
  field: string,
  { date1904, year, answers }: ReadingContext,
): { date: IsoDate | undefined; decided: boolean } | undefined {
  const straight = dateOfCell(cell, date1904, year);
  const answer = answers?.get(field);
  if (answer === undefined || answer === 'as-written') return { date: straight, decided: false };
  if (typeof cell === 'string') {
    const monthFirst = monthFirstDate(cell);
    if (monthFirst === undefined || answer === 'swapped') return { date: straight, decided: false };
    if (answer === null && straight !== undefined && straight !== monthFirst) return undefined;
    return { date: answer === null && straight !== undefined ? straight : monthFirst, decided: true };
  }
  if (answer === 'month-first' || straight === undefined || typeof cell === 'number')
    return { date: straight, decided: false };
  if (answer === null) return swappedDate(straight) === straight ? { date: straight, decided: true } : undefined;
  return { date: swappedDate(straight), decided: true };
}

/** The date of a cell, or why there is none. */
export function readDateCell(cell: Cell, column: RegisterColumn, context: ReadingContext): CellReading {
  const text = cellText(cell);
  const found = dateInOrder(cell, column.field, context);
  if (found === undefined) return fault('waits-for-answer', text);
  const straight = found.date;
  const date = straight ?? (typeof cell === 'string' ? monthFirstDate(cell) : undefined);
  const said = fold(text);
  if (date === undefined && (isNotKnown(text) || nothing.has(said) || notYet.has(said))) return blank;
  if (date === undefined) return fault(dateFault(cell), text);
  if (date < '1990') return fault('date-old', text);
  if (!column.mayBeFuture && monthOf(date) > monthOf(context.today)) return fault('date-future', text);
  if (found.decided) return { value: date };
  const asked = askAboutDate(cell, date, straight === undefined, context.mixedOrder?.has(column.field) ?? false);
  return { value: date, ...(asked && { asked }) };
}
