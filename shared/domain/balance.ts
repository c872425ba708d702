/** The flows of a month for one perimeter and one population, all in one unit: persons, or households. Null: not known. */
export interface MonthFlows {
  newlyIdentified: number | null;
  returnedFromHousing: number | null;
  returnedFromInactive: number | null;
  housed: number | null;
  otherExits: number | null;
  /** No contact for 90 days: an exit, never a success, never added to the housed. */
  lostContact: number | null;
}

/**
 * How many are active at the end of a month: start + newly identified + returned from housing + returned from inactive −
 * housed − other exits − lost contact. Null when any of them is unknown: a missing month breaks the chain.
 * Source: the balance of Built for Zero. Example: 120 + 14 + 3 + 2 − 11 − 3 − 6 = 119.
 */
export function activeEnd(activeStart: number | null, flows: MonthFlows): number | null {
  const { newlyIdentified, returnedFromHousing, returnedFromInactive, housed, otherExits, lostContact } = flows;
  const entries = [activeStart, newlyIdentified, returnedFromHousing, returnedFromInactive];
  const exits = [housed, otherExits, lostContact];
  if ([...entries, ...exits].includes(null)) return null;
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return sum(entries) - sum(exits);
}

export type Reliability =
  | { kind: 'tested'; expected: number; observed: number; gap: number; percent: number; passes: boolean }
  | { kind: 'not-computable'; reason: 'expected-unknown' | 'observed-unknown' | 'observed-zero' };

/**
 * Whether the number counted agrees with the flows: |observed − expected| ÷ observed, in percent, at most the threshold,
 * inclusive. The observed number is counted independently of the flows. Observed 0: passes if 0 is expected, otherwise not
 * computable. Source: reliability test of Built for Zero. Example: expected 119, observed 140: gap +21, 15 %, passes.
 */
export function reliabilityOf(expected: number | null, observed: number | null, thresholdPercent = 15): Reliability {
  if (expected === null) return { kind: 'not-computable', reason: 'expected-unknown' };
  if (observed === null) return { kind: 'not-computable', reason: 'observed-unknown' };
  const gap = observed - expected;
  if (observed === 0 && gap !== 0) return { kind: 'not-computable', reason: 'observed-zero' };
  const percent = gap === 0 ? 0 : (100 * Math.abs(gap)) / observed;
  // Compared without dividing, so that exactly the threshold passes whatever the binary rounding.
  return {
    kind: 'tested',
    expected,
    observed,
    gap,
    percent,
    passes: 100 * Math.abs(gap) <= thresholdPercent * observed,
  };
}
