import type { Direction, TimeRule } from '../indicator.ts';
import { addMonths, type Month, monthsBetween } from '../month.ts';

/** The rhythm of the last `months` months carried on to the end. `perMonth` and `atEnd` are in the indicator's unit. */
export interface Rhythm {
  months: 3 | 6 | 12;
  perMonth: number;
  atEnd: number;
  /** The month when the target would be reached, at the latest the last one; null when it would not be. */
  reachedIn: Month | null;
}

export type Projection =
  | {
      kind: 'range';
      /** The last month of the projection. */
      end: Month;
      /** Months that someone has not given, expected at the same rhythm. */
      lacking: number;
      low: number;
      high: number;
      /** The first and the last month when a rhythm reaches the target; null when no rhythm does. */
      reachedBetween: { from: Month; to: Month } | null;
      /** True when every rhythm reaches the target. */
      everyRhythmReaches: boolean;
      rhythms: Rhythm[];
    }
  | { kind: 'none'; reason: 'no-value' | 'too-few-months' | 'period-over' | 'does-not-project' };

export interface ProjectionInput {
  timeRule: TimeRule;
  direction: Direction;
  /** Values by month up to `at`: what each month adds for a flow, the level reached otherwise. Null: missing. */
  months: readonly { month: Month; value: number | null }[];
  /** The value of the period so far. */
  now: number | null;
  /** A flow: the value of its whole months, and how many months up to `at` lack; left out when none does. */
  whole?: number;
  lacking?: number;
  /** Months that one value speaks for; 1 when left out. */
  every?: number;
  target: number | null;
  /** The last month that counts, and the last of the period. */
  at: Month;
  end: Month;
  /** The highest possible value, 100 for a percentage. */
  max?: number;
}

const WINDOWS = [3, 6, 12] as const;
const FEWEST = 3;

/** A window speaks when at least 3 of its months (or quarters), and half of them, are known. */
function enough(known: number, months: number, every: number): boolean {
  return known >= Math.max(FEWEST, months / every / 2);
}

/** What a window adds a month: the mean of the known months for a flow, the slope between its ends for a level. */
function perMonthOf(input: ProjectionInput, months: (typeof WINDOWS)[number]): number | null {
  const from = addMonths(input.at, 1 - months);
  const known = input.months
    .filter(({ month, value }) => value !== null && month >= from && month <= input.at)
    .sort((a, b) => a.month.localeCompare(b.month));
  const [first, last] = [known[0], known.at(-1)];
  const { every = 1 } = input;
  if (!enough(known.length, months, every) || !first || !last) return null;
  if (input.timeRule === 'flow') return known.reduce((sum, { value }) => sum + (value ?? 0), 0) / known.length / every;
  return ((last.value ?? 0) - (first.value ?? 0)) / (monthsBetween(first.month, last.month).length - 1);
}

function reachedMonth(input: ProjectionInput, now: number, perMonth: number): Month | null {
  const { direction, target, at, end, whole = now, lacking = 0 } = input;
  if (target === null || (direction !== 'increase' && direction !== 'decrease')) return null;
  const toGo = (from: number) => (direction === 'increase' ? target - from : from - target);
  const pace = direction === 'increase' ? perMonth : -perMonth;
  if (toGo(now) <= 0) return at;
  if (pace <= 0) return null;
  // 3 × (1/3) must not need a fourth month because of binary rounding.
  const needed = Math.ceil(toGo(whole) / pace - 1e-9) - lacking;
  const month = addMonths(at, Math.max(1, needed));
  return month <= end ? month : null;
}

function summarise(rhythms: Rhythm[], { end, lacking = 0 }: ProjectionInput): Projection {
  const ends = rhythms.map((rhythm) => rhythm.atEnd);
  const reached = rhythms.flatMap(({ reachedIn }) => (reachedIn === null ? [] : [reachedIn])).sort();
  const [from, to] = [reached[0], reached.at(-1)];
  return {
    kind: 'range',
    end,
    lacking,
    low: Math.min(...ends),
    high: Math.max(...ends),
    reachedBetween: from && to ? { from, to } : null,
    everyRhythmReaches: reached.length === rhythms.length,
    rhythms,
  };
}

/**
 * Where a value is going by the end of a period: now + rhythm × months left, for the rhythms of the last 3, 6 and 12
 * months, hence a low and a high, and the months when the target would be reached. It is a rhythm carried on, not a
 * forecast. Months that are missing are left out of the rhythm; a flow expects them at the same rhythm as those to come, for
 * they are no zero. Fewer than 3 known months: none; different people and milestones do not project. Result between 0 and
 * `max`, and never under what a flow already holds.
 * Example: a flow of 2, 3, 4 meetings from July to September 2023, 20 so far: 3 a month, 29 in December; a target of 25
 * reached in November.
 */
export function projectionOf(input: ProjectionInput): Projection {
  const { timeRule, now, at, end, lacking = 0, max = Number.POSITIVE_INFINITY } = input;
  if (timeRule === 'unique' || timeRule === 'milestone') return { kind: 'none', reason: 'does-not-project' };
  if (now === null) return { kind: 'none', reason: 'no-value' };
  const left = monthsBetween(addMonths(at, 1), end).length;
  if (left === 0) return { kind: 'none', reason: 'period-over' };
  const rhythms = WINDOWS.flatMap((months): Rhythm[] => {
    const perMonth = perMonthOf(input, months);
    if (perMonth === null) return [];
    const least = timeRule === 'flow' ? now : 0;
    const atEnd = Math.min(max, Math.max(least, (input.whole ?? now) + perMonth * (left + lacking)));
    return [{ months, perMonth, atEnd, reachedIn: reachedMonth(input, now, perMonth) }];
  });
  return rhythms.length === 0 ? { kind: 'none', reason: 'too-few-months' } : summarise(rhythms, input);
}
