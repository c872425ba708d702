import type { Direction } from '../indicator.ts';
import { type Month, monthRank, monthsBetween } from '../month.ts';

/** How the way to a target is spread over time. `none`: no expectation before the last month. */
export const profiles = ['linear', 'seasonal', 'steps', 'none'] as const;
export type Profile = (typeof profiles)[number];

/** A way from a start to a target, both in the indicator's unit, over whole months. */
export interface PathToTarget {
  /** Null is read as 0. */
  start: number | null;
  value: number;
  /** First and last month of the path, both included. */
  startMonth: Month;
  endMonth: Month;
  profile: Profile;
  /** `seasonal`: a weight for each of the twelve months of a year. `steps`: the cumulated share, 0 to 1, at the end of each month of the path. */
  weights: number[];
}

/** From which share of the expected progress a pace is said good, and to watch. They are settings; the defaults are Open SDG's. */
export interface PaceCuts {
  onPace: number;
  toWatch: number;
}

export const defaultCuts: PaceCuts = { onPace: 0.95, toWatch: 0.6 };

export type PaceStatus = 'reached' | 'on-pace' | 'to-watch' | 'behind' | 'backwards' | 'not-assessable';

const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

function seasonalShare(weights: number[], past: Month[], all: Month[]): number {
  const weigh = (months: Month[]) => total(months.map((month) => weights[monthRank(month) - 1] ?? 0));
  const whole = weigh(all);
  return whole > 0 ? weigh(past) / whole : past.length / all.length;
}

/**
 * The share of the way, 0 to 1, expected at the end of a month. Example: linear over 2023, at the end of March: 0.25;
 * linear from January 2023 to December 2025, at the end of December 2023: 1/3.
 */
export function expectedShare(path: PathToTarget, at: Month): number {
  const all = monthsBetween(path.startMonth, path.endMonth);
  const past = all.filter((month) => month <= at);
  if (past.length === all.length) return 1;
  if (past.length === 0 || path.profile === 'none') return 0;
  if (path.profile === 'seasonal') return seasonalShare(path.weights, past, all);
  if (path.profile === 'steps') return path.weights[past.length - 1] ?? past.length / all.length;
  return past.length / all.length;
}

/**
 * The value expected at the end of a month: start + (target − start) × share.
 * Example: 10 meetings over 2023, end of June: 5; a non-response from 75 to 0 over 2023-2025, end of 2023: 50.
 */
export function expectedToDate(path: PathToTarget, at: Month): number {
  const start = path.start ?? 0;
  return start + (path.value - start) * expectedShare(path, at);
}

/** The way wanted; read from the path when nobody says it, which fails for a target already met at the start. */
const rises = (path: PathToTarget, direction: Direction | undefined) =>
  direction === 'increase' || (direction !== 'decrease' && path.value >= (path.start ?? 0));

/**
 * The pace of a value at the end of a month: the share of the expected progress that was made. At least 0.95 on pace, at
 * least 0.60 to watch, below behind, negative backwards; `reached` when the target is held. Not assessable without a value
 * or before anything is expected. A target met at the start and lost since is backwards, without a ratio.
 * Source: the cuts of Open SDG. Example: 40 dwellings a year, 12 at the end of June: expected 20, ratio 0.6, to watch.
 */
export function paceOf(
  path: PathToTarget,
  now: number | null,
  at: Month,
  cuts: PaceCuts = defaultCuts,
  direction?: Direction,
): { status: PaceStatus; ratio: number | null } {
  if (now === null) return { status: 'not-assessable', ratio: null };
  const start = path.start ?? 0;
  const rising = rises(path, direction);
  if (rising ? now >= path.value : now <= path.value) return { status: 'reached', ratio: null };
  const alreadyMet = rising ? start >= path.value : start <= path.value;
  if (alreadyMet) return { status: 'backwards', ratio: null };
  const expected = expectedToDate(path, at) - start;
  const made = now - start;
  if (rising ? made < 0 : made > 0) return { status: 'backwards', ratio: expected === 0 ? null : made / expected };
  if (expected === 0) return { status: 'not-assessable', ratio: null };
  const ratio = made / expected;
  // A cut is inclusive: 12 of 20 is 0.6, whatever the binary rounding of the division says.
  const atLeast = (cut: number) => ratio >= cut - 1e-9;
  return { status: atLeast(cuts.onPace) ? 'on-pace' : atLeast(cuts.toWatch) ? 'to-watch' : 'behind', ratio };
}

/**
 * What is left to do each month until the path's end, in the indicator's unit (negative for a fall); null when the path
 * is over, the value unknown or the target held. Example: 40 a year, 28 at the end of September: 4 a month.
 */
export function leftPerMonth(path: PathToTarget, now: number | null, at: Month, direction?: Direction): number | null {
  const left = monthsBetween(path.startMonth, path.endMonth).filter((month) => month > at).length;
  if (now === null || left === 0 || paceOf(path, now, at, defaultCuts, direction).status === 'reached') return null;
  return (path.value - now) / left;
}
