import type { Unit } from '../indicator.ts';
import { type IsoDate, type Month, monthRank, yearOf } from '../month.ts';

/**
 * How a figure, a month or a delay is written in French, for the screen and for the report alike. Spaces: U+202F (narrow,
 * no break) between thousands and before %, U+00A0 (no break) before a unit. A missing value has no number to format: it
 * is a word, and the caller says which.
 */

/** No-break space, before a unit and a colon. */
export const NO_BREAK_SPACE = '\u00a0';
/** Narrow no-break space, between thousands and before `%`, `;`, `?`, `!`. */
export const NARROW_SPACE = '\u202f';
/** The sign of what is below zero; the hyphen of `Intl` is shorter than the plus and breaks at the end of a line. */
export const MINUS = '\u2212';

const decimalFormats = new Map<number, Intl.NumberFormat>();

/** A format is made once: making one takes longer than writing a hundred numbers. */
function decimalFormat(digits: number): Intl.NumberFormat {
  const known = decimalFormats.get(digits) ?? new Intl.NumberFormat('fr-FR', { maximumFractionDigits: digits });
  decimalFormats.set(digits, known);
  return known;
}

function trueMinus(text: string): string {
  return text.replace('-', MINUS);
}

/** −0 would be written « −0 ». */
function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}

/** A whole number. Example: `frenchInteger(27430)` is `27 430` (U+202F). A value with decimals is rounded half away from zero. */
export function frenchInteger(value: number): string {
  return trueMinus(decimalFormat(0).format(withoutNegativeZero(Math.sign(value) * Math.round(Math.abs(value)))));
}

/** At most `digits` decimals, comma, no useless zero. Example: `frenchDecimal(1234.5)` is `1 234,5`; `frenchDecimal(3)` is `3`. */
export function frenchDecimal(value: number, digits = 1): string {
  // The format rounds the number as it is written, half up: 1.005 is 1,01, whatever its binary form.
  const text = decimalFormat(digits).format(withoutNegativeZero(value));
  return trueMinus(/[1-9]/.test(text) ? text : text.replace('-', ''));
}

/** A ratio written as a percentage: 1 is 100 %. Example: `frenchPercent(0.5)` is `50 %` (U+202F), `frenchPercent(-0.25)` is `−25 %`. */
export function frenchPercent(ratio: number, digits = 0): string {
  // 100 × 0.575 is 57.49999999999999: the point is moved in what is written.
  const text = String(ratio);
  return `${frenchDecimal(text.includes('e') ? ratio * 100 : Number(`${text}e2`), digits)}${NARROW_SPACE}%`;
}

/** An amount kept in cents; the cents are written only when there are any. Example: `frenchEuros(2743000)` is `27 430 €`, `frenchEuros(150)` is `1,50 €`. */
export function frenchEuros(cents: number): string {
  const format = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: cents % 100 === 0 ? 0 : 2 });
  return `${trueMinus(format.format(withoutNegativeZero(cents / 100)))}${NO_BREAK_SPACE}€`;
}

/** A change with its sign. Example: `frenchDelta(7)` is `+7`, `frenchDelta(-1)` is `−1`, `frenchDelta(0)` is `0`. */
export function frenchDelta(value: number, digits = 1): string {
  const text = frenchDecimal(value, digits);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

const monthNames = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;
const shortMonthNames = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];

/** The name of a month alone. Example: `frenchMonthName('2026-03')` is `mars`. */
export function frenchMonthName(month: Month): string {
  return monthNames[monthRank(month) - 1] ?? month;
}

/** The name of a month for a narrow column. Example: `frenchMonthShort('2026-01')` is `janv.`. */
export function frenchMonthShort(month: Month): string {
  return shortMonthNames[monthRank(month) - 1] ?? month;
}

/** A month and its year. Example: `frenchMonth('2026-03')` is `mars 2026`. */
export function frenchMonth(month: Month): string {
  return `${frenchMonthName(month)} ${yearOf(month)}`;
}

/** With a capital, to begin a sentence or stand alone. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The same words inside a sentence; what begins by initials keeps them. Examples: `taux d’occupation`, `ETP pourvus`. */
export const decapitalised = (words: string): string =>
  /^\p{Lu}(?!\p{Lu})/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** A month after « de », with its elision. Example: `frenchOfMonth('2026-04')` is `d’avril 2026`, `frenchOfMonth('2026-03')` is `de mars 2026`. */
export function frenchOfMonth(month: Month): string {
  const text = frenchMonth(month);
  return /^[aeiouyéo]/.test(text) ? `d’${text}` : `de ${text}`;
}

/** Several months said with their year only once when it is the same. Example: `['2026-01','2026-02']` is `janvier et février 2026`. */
export function frenchMonths(months: readonly Month[]): string {
  const years = new Set(months.map(yearOf));
  if (years.size > 1) return frenchList(months.map(frenchMonth));
  return `${frenchList(months.map(frenchMonthName))} ${[...years].join('')}`.trim();
}

/** A date in words. Example: `frenchDate('2026-11-30')` is `30 novembre 2026`, the first of a month `1er mars 2026`. */
export function frenchDate(date: IsoDate): string {
  const day = Number(date.slice(8, 10));
  return `${day === 1 ? '1er' : day}${NO_BREAK_SPACE}${frenchMonth(date.slice(0, 7))}`;
}

/** A date for a narrow column. Example: `frenchShortDate('2026-03-14')` is `14/03/2026`. */
export function frenchShortDate(date: IsoDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** How far a day is, in days from today. Example: `frenchRelativeDays(12)` is `dans 12 jours`, `-3` is `il y a 3 jours`, `0` is `aujourd’hui`. */
export function frenchRelativeDays(days: number): string {
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'demain';
  if (days === -1) return 'hier';
  const count = `${frenchInteger(Math.abs(days))}${NO_BREAK_SPACE}jours`;
  return days > 0 ? `dans ${count}` : `il y a ${count}`;
}

/** A list in words. Example: `frenchList(['avril', 'mai', 'juin'])` is `avril, mai et juin`. */
export function frenchList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} et ${items.at(-1)}`;
}

/** A number with its noun; French keeps the singular below two. Example: `frenchCount(1.5, 'jour', 'jours')` is `1,5 jour`. */
export function frenchCount(count: number, singular: string, plural: string): string {
  return `${frenchDecimal(count)}${NO_BREAK_SPACE}${Math.abs(count) < 2 ? singular : plural}`;
}

/** How many of those expected have answered. Example: `frenchCoverage(9, 11)` is `9 structures sur 11`; nobody expected: `aucune structure attendue`. */
export function frenchCoverage(
  received: number,
  expected: number,
  singular = 'structure',
  plural = 'structures',
): string {
  if (expected === 0) return `aucune ${singular} attendue`;
  return `${frenchCount(received, singular, plural)} sur${NO_BREAK_SPACE}${frenchInteger(expected)}`;
}

const unitWords: Record<Unit, { one: string; many: string }> = {
  persons: { one: 'personne', many: 'personnes' },
  households: { one: 'ménage', many: 'ménages' },
  situations: { one: 'situation', many: 'situations' },
  requests: { one: 'demande', many: 'demandes' },
  dwellings: { one: 'logement', many: 'logements' },
  meetings: { one: 'réunion', many: 'réunions' },
  workshops: { one: 'atelier', many: 'ateliers' },
  sessions: { one: 'séance', many: 'séances' },
  patrols: { one: 'maraude', many: 'maraudes' },
  visits: { one: 'visite', many: 'visites' },
  nights: { one: 'nuitée', many: 'nuitées' },
  places: { one: 'place', many: 'places' },
  diagnostics: { one: 'diagnostic', many: 'diagnostics' },
  procedures: { one: 'procédure', many: 'procédures' },
  evictions: { one: 'expulsion', many: 'expulsions' },
  aids: { one: 'aide', many: 'aides' },
  euros: { one: '€', many: '€' },
  days: { one: 'jour', many: 'jours' },
  percent: { one: '%', many: '%' },
  attendances: { one: 'participation', many: 'participations' },
  fte: { one: 'ETP', many: 'ETP' },
  boolean: { one: '', many: '' },
};

/** The word of a unit, in the number that goes with `count` (plural when left out). Example: `frenchUnit('households', 1)` is `ménage`. */
export function frenchUnit(unit: Unit, count = 2): string {
  const { one, many } = unitWords[unit];
  return Math.abs(count) < 2 ? one : many;
}

/**
 * The number of an indicator without its unit word. Counts have no decimal; euros are in euros (not cents), a percentage
 * in points (75 is 75 %), a boolean 1 or 0. Examples: `frenchValue(1234, 'persons')` is `1 234`, `frenchValue(1, 'boolean')` is `oui`.
 */
export function frenchValue(value: number, unit: Unit): string {
  if (unit === 'boolean') return value === 0 ? 'non' : 'oui';
  if (unit === 'euros') return frenchDecimal(value, Number.isInteger(value) ? 0 : 2);
  if (unit === 'fte') return frenchDecimal(value, 2);
  return frenchDecimal(value, 1);
}

/** The number and its unit, never cut at a line end. Examples: `frenchQuantity(1234, 'persons')` is `1 234 personnes`, `frenchQuantity(75, 'percent')` is `75 %`. */
export function frenchQuantity(value: number, unit: Unit): string {
  const number = frenchValue(value, unit);
  if (unit === 'boolean') return number;
  return `${number}${unit === 'percent' ? NARROW_SPACE : NO_BREAK_SPACE}${frenchUnit(unit, value)}`;
}
