import { type IsoDate, isoDate, type Month } from '../../domain/month.ts';
import type { Cell } from '../grid.ts';
import { fold } from '../text.ts';
import { dateOfSerial } from '../workbook/workbook-cells.ts';

const monthNames: string[][] = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
];

const knownRanks = new Map<string, number | undefined>();

/** Rank of a month's name, whole or cut to three letters or more when that leaves no doubt. Example: `févr.` is 2, `jui` is none. */
export function rankOfMonthName(word: string): number | undefined {
  if (word.length < 3) return undefined;
  if (knownRanks.has(word)) return knownRanks.get(word);
  const rank = findRank(word);
  if (knownRanks.size < 500) knownRanks.set(word, rank);
  return rank;
}

function findRank(word: string): number | undefined {
  if (word === 'jul' || word === 'jil') return 7;
  if (word === 'jun' || word === 'jn') return 6;
  const ranks = monthNames.flatMap((names, index) => (names.some((name) => name.startsWith(word)) ? [index + 1] : []));
  return ranks.length === 1 ? ranks[0] : undefined;
}

export function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

const slashed = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T,à]+\d{1,2}[:hH]\d{0,2}.*)?$/;
const international = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$/;
const compact = /^(20\d{2}|19\d{2})(\d{2})(\d{2})$/;
const spelled =
  /^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]* )?(?:le )?(\d{1,2})(?:er|e)? ([a-z]{3,9}) (\d{4}|\d{2})(?: .*)?$/;
const spelledWithoutYear = /^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]* )?(?:le )?(\d{1,2})(?:er|e)? ([a-z]{3,9})$/;
const dayAndMonth = /^(\d{1,2})[/.-](\d{1,2})$/;
const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z| ?UTC|[+-]00:?00)$/;
/** A date, then words that speak of it: never another date, nor a year. */
const followed =
  /^(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2})[\s,;:]*([([–-]|[^\d\s,;:T/.-])(.*)$/;
const anotherDate = /\d{1,2}\s*[/.-]\s*\d{1,2}|\d{4}/;
/** Words before a date that say nothing more of it. */
const introduced =
  /^['’•]?\s*(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?,? (?=\d{1,2}[/.-]))?(?:le|du|(?:reçue?|signée?|notifiée?|faite?|effectuée?|réalisée?|sortie?|entrée?|clôturée?|expulsée?|vers)(?: le)?|à compter du|depuis le)?\s*:?\s*(?=\d)/i;
/** Signs of doubt, or of a note, after a date. */
const marks = /(?<=\d)\s*(?:\*+|\?+|!+|\((?:\?+|\*+)\))$/;
/** Only the month is sure. */
const within =
  /^(?:mi|debut|fin|courant|mois de|courant mois de|dans le mois de|premiere quinzaine de|deuxieme quinzaine de|1ere quinzaine de|2e quinzaine de) ([a-z]{3,9} \d{4})$/;

const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** The day of an instant of universal time where the partners live. Example: `2024-01-31T23:00:00Z` is 1 February. */
function dayOfInstant(text: string): IsoDate | undefined {
  const match = instant.exec(text);
  if (!match || isoDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))) === undefined)
    return undefined;
  // Before that hour the day is the same, summer and winter.
  if (Number(match[2]) < 22) return match[1];
  return inParis.format(new Date(`${match[1]}T${match[2]}:${match[3]}:00Z`));
}

/** The date of a text that goes on with a note: « 06/06/2024 (reçu le 10) ». */
function beforeNote(text: string): string | undefined {
  const match = followed.exec(text);
  return match && !anotherDate.test(`${match[2]}${match[3]}`) && /\p{L}/u.test(`${match[2]}${match[3]}`)
    ? match[1]
    : undefined;
}

/** True when a text names a month and only roughly a day of it. Example: `mi-mars 2024`. */
export function isRoughMonth(text: string): boolean {
  return within.test(fold(text));
}

/** True when a date is followed by a sign of doubt. Example: `12/02/2025 ?`. */
export function hasMark(text: string): boolean {
  return marks.test(text.trim());
}

/** True when a text holds two dates or more. */
export function hasSeveralDates(text: string): boolean {
  return (text.match(/\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/g)?.length ?? 0) > 1;
}

/** What a text in a date column means, `undefined` when the calendar has no such day. `year` completes a day and month without one. */
export function parseDate(raw: string, date1904 = false, year?: number): IsoDate | undefined {
  const text = raw
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .replace(introduced, '')
    .replace(marks, '');
  let match = slashed.exec(text);
  if (match) return isoDate(fullYear(match[3] ?? ''), Number(match[2]), Number(match[1]));
  const day = dayOfInstant(text);
  if (day !== undefined) return day;
  match = international.exec(text) ?? compact.exec(text);
  if (match) return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  if (/^\d{5}([.,]\d+)?$/.test(text)) return dateOfSerial(Number(text.replace(',', '.')), date1904);
  const words = fold(text);
  match = spelled.exec(words);
  if (match) return isoDate(fullYear(match[3] ?? ''), rankOfMonthName(match[2] ?? '') ?? 0, Number(match[1]));
  match = year === undefined ? null : spelledWithoutYear.exec(words);
  if (match) return isoDate(year ?? 0, rankOfMonthName(match[2] ?? '') ?? 0, Number(match[1]));
  match = year === undefined ? null : dayAndMonth.exec(text);
  if (match) return isoDate(year ?? 0, Number(match[2]), Number(match[1]));
  const month = parseMonth(within.exec(words)?.[1] ?? text);
  if (month !== undefined) return `${month}-01`;
  const dated = beforeNote(text);
  return dated === undefined ? undefined : parseDate(dated, date1904, year);
}

/** The date of a cell of any kind: real dates, day numbers of both calendars, and texts. */
export function dateOfCell(cell: Cell, date1904 = false, year?: number): IsoDate | undefined {
  if (typeof cell === 'number') return cell > 19_000_000 ? parseDate(String(cell)) : dateOfSerial(cell, date1904);
  if (typeof cell === 'string') return parseDate(cell, date1904, year);
  return cell !== null && typeof cell === 'object' && 'date' in cell ? parseDate(cell.instant ?? cell.date) : undefined;
}

export function monthText(year: number, rank: number): Month | undefined {
  return isoDate(year, rank, 1)?.slice(0, 7);
}

/** A text that is a month and nothing else: `Janv.`, `janvier 2023`, `01/2023`, `2023-01`. `year` serves when the text has none. */
export function parseMonth(raw: string, year?: number): Month | undefined {
  const text = raw.trim();
  let match = /^(\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (match) return monthText(Number(match[2]), Number(match[1]));
  match = /^(\d{4})[/.\- ](\d{1,2})$/.exec(text);
  if (match) return monthText(Number(match[1]), Number(match[2]));
  match = year === undefined ? null : /^m(?:ois)? ?(\d{1,2})$/i.exec(text);
  if (match) return monthText(year ?? 0, Number(match[1]));
  match = /^(?:mois (?:de |d )?)?([a-z]{3,9}) ?(\d{4}|\d{2})?$/.exec(fold(text));
  const rank = match ? rankOfMonthName(match[1] ?? '') : undefined;
  if (match && rank !== undefined) {
    if (match[2] !== undefined) return monthText(fullYear(match[2]), rank);
    return year === undefined ? undefined : monthText(year, rank);
  }
  match = /^(\d{4}) ([a-z]{3,9})$/.exec(fold(text));
  return match ? monthText(Number(match[1]), rankOfMonthName(match[2] ?? '') ?? 0) : undefined;
}

/** A date, and what follows unless it is another. */
const ambiguous = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T](?!.*\d[/.-]\d{1,2}[/.-]\d).*)?$/;

/** The date that a text is when its month comes first, if the calendar has that day. Example: `04/25/2024` is 25 April. */
export function monthFirstDate(text: string): IsoDate | undefined {
  const match = ambiguous.exec(text.trim());
  return match ? isoDate(fullYear(match[3] ?? ''), Number(match[1]), Number(match[2])) : undefined;
}

/** How a column of dates is to be read: as it is written; month first; or its real dates had day and month swapped on the way. */
export type DateOrder = 'month-first' | 'swapped';

interface DateCounts {
  onlyDayFirst: number;
  onlyMonthFirst: number;
  both: number;
  real: number;
  realOverTwelve: number;
}

type TextOrder = 'onlyDayFirst' | 'onlyMonthFirst' | 'both' | null;
const orders = new Map<string, TextOrder>();

/** What a text tells of the order of day and month. Remembered, up to a bound: the dates of a file come again. */
function orderOfText(text: string): TextOrder {
  const known = orders.get(text);
  if (known !== undefined) return known;
  const [dayFirst, monthFirst] = ambiguous.test(text.trim()) ? [parseDate(text), monthFirstDate(text)] : [];
  const single = dayFirst !== undefined ? 'onlyDayFirst' : monthFirst !== undefined ? 'onlyMonthFirst' : null;
  const order = dayFirst !== undefined && monthFirst !== undefined ? 'both' : single;
  if (orders.size > 5000) orders.clear();
  if (text.length < 80) orders.set(text, order);
  return order;
}

function countDates(cells: (Cell | undefined)[]): DateCounts {
  const counts = { onlyDayFirst: 0, onlyMonthFirst: 0, both: 0, real: 0, realOverTwelve: 0 };
  for (const cell of cells) {
    if (cell !== null && typeof cell === 'object' && 'date' in cell) {
      counts.real += 1;
      if (Number(cell.date.slice(8)) > 12) counts.realOverTwelve += 1;
    }
    const order = typeof cell === 'string' ? orderOfText(cell) : null;
    if (order !== null) counts[order] += 1;
  }
  return counts;
}

/**
 * What the cells of a column say of the order of day and month. `month-first`: every date that tells has the month first.
 * `swapped`: real dates whose days never pass twelve beside texts whose days all do, as a file opened with American settings
 * leaves them. `mixed`: some dates say one order, some the other. Undefined: nothing to ask.
 */
export function dateOrderOf(cells: (Cell | undefined)[]): DateOrder | 'mixed' | undefined {
  const { onlyDayFirst, onlyMonthFirst, both, real, realOverTwelve } = countDates(cells);
  if (onlyMonthFirst > 0) return onlyDayFirst > 0 ? 'mixed' : 'month-first';
  const isTold = real > 1 ? onlyDayFirst > 0 : real === 1 && onlyDayFirst > 1;
  return isTold && realOverTwelve === 0 && both === 0 ? 'swapped' : undefined;
}

/** A real date with its day and its month in each other's place, if the calendar has that day. */
export function swappedDate(date: IsoDate): IsoDate | undefined {
  return isoDate(Number(date.slice(0, 4)), Number(date.slice(8, 10)), Number(date.slice(5, 7)));
}

/** True when a text writes its year with two digits. Example: `03/02/24`, `3 févr. 24`. */
export function hasShortYear(text: string): boolean {
  return /^\d{1,2}[/.\- ](\d{1,2}|[a-zéûôA-ZÉ]{3,9}\.?)[/.\- ]\d{2}(\s|$)/.test(text.trim());
}

/** True when day and month could change places. Example: `03/04/2024`. */
export function isTwoWays(text: string): boolean {
  const swapped = monthFirstDate(text);
  return swapped !== undefined && swapped !== parseDate(text);
}
