import { isoDate, type Month, monthOf } from '../../domain/month.ts';
import { fold } from '../text.ts';
import { fullYear, monthText, parseMonth, rankOfMonthName } from './read-date.ts';

/** The first letters that name a month in a title, where a year follows. */
const shortNames = new Set(['jan', 'fev', 'mar', 'avr', 'jun', 'jul', 'aou', 'sep', 'oct', 'nov', 'dec']);

const rank = '(?:[1-4]|i{1,3}|iv)';
const part = '(?:t|q|s|trim(?:estre)?|semestre|quadrimestre)';
const quarter = new RegExp(
  `^(?:${part} ?${rank}|${rank} ?(?:er|e|eme|ere|nd|de)? ?(?:trim|trimestre|semestre|quadrimestre)|[1-4] ?[tq](?= ?\\d{2}))(?: ?(?:20)?\\d{2})?$`,
);

/** What is longer is no title: the patterns below take the square of its length. */
const LONGEST_TITLE = 500;

/** A title that speaks of several months: « T1 2024 », « 1er trimestre », « Janvier à mars », « Oct.-déc. », « Jan/Fév/Mars ». */
export function isSeveralMonths(text: string): boolean {
  if (text.length > LONGEST_TITLE) return false;
  const words = fold(text);
  if (quarter.test(words) || quarter.test(words.replace(/^20\d{2} ?/, ''))) return true;
  const spoken = words.split(/ (?:a|au|et) /);
  const ends = spoken.length === 2 ? spoken : text.split(/\s*[-–/+,]\s*/).map(fold);
  const months = ends.map((end) => parseMonth(end.replace(/^de /, ''), 2000));
  return ends.length > 1 && months.every((month) => month !== undefined) && new Set(months).size === months.length;
}

/** The day of a meeting, in the title of what was said there: « Commission du 14/02/2025 ». */
const meeting =
  /\b(?:commission|cca|s[ée]ance|r[ée]union|comit[ée]|atelier)s?\b[^\d]{0,40}(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})(?!.*\d[/.-]\d)/i;

/** A sheet named by a day, alone or after the name of the meeting: « CCA 12-03-25 », « 09.04.2025 ». A sheet's name has no slash. */
const dayOfSheet =
  /^\s*(?:(?:commission|cca|s[ée]ance|r[ée]union|comit[ée]|atelier)s? (?:du )?)?(\d{1,2})[-.](\d{1,2})[-.]((?:20)?\d{2})\s*$/i;

/** The years named in a text, in order. Example: `bilan-2017-2019.csv` names 2017 and 2019. */
export function yearsIn(text: string): number[] {
  return [...text.matchAll(/(?:^|\D)(20\d{2})(?!\d)/g)].map((match) => Number(match[1]));
}

/**
 * The one month that a title or a sheet's name speaks of; none when it names two, or when it dates the printing of the file.
 * Example: `Commission de coordination - juin 2022` is `2022-06`.
 */
export function monthInTitle(raw: string, year?: number): Month | undefined {
  if (raw.length > LONGEST_TITLE || isSeveralMonths(raw)) return undefined;
  const whole = parseMonth(raw, year);
  if (whole !== undefined) return whole;
  const digits = /^\s*(20\d{2})(0[1-9]|1[0-2])\s*$/.exec(raw);
  if (digits) return monthText(Number(digits[1]), Number(digits[2]));
  const short = /^\s*(0?[1-9]|1[0-2])[-_./ ](\d{2})\s*$/.exec(raw);
  if (short) return monthText(fullYear(short[2] ?? ''), Number(short[1]));
  const words = fold(raw).split(' ');
  if (words.some((word) => /^(extra|edit|export|imprim|actualis|genere|maj)/.test(word))) return undefined;
  const found = new Set<Month>();
  const held = meeting.exec(raw) ?? dayOfSheet.exec(raw);
  const date = held ? isoDate(fullYear(held[3] ?? ''), Number(held[2]), Number(held[1])) : undefined;
  if (date !== undefined) found.add(monthOf(date));
  words.forEach((word, index) => {
    const next = words[index + 1] ?? '';
    const isDated = /^(20)?\d{2}$/.test(next);
    const isName = word.length > 3 || word === 'mai' || (isDated && shortNames.has(word));
    const rank = isName ? rankOfMonthName(word) : undefined;
    const own = isDated ? fullYear(next) : (yearsIn(raw)[0] ?? year);
    const month = rank === undefined || own === undefined ? undefined : monthText(own, rank);
    if (month !== undefined) found.add(month);
  });
  for (const match of raw.matchAll(/(?:^|[^\d/.-])(\d{1,2})[-/._ ](20\d{2})(?!\d)/g)) {
    const month = monthText(Number(match[2]), Number(match[1]));
    if (month !== undefined) found.add(month);
  }
  for (const match of raw.matchAll(/(?:^|\D)(20\d{2})[-/._ ](\d{2})(?!\d|[-/._ ]\d)/g)) {
    const month = monthText(Number(match[1]), Number(match[2]));
    if (month !== undefined) found.add(month);
  }
  return found.size === 1 ? [...found][0] : undefined;
}
