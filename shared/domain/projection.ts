import { addMonths, type Month } from './month.ts';

export type Projection =
  | { kind: 'range'; low: number; high: number; reachedIn: Month | null }
  /** `too-few-months`: fewer than three months are known, so there is no rhythm. */
  | { kind: 'none'; reason: 'too-few-months' };

const SPANS = [3, 6, 12];

/**
 * Where a cumulated count would be at the end of its year if it went on at the rhythm of its last 3, 6 and 12 known months:
 * the lowest and the highest of the three, in the indicator's unit, and the first month when the middle of the range would
 * hold the target (null: not within the months left, or no target). It is a range, not a forecast; a rhythm over more
 * months than are known is left out. Example: 12 at the end of June with 1, 1, 1, 3, 3, 3 a month: 24 to 30 at year end.
 */
export function projectYear({
  now,
  monthly,
  at,
  target,
}: {
  now: number;
  monthly: readonly (number | null)[];
  at: Month;
  target: number | null;
}): Projection {
  const known = monthly.filter((one) => one !== null);
  if (known.length < 3) return { kind: 'none', reason: 'too-few-months' };
  const rhythms = SPANS.filter((span) => span <= known.length).map(
    (span) => known.slice(-span).reduce((sum, value) => sum + value, 0) / span,
  );
  const left = 12 - Number(at.slice(5, 7));
  const low = Math.min(...rhythms);
  const high = Math.max(...rhythms);
  const middle = (low + high) / 2;
  const months =
    target === null || middle <= 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil((target - now) / middle - 1e-9));
  return {
    kind: 'range',
    low: now + low * left,
    high: now + high * left,
    reachedIn: months <= left ? addMonths(at, months) : null,
  };
}
