import type { Cell } from '../grid.ts';
import { dateOfSerial, percentText } from './workbook-cells.ts';

/** What a number is shown as: `clock` a time of day, `elapsed` a duration that may go over a day. */
export type NumberLook = 'plain' | 'date' | 'clock' | 'elapsed' | 'percent';

/** The looks of the formats that have a number and no code. */
const known: [from: number, to: number, NumberLook][] = [
  [9, 10, 'percent'],
  [14, 17, 'date'],
  [18, 21, 'clock'],
  [22, 22, 'date'],
  [27, 31, 'date'],
  [32, 35, 'clock'],
  [36, 36, 'date'],
  [45, 45, 'clock'],
  [46, 46, 'elapsed'],
  [47, 47, 'clock'],
  [50, 58, 'date'],
  [71, 74, 'date'],
  [75, 76, 'clock'],
  [77, 77, 'date'],
  [78, 78, 'clock'],
  [79, 79, 'elapsed'],
  [80, 80, 'clock'],
  [81, 81, 'date'],
];

/** The look of a format that is known by its number. */
export function lookOfNumber(id: number): NumberLook {
  return known.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'plain';
}

/** What a number format shows, once quoted text, colours, fillers and escapes are taken out: its first section tells. */
export function lookOfFormat(code: string): NumberLook {
  const bare = code.replace(/"[^"]*"|\\.|[_*]./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed';
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/General|Standard/gi, '');
  const shown = /^[^;]*/.exec(letters)?.[0] ?? '';
  if (/[dy]|mmm/i.test(shown)) return 'date';
  if (/[hs]/i.test(shown)) return 'clock';
  if (/m/i.test(shown)) return 'date';
  return letters.includes('%') ? 'percent' : 'plain';
}

const two = (value: number) => String(value).padStart(2, '0');

/** Hours and minutes of a share of a day, with seconds when there are any. Example: 1.5 is `36:00`. */
export function hoursText(days: number): string {
  const seconds = Math.round(days * 86_400);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${two(hours)}:${two(minutes)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** A number as its cell shows it. A day shown by its hours alone keeps its number, which is the date of a column of dates. */
export function shownAs(number: number, look: NumberLook, date1904: boolean): Cell {
  if (look === 'percent') return percentText(number);
  if (look === 'elapsed' || (look === 'clock' && number < 1)) return number < 0 ? number : hoursText(number);
  if (look !== 'date' || number < (date1904 ? 0 : 1)) return number;
  const date = dateOfSerial(number, date1904);
  return date === undefined ? { error: String(number) } : { date };
}
