import type { Direction } from '../indicator.ts';

/** What a progress is computed from, all in the indicator's own unit; null: not known. */
export interface ProgressInput {
  direction: Direction;
  /** Where the path begins. Null is read as 0 for a rising count that starts from nothing. */
  start: number | null;
  target: number | null;
  now: number | null;
  /** True for what is counted up from nothing; a rate or an average has a start, and when nobody says it, it is not known. */
  countsFromNothing: boolean;
  /** For `maintain`: the distance to the target that is still holding it. */
  tolerance: number | null;
}

export type Progress =
  | { kind: 'rate'; percent: number; reached: boolean; worseThanStart: boolean; note?: 'target-already-met-at-start' }
  | { kind: 'maintain'; gap: number; withinTolerance: boolean }
  | { kind: 'none'; reason: 'context' | 'no-target' | 'no-value' | 'no-start' };

const none = (reason: Extract<Progress, { kind: 'none' }>['reason']): Progress => ({ kind: 'none', reason });

/**
 * How far a value has come from its start to its target, in percent: 100 × (now − start) ÷ (target − start), the same for
 * a rise and a fall. It is not clamped: 125 is 125, a value worse than the start is negative. `maintain` has a gap instead
 * of a rate; `context` and a missing target, start or value have none and say which. A missing value is never 0.
 * Source: the formula (VA − VI) ÷ (VC − VI) of the State's PILOTE, completed for the cases that it leaves out.
 * Example: down from 100 to 60, now 50: `{ kind: 'rate', percent: 125, reached: true, worseThanStart: false }`.
 */
export function progressOf({ direction, start, target, now, countsFromNothing, tolerance }: ProgressInput): Progress {
  if (direction === 'context') return none('context');
  if (target === null) return none('no-target');
  if (now === null) return none('no-value');
  if (direction === 'maintain')
    return { kind: 'maintain', gap: now - target, withinTolerance: Math.abs(now - target) <= (tolerance ?? 0) };
  const from = start ?? (direction === 'increase' && countsFromNothing ? 0 : null);
  if (from === null) return none('no-start');
  const sign = direction === 'increase' ? 1 : -1;
  const holds = sign * (now - target) >= 0;
  if (sign * (from - target) >= 0) {
    return {
      kind: 'rate',
      percent: holds ? 100 : 0,
      reached: holds,
      worseThanStart: false,
      note: 'target-already-met-at-start',
    };
  }
  const percent = (100 * (now - from)) / (target - from);
  return { kind: 'rate', percent, reached: holds, worseThanStart: percent < 0 };
}
