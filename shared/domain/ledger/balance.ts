import { type Coverage, coveragePercent } from '../figures/coverage.ts';
import { addMonths, type Month } from '../month.ts';

/**
 * The ledger of people without a home, in one unit: persons or households, never both in one ledger. People over a year
 * are not the sum of monthly inflows.
 */

/** What moved in a month. Lost contact is never a success: it leaves the active list without a home. */
export interface LedgerFlows {
  /** Never seen, or more than 24 months since the last spell. */
  newlyIdentified: number;
  /** Seen within 24 months, and last gone to a home. */
  returnedFromHousing: number;
  /** Every other return. */
  returnedFromInactive: number;
  housed: number;
  /** Death, left the territory, institution over 90 days, out of the perimeter. */
  otherExits: number;
  /** No contact for 90 days. */
  lostContact: number;
}

/**
 * Active people at the end of a month: start + newly identified + returned from housing + returned from inactive − housed −
 * other exits − lost contact. Source: Built for Zero, by-name list. Example: 120 + 14 + 3 + 2 − 11 − 3 − 6 = 119.
 */
export function activeEnd(activeStart: number, flows: LedgerFlows): number {
  const inflow = flows.newlyIdentified + flows.returnedFromHousing + flows.returnedFromInactive;
  return activeStart + inflow - flows.housed - flows.otherExits - flows.lostContact;
}

/** The largest gap, in percent of the observed number, that still counts as reliable; a setting, inclusive. */
export const DEFAULT_RELIABILITY = 15;

export interface Reliability {
  expected: number;
  observed: number;
  /** observed − expected. */
  gap: number;
  /** 100 × |gap| ÷ observed; null when nobody was observed and somebody was expected. */
  percent: number | null;
  /** Null when there is no percentage to compare. */
  reliable: boolean | null;
}

/**
 * The reliability test of a month: what the flows say against a count made independently of them. Observed 0 is 0 % when 0
 * was expected, otherwise not computable. Source: Built for Zero, data reliability, 15 % inclusive.
 * Examples: expected 119, observed 140: gap 21, 15 %, reliable; observed 103: gap −16, 15.53 %, not reliable.
 */
export function reliabilityOf(
  expected: number,
  observed: number,
  threshold: number = DEFAULT_RELIABILITY,
): Reliability {
  const gap = observed - expected;
  const base = { expected, observed, gap };
  if (observed === 0)
    return gap === 0 ? { ...base, percent: 0, reliable: true } : { ...base, percent: null, reliable: null };
  // Compared without a division: 21 of 140 is 15 %, whatever the binary rounding says.
  return { ...base, percent: (100 * Math.abs(gap)) / observed, reliable: 100 * Math.abs(gap) <= threshold * observed };
}

/** A month as it was given; null: not given. */
export interface LedgerMonth {
  month: Month;
  flows: LedgerFlows | null;
  /** Active people at the month's end, counted independently of the flows. */
  observed: number | null;
}

/** A line of the ledger. Null: unknown. */
export interface LedgerLine extends LedgerMonth {
  activeStart: number | null;
  /** What was observed; without it, what the flows give. */
  activeEnd: number | null;
  /** Null when the start, the flows or the observed number is unknown. */
  test: Reliability | null;
}

/**
 * The chain of months, the oldest first: each starts where the month before ended. A month that is missing, or left out of
 * the list, breaks the chain: the next start is unknown and its test is not computable. `opening`: the active people before
 * the first month. Example: opening 10, 2 newly identified, 3 housed, observed 9: start 10, end 9, gap 0.
 */
export function ledger(
  months: readonly LedgerMonth[],
  opening: number | null,
  threshold: number = DEFAULT_RELIABILITY,
): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (const given of months) {
    const before = lines.at(-1);
    const follows = before !== undefined && addMonths(before.month, 1) === given.month;
    const activeStart = before === undefined ? opening : follows ? before.activeEnd : null;
    const expected = activeStart === null || given.flows === null ? null : activeEnd(activeStart, given.flows);
    const test =
      expected === null || given.observed === null ? null : reliabilityOf(expected, given.observed, threshold);
    lines.push({ ...given, activeStart, activeEnd: given.observed ?? expected, test });
  }
  return lines;
}

/** How many reliable months in a row make quality. */
const STREAK = 3;

/**
 * The reliable months in a row at the end of the ledger, and whether they make quality (3). A month that cannot be tested
 * ends the streak. Source: Built for Zero. Example: reliable, not, reliable, reliable: streak 2, not reached.
 */
export function qualityOf(lines: readonly LedgerLine[]): { streak: number; reached: boolean } {
  const broken = lines.findLastIndex((line) => line.test?.reliable !== true);
  const streak = lines.length - 1 - broken;
  return { streak, reached: streak >= STREAK };
}

/**
 * The second, separate test: providers that report ÷ providers expected, against a goal in percent, inclusive. Nobody
 * expected: not applicable, null. Example: against 90 %, 9 of 10 is met; 9 of 11 is 81.8 %, not met.
 */
export function providerCoverage(coverage: Coverage, goal: number): { percent: number; met: boolean } | null {
  const percent = coveragePercent(coverage);
  return percent === null ? null : { percent, met: 100 * coverage.reported >= goal * coverage.expected };
}

export type RehousingMonths =
  | { months: number; knownMonths: number }
  | { months: null; knownMonths: number; reason: 'no-active-count' | 'too-few-months' | 'nobody-housed' };

/** The mean of the housed is taken on these many months, of which at least half are known. */
const RHYTHM = 6;

/**
 * Months of rehousing needed at the present rhythm: active ÷ mean of the last 6 months' housed, missing months left out.
 * `housed`: the oldest first, null for a missing month. Example: 119 active, 11, 9, 10, 12, 8, 10 housed: 11.9 months.
 */
export function rehousingMonths(active: number | null, housed: readonly (number | null)[]): RehousingMonths {
  const known = housed.slice(-RHYTHM).filter((count) => count !== null);
  const knownMonths = known.length;
  if (active === null) return { months: null, knownMonths, reason: 'no-active-count' };
  if (knownMonths < RHYTHM / 2) return { months: null, knownMonths, reason: 'too-few-months' };
  const sum = known.reduce((total, count) => total + count, 0);
  if (sum === 0) return { months: null, knownMonths, reason: 'nobody-housed' };
  return { months: (active * knownMonths) / sum, knownMonths };
}
