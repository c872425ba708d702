import type { Quantity, TimeRule, Unit } from '../indicator.ts';

/** What the text of a cell says: a number, one of the states without a number, nothing, or something that cannot be read. */
export type ParsedNumber =
  | { kind: 'number'; value: number }
  | { kind: 'unavailable' }
  | { kind: 'not-applicable' }
  | { kind: 'empty' }
  | { kind: 'error'; code: 'not-a-number' };

const zeroWords = /^(néant|neant|aucune?|zéro|zero)$/i;
const unavailableWords = /^(n\.?\s?c\.?|n\.?\s?d\.?|non (connue?|communiquée?|disponible)|indisponible)$/i;
const notApplicableWords = /^([-–—]|s\.?\s?o\.?|sans objet|n\/a|non concernée?)$/i;
/** Spaces cut thousands, or there are none: « 1 2 » is two numbers, not twelve. */
const frenchNumber = /^[-+]?(\d{1,3}( \d{3})+|\d+)([.,]\d+)?( ?%)?$/;

/**
 * Reads a number typed or pasted the French way: any space between thousands, comma or point before the decimals, a final
 * percent sign left aside (points: `75 %` is 75). « néant » and « aucun » are a true 0, « NC » and « ND » unavailable, a dash
 * not applicable. Examples: `1 234,5` is 1234.5; `−3` is −3; `1 2` and `12 ou 13` cannot be read.
 */
export function parseFrenchNumber(text: string): ParsedNumber {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return { kind: 'empty' };
  if (zeroWords.test(plain)) return { kind: 'number', value: 0 };
  if (unavailableWords.test(plain)) return { kind: 'unavailable' };
  if (notApplicableWords.test(plain)) return { kind: 'not-applicable' };
  const signed = plain.replace(/^− ?/, '-');
  if (!frenchNumber.test(signed)) return { kind: 'error', code: 'not-a-number' };
  return { kind: 'number', value: Number(signed.replace(/[ %]/g, '').replace(',', '.')) };
}

export type QuantityError =
  | 'not-finite'
  | 'wrong-shape'
  | 'negative'
  | 'not-an-integer'
  | 'part-greater-than-whole'
  | 'whole-is-zero'
  | 'percent-over-100'
  | 'neither-yes-nor-no';

/** Units that are measured: they have decimals. Everything else is counted. */
const measured: readonly Unit[] = ['euros', 'days', 'percent', 'fte'];

function checkRatio(unit: Unit, numerator: number, denominator: number): QuantityError[] {
  const errors: QuantityError[] = [];
  // Days per meeting or euros per aid is a ratio that is not a share: only a percentage has a part and a whole.
  const share = unit === 'percent';
  if (numerator < 0 || denominator < 0) errors.push('negative');
  if (share && !(Number.isInteger(numerator) && Number.isInteger(denominator))) errors.push('not-an-integer');
  // Nothing of nothing is an honest month without a case; something of nothing is impossible.
  if (denominator === 0 && numerator > 0) errors.push('whole-is-zero');
  else if (share && numerator > denominator) errors.push('part-greater-than-whole');
  return errors;
}

function checkValue(unit: Unit, value: number): QuantityError[] {
  const errors: QuantityError[] = [];
  if (value < 0) errors.push('negative');
  if (unit === 'boolean' && value !== 0 && value !== 1) return [...errors, 'neither-yes-nor-no'];
  if (!measured.includes(unit) && !Number.isInteger(value)) errors.push('not-an-integer');
  if (unit === 'percent' && value > 100) errors.push('percent-over-100');
  return errors;
}

/**
 * What is impossible about a quantity: it blocks, where an unlikely one only asks for a word (`outliers.ts`). A count is a
 * whole number, a part is at most its whole, a percentage at most 100; nothing is negative. A ratio of 0 to 0 is a month
 * without a case, and is possible. Example: 5 of 4 households, in percent: `['part-greater-than-whole']`.
 */
export function checkQuantity(
  { unit, timeRule }: { unit: Unit; timeRule: TimeRule },
  quantity: Quantity,
): QuantityError[] {
  const isRatio = 'numerator' in quantity;
  if (!Object.values(quantity).every(Number.isFinite)) return ['not-finite'];
  if (isRatio !== (timeRule === 'ratio')) return ['wrong-shape'];
  return isRatio ? checkRatio(unit, quantity.numerator, quantity.denominator) : checkValue(unit, quantity.value);
}
