import type { Unit } from '../indicator.ts';
import { type Month, monthRank, monthsBetween, yearOf } from '../month.ts';
import { dividedBy, type Fraction, fraction, plus, sum, times, ZERO } from './fraction.ts';

/** How the way to a target is spread over time. `none`: no expectation before the last month. */
export const profiles = ['linear', 'seasonal', 'steps', 'none'] as const;
export type Profile = (typeof profiles)[number];

/**
 * Which months make the value that is held against a target: those of its path, or those of the civil year, for a level
 * that is read anew each year on a path of several (a rate from 75 % to 0 % over a convention).
 */
export const targetWindows = ['path', 'year'] as const;
export type TargetWindow = (typeof targetWindows)[number];

/** A way from a start to a target, both in the indicator's unit, over whole months. */
export interface PathToTarget {
  /** Null: 0 for a rising count, else not known. */
  start: number | null;
  value: number;
  /** First and last month of the path, both included. */
  startMonth: Month;
  endMonth: Month;
  profile: Profile;
  /** `seasonal`: a weight for each of the twelve months of a year. `steps`: the cumulated share, 0 to 1, at the end of each month of the path. */
  weights: number[];
  /** The month at whose end the target is held against what was done; null: the last of the path. */
  dueMonth: Month | null;
  window: TargetWindow;
  /** What the target counts, when it is not what the indicator measures; null: the same. */
  unit: Unit | null;
  /** How the two units are read as one, once somebody has said so. */
  unitReading: string | null;
}

/** From which share of the expected progress a pace is said good, and to watch. They are settings; the defaults are Open SDG's. */
export interface PaceCuts {
  onPace: number;
  toWatch: number;
}

/** The months whose cells are held against a target. */
export interface FigureWindow {
  from: Month;
  to: Month;
}

/** The month by which a target is due. */
export const dueMonthOf = ({ dueMonth, endMonth }: Pick<PathToTarget, 'dueMonth' | 'endMonth'>): Month =>
  dueMonth ?? endMonth;

/** The window of a target; without one, or for a level read each year, the civil year. */
export function windowOf(
  target: Pick<PathToTarget, 'startMonth' | 'endMonth' | 'window'> | null,
  asOf: Month,
): FigureWindow {
  if (target?.window === 'path') return { from: target.startMonth, to: target.endMonth };
  const year = String(yearOf(asOf)).padStart(4, '0');
  return { from: `${year}-01`, to: `${year}-12` };
}

const evenShare = (past: readonly Month[], all: readonly Month[]): Fraction =>
  dividedBy(fraction(past.length), fraction(all.length)) ?? ZERO;

function seasonalShare(weights: readonly number[], past: readonly Month[], all: readonly Month[]): Fraction {
  const weigh = (months: readonly Month[]) => sum(months.map((month) => weights[monthRank(month) - 1] ?? 0));
  return dividedBy(weigh(past), weigh(all)) ?? evenShare(past, all);
}

/** What one step adds to the cumulated share: the first steps from nothing, the last to the target. */
function stepShare(weights: readonly number[], rank: number, length: number): Fraction {
  const cumulated = (index: number) => fraction(index === length - 1 ? 1 : (weights[index] ?? (index + 1) / length));
  const before = cumulated(rank - 1);
  return plus(cumulated(rank), { top: -before.top, under: before.under });
}

/**
 * The share of the way, 0 to 1, that some months of the path ask for: months weigh alike when the path is linear, and only
 * the months given count, so that what is held and what is expected speak of the same ones.
 * Example: linear over 2023, January to March: 1/4; without February: 1/6.
 */
export function shareOfMonths(path: PathToTarget, months: readonly Month[]): Fraction {
  const all = monthsBetween(path.startMonth, dueMonthOf(path));
  const held = new Set(months);
  const past = all.filter((month) => held.has(month));
  if (past.length === all.length) return fraction(1);
  if (path.profile === 'none') return ZERO;
  if (path.profile === 'seasonal') return seasonalShare(path.weights, past, all);
  if (path.profile === 'steps')
    return all
      .flatMap((month, rank) => (held.has(month) ? [stepShare(path.weights, rank, all.length)] : []))
      .reduce(plus, ZERO);
  return evenShare(past, all);
}

/** The share of the way expected at the end of a month. Example: linear from January 2023 to December 2025, end of 2023: 1/3. */
export const shareAt = (path: PathToTarget, at: Month): Fraction =>
  shareOfMonths(path, monthsBetween(path.startMonth, at));

/** start + (target − start) × share. Example: a non-response from 75 to 0 over 2023-2025, end of 2023: 50. */
export function levelAt(path: PathToTarget, start: Fraction, share: Fraction): Fraction {
  const way = plus(fraction(path.value), { top: -start.top, under: start.under });
  return plus(start, times(way, share));
}
