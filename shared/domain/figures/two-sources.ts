/** Two sources that answer one question are shown side by side, never added nor averaged: their gap is what is learnt. */

/** What counts the same fact: households rehoused straight from the street, by the SIAO and by operators. */
const pairs: readonly (readonly [string, string])[] = [['rehoused-from-street', 'rehoused-by-operators']];

/** The other source of what is counted, or null. Example: `otherSourceOf('rehoused-by-operators')` is `rehoused-from-street`. */
export function otherSourceOf(measure: string | null): string | null {
  const pair = pairs.find((one) => measure !== null && one.includes(measure));
  return pair?.find((one) => one !== measure) ?? null;
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
