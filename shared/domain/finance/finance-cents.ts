import { asCents, type Cents } from './money.ts';

/** Most that one amount may be: twenty million euros, which a database integer holds in cents. */
export const MOST_CENTS = 2_000_000_000;

const NOTHING = new Set(['', '-', '–', '—', 'nc', 'n.c.', 'nd', 'non communiqué', 'non précisé', 'à fixer']);

/** What an amount written by hand is: cents, nothing said (null), or a French sentence that says why it cannot be one. */
export type ReadAmount = { cents: Cents | null } | { problem: string };

/** No amount is written with more letters: a longer text is not read through. */
const LONGEST_AMOUNT = 100;

const refused = (problem: string): ReadAmount => ({ problem });

/** Euros and cents as two runs of digits; undefined when the text writes no amount. */
function digitsOf(text: string): { whole: string; decimals: string } | undefined {
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) {
    const [decimal, thousands] = comma > dot ? [',', '.'] : ['.', ','];
    return digitsOf(text.replaceAll(thousands, '').replace(decimal, ','));
  }
  // « 27.430 » is how some write thousands; an amount has two decimals at most, so three digits cannot be any.
  const joined = /^\d{1,3}(\.\d{3})+$/.test(text) ? text.replaceAll('.', '') : text;
  const parts = /^(\d+)(?:[.,](\d*))?$/.exec(joined);
  return parts ? { whole: parts[1] ?? '', decimals: (parts[2] ?? '').replace(/0+$/, '') } : undefined;
}

/**
 * An amount as people write it, in cents. Never through a decimal number: digits are read as digits. Blank, « NC » and a
 * dash are nothing, which is not zero. Unit: euro cents. Source: brief, money is integer cents.
 * Example: `readAmount('1 234,56 €')` is `{ cents: 123_456 }`; `readAmount('27.430')` is `{ cents: 2_743_000 }`.
 */
export function readAmount(raw: string): ReadAmount {
  if (raw.trim().length > LONGEST_AMOUNT) return refused('Ce texte n’est pas un montant en euros.');
  const text = raw
    .trim()
    .replace(/\s*(€|euros?|eur)$/i, '')
    .replace(/[\s\u00a0\u202f\u2009’']/gu, '');
  if (NOTHING.has(text.toLowerCase()) || NOTHING.has(raw.trim().toLowerCase())) return { cents: null };
  if (/^[-−–(]/.test(text)) return refused('Un montant ne peut pas être négatif.');
  const digits = digitsOf(text.replace(/^\+/, ''));
  if (!digits) return refused('Ce texte n’est pas un montant en euros.');
  if (digits.decimals.length > 2) return refused('Un montant a deux décimales au plus.');
  if (digits.whole.length > 9) return refused('Ce montant dépasse vingt millions d’euros.');
  const cents = Number(digits.whole) * 100 + Number(digits.decimals.padEnd(2, '0'));
  return cents > MOST_CENTS ? refused('Ce montant dépasse vingt millions d’euros.') : { cents: asCents(cents) };
}

/**
 * An amount that a workbook holds as a number of euros, in cents; a third decimal that is not the noise of a decimal
 * number is refused. Example: `amountOfNumber(1234.56)` is `{ cents: 123_456 }`, `amountOfNumber(0.125)` a problem.
 */
export function amountOfNumber(euros: number): ReadAmount {
  if (!Number.isFinite(euros)) return refused('Ce nombre n’est pas un montant en euros.');
  if (euros < 0) return refused('Un montant ne peut pas être négatif.');
  if (euros > MOST_CENTS / 100) return refused('Ce montant dépasse vingt millions d’euros.');
  const cents = Math.round(euros * 100);
  return Math.abs(euros * 100 - cents) > 1e-5
    ? refused('Un montant a deux décimales au plus.')
    : { cents: asCents(cents) };
}

/**
 * An amount as a French spreadsheet or a field writes it, exactly. Example: `writtenAmount(123_456)` is `1234,56`,
 * `writtenAmount(2_743_000)` is `27430`.
 */
export function writtenAmount(cents: Cents): string {
  const [whole, rest] = [Math.floor(asCents(cents) / 100), asCents(cents) % 100];
  return rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, '0')}`;
}

/** The sum of what is known, and how much is not: a missing amount is never a zero. */
export interface KnownTotal {
  /** Null when nothing is known. */
  cents: Cents | null;
  known: number;
  missing: number;
}

/**
 * Adds the known amounts and counts the others. Unit: euro cents. Example: `knownTotal([2_400_000, null])` is
 * `{ cents: 2_400_000, known: 1, missing: 1 }`; of nothing but unknowns the total is null.
 */
export function knownTotal(amounts: readonly (Cents | null)[]): KnownTotal {
  const known = amounts.filter((one) => one !== null);
  return {
    cents: known.length === 0 ? null : asCents(known.reduce((sum, one) => sum + asCents(one), 0)),
    known: known.length,
    missing: amounts.length - known.length,
  };
}
