import { LARGEST_COUNT } from '../../domain/entry/cell-rules.ts';
import { type Cell, cellText } from '../grid.ts';
import type { ReasonCode } from '../reasons.ts';
import { fold } from '../text.ts';
import { LONGEST_NUMBER, parseNumber } from './read-number.ts';

/** What can be read, with a doubt: why, the reading in words, and whether it stands when nobody answers. */
export interface CountDoubt {
  code: ReasonCode;
  read: string;
  stands: boolean;
}

export type CountReading = { value: number; doubt?: CountDoubt } | { code: ReasonCode };

const numberWords = [
  ...['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize'],
  ...['quatorze', 'quinze', 'seize', 'dix sept', 'dix huit', 'dix neuf', 'vingt'],
];

const NUMBER = String.raw`[-+]?\d[\d\s\u00a0\u202f.,]*`;
const about = new RegExp(`^(?:env(?:iron|\\.)?|~|≈|±|près de|autour de)\\s*(${NUMBER})$`, 'i');
const marked = new RegExp(`^(${NUMBER})\\s*(?:\\*+|\\?+|!+|\\(\\?+\\)|\\(\\*+\\))$`);
const aboutAfter = new RegExp(`^(${NUMBER})\\s*(?:env(?:iron|\\.)?|à peu près)$`, 'i');
const noted = new RegExp(`^(${NUMBER})\\s*(?:\\(.*\\)|\\[.*\\])$`);
const people =
  /\s*(personnes?|pers\.?|ménages?|foyers?|familles?|logements?|lgts?\.?|pièces?|p\.|séances?|sessions?|ateliers?|places?|situations?|dossiers?|demandes?|réunions?|formations?|professionnels?|pros?|participants?|présents?|adultes?)$/i;

const fractions: Record<string, string> = { '½': ',5', '¼': ',25', '¾': ',75' };

/** « 5 ½ » is 5,5, as an average is written by hand; « ½ » alone is a half. */
const withDecimals = (text: string): string =>
  text.replace(/^(\d*)\s*([½¼¾])(?=$|\s)/, (_, whole: string, sign: string) => `${whole || '0'}${fractions[sign]}`);

function withinBounds(value: number, doubt?: CountDoubt): CountReading {
  if (value < 0) return { code: 'number-negative' };
  if (value > LARGEST_COUNT) return { code: 'number-large' };
  return doubt ? { value, doubt } : { value };
}

/** A number that something qualifies: « env. 12 », « 12 (dont 3 enfants) », « 5* », « 12 ? », « douze ». */
function qualified(text: string, wholeOnly: boolean): CountReading | undefined {
  const kinds: [RegExp, ReasonCode, boolean][] = [
    [about, 'number-about', true],
    [aboutAfter, 'number-about', true],
    [marked, 'number-marked', false],
    [noted, 'number-note', true],
  ];
  for (const [pattern, code, stands] of kinds) {
    const digits = pattern.exec(text)?.[1]?.trim();
    const value = digits === undefined ? undefined : parseNumber(digits, { whole: wholeOnly });
    if (value === undefined || (wholeOnly && !Number.isInteger(value))) continue;
    return withinBounds(value, { code, read: value.toLocaleString('fr-FR'), stands });
  }
  if (lostSpaces.test(text)) {
    const value = Number(text.replaceAll('?', ''));
    return withinBounds(value, { code: 'number-marked', read: value.toLocaleString('fr-FR'), stands: false });
  }
  const rank = numberWords.indexOf(fold(text));
  return rank < 0
    ? undefined
    : { value: rank + 1, doubt: { code: 'number-words', read: String(rank + 1), stands: false } };
}

/** A question mark between groups of three digits stands for a space that an export lost: « 1?204 ». */
const lostSpaces = /^\d{1,3}(\?\d{3})+$/;

function faultOf(text: string): ReasonCode {
  if (/^<|^moins de/i.test(text)) return 'number-masked';
  if (/\d\s*%|pour ?cent/i.test(text)) return 'number-percent';
  if (/\d\s*(€|eur(os?)?\b|m²|m2|h(eures?)?\b|km|ans?\b|mois\b|jours?\b)/i.test(text)) return 'number-unit';
  return /\d.*[^\d\s.,].*\d|\d\s+\d/.test(text) ? 'number-several' : 'number-text';
}

/**
 * How many, as a partner writes it. A percentage, an amount or a telephone number is no count; what is qualified is read and
 * asked. `wholeOnly` is false for an average. Example: `12 ménages` is 12, `85 %` is none, `1.204` is 1 204 and asked.
 */
export function readCount(cell: Cell, wholeOnly = true): CountReading {
  const text = cellText(cell).trim();
  if (typeof cell === 'number') {
    if (wholeOnly && !Number.isInteger(cell)) return { code: 'number-whole' };
    return withinBounds(cell);
  }
  if (typeof cell !== 'string' || text.length > LONGEST_NUMBER) return { code: 'number-text' };
  const bare = withDecimals(text.replace(/^['’]/, '').replace(people, ''));
  const plain =
    /[%€²]|\beur|m2$|e[+-]?\d/i.test(bare) || about.test(bare) ? undefined : parseNumber(bare, { whole: wholeOnly });
  if (plain === undefined) return qualified(bare, wholeOnly) ?? { code: faultOf(text) };
  if (wholeOnly && !Number.isInteger(plain)) return { code: 'number-whole' };
  const thousands = wholeOnly && /^\d{1,3}[.,]\d{3}$/.test(bare);
  const read = plain.toLocaleString('fr-FR');
  return withinBounds(plain, thousands ? { code: 'number-thousands', read, stands: true } : undefined);
}
