/**
 * Exact numbers: 23/40 is 57.5 %, not 57.49999999999999. Figures are added, divided and held against their thresholds as
 * fractions, and become a number once, when they leave.
 */

/** top ÷ under, `under` above zero, in lowest terms. */
export interface Fraction {
  readonly top: bigint;
  readonly under: bigint;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function lowest(top: bigint, under: bigint): Fraction {
  if (under === 1n) return { top, under };
  const sign = under < 0n ? -1n : 1n;
  const common = commonDivisor(top, under * sign);
  return { top: (sign * top) / common, under: (sign * under) / common };
}

export const ZERO: Fraction = { top: 0n, under: 1n };
const HUNDRED: Fraction = { top: 100n, under: 1n };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** The fraction that a number is written as: 0.95 is 19/20, whatever its binary form. Example: `fraction(57.5)` is 115/2. */
export function fraction(value: number): Fraction {
  if (Number.isSafeInteger(value)) return { top: BigInt(value), under: 1n };
  const [, sign = '', whole = '0', decimals = '', exponent = '0'] = DECIMAL.exec(String(value)) ?? [];
  const shift = decimals.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return shift > 0 ? lowest(digits, 10n ** BigInt(shift)) : { top: digits * 10n ** BigInt(-shift), under: 1n };
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under ? lowest(a.top + b.top, a.under) : lowest(a.top * b.under + b.top * a.under, a.under * b.under);

export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, under: b.under });

export const times = (a: Fraction, b: Fraction): Fraction => lowest(a.top * b.top, a.under * b.under);

/** Null when one divides by zero. */
export function dividedBy(a: Fraction, b: Fraction): Fraction | null {
  return b.top === 0n ? null : lowest(a.top * b.under, a.under * b.top);
}

/** Below zero when the first is the smaller. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.top * b.under - b.top * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const absolute = (a: Fraction): Fraction => (a.top < 0n ? { top: -a.top, under: a.under } : a);

/** The sum of some numbers: whole ones are added as they are, the others as fractions. */
export function sum(values: readonly number[]): Fraction {
  const total = values.reduce((all, value) => all + value, 0);
  const isExact = values.every(Number.isInteger) && Number.isSafeInteger(total);
  return isExact ? fraction(total) : values.map(fraction).reduce(plus, ZERO);
}

/** 100 × a ÷ b; null of nothing. */
export function percentOf(a: Fraction, b: Fraction): Fraction | null {
  const ratio = dividedBy(a, b);
  return ratio && times(ratio, HUNDRED);
}

/** The nearest number, to be shown: nothing is computed from it. */
export function toNumber({ top, under }: Fraction): number {
  return Number(top) / Number(under);
}
