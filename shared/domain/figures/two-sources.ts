/** Two sources that answer one question are shown side by side, never added nor averaged: their gap is what is learnt. */

/** Codes of indicators that count the same fact: households rehoused straight from the street, by the SIAO and by operators. */
const pairs: readonly (readonly [string, string])[] = [['IND-28', 'DIR-01']];

/** The other source of an indicator, or null. Example: `otherSourceOf('DIR-01')` is `IND-28`. */
export function otherSourceOf(code: string): string | null {
  const pair = pairs.find((one) => one.includes(code));
  return pair?.find((one) => one !== code) ?? null;
}

export interface SourceGap {
  /** First minus second, in their common unit. */
  gap: number;
  /** Of the larger of the two, 0 to 100. */
  percent: number;
  within: boolean;
}

/**
 * How far two counts of the same fact are apart: |a − b| ÷ the larger, in percent; within the tolerance when not above it.
 * Null when one is not known. Two zeros agree. Example: 20 and 18 with a tolerance of 10: gap 2, 10 %, within.
 */
export function sourceGap(first: number | null, second: number | null, tolerancePercent: number): SourceGap | null {
  if (first === null || second === null) return null;
  const larger = Math.max(Math.abs(first), Math.abs(second));
  const percent = larger === 0 ? 0 : (100 * Math.abs(first - second)) / larger;
  return { gap: first - second, percent, within: percent <= tolerancePercent + 1e-9 };
}
