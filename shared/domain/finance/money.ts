/** Money is a whole number of euro cents. No amount is ever a decimal number of euros: 0.1 + 0.2 is not 0.3. */
export type Cents = number;

/** The amount itself, refused when it is not a whole number of cents that a number can hold exactly. */
export function asCents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError('money is whole cents');
  return amount;
}

/** The sum of amounts in cents. Example: the three posts of SOLIHA, 33 900 + 33 200 + 32 500 €, are 99 600 €. */
export function addCents(amounts: readonly Cents[]): Cents {
  return asCents(amounts.reduce((sum, amount) => sum + asCents(amount), 0));
}

/**
 * One amount as a share of another, in percent; null when the whole is zero.
 * Example: 406 614 € of 494 000 € is 82.3 %.
 */
export function centsAsPercent(part: Cents, whole: Cents): number | null {
  return whole === 0 ? null : (100 * asCents(part)) / asCents(whole);
}
