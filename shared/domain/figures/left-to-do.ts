import { monthsBetween } from '../month.ts';
import { dividedBy, type Fraction, fraction, minus } from './fraction.ts';
import type { JudgedFacts, Judgement } from './judgement.ts';
import type { Measured } from './measure.ts';
import { dueMonthOf } from './target-path.ts';

/**
 * What is left to do each month until the target is due, in the indicator's unit (negative for a fall); null when there is
 * nothing left, or no month. Example: 40 a year, 28 at the end of September: 4 a month.
 */
export function leftPerMonth(facts: JudgedFacts, measured: Measured, judgement: Judgement): Fraction | null {
  const { target, asOf } = facts;
  const left = target ? monthsBetween(asOf, dueMonthOf(target)).length - 1 : 0;
  const runs = judgement.pace !== null || judgement.verdict === 'on-its-way';
  if (!target || left <= 0 || !runs || !measured.amount || facts.timeRule === 'milestone') return null;
  const missing = minus(fraction(target.value), measured.amount.value);
  const rising = facts.direction === 'increase';
  if (rising ? missing.top <= 0n : missing.top >= 0n) return null;
  return dividedBy(missing, fraction(left));
}
