import type { Quantity, TimeRule } from '../indicator.ts';
import type { Month } from '../month.ts';
import { toNumber } from './fraction.ts';
import { amountOf } from './measure.ts';

/** What months make together, for a part of a figure or to show what a time rule does: every month is from one hand. */
export interface PeriodValue {
  quantity: Quantity | null;
  /** In the indicator's unit, a ratio in percent. */
  value: number | null;
}

/**
 * The value of a period from its known months, by time rule: `flow` adds them, `stock` and `milestone` keep the last,
 * `average` takes their mean, `ratio` is 100 × Σ numerators ÷ Σ denominators, `unique` is never made of months.
 * Example: ratio 1/2 in January and 3/4 in February: 4/6, 66.7 %.
 */
export function periodValue(
  timeRule: TimeRule,
  months: readonly { month: Month; quantity: Quantity | null }[],
): PeriodValue {
  const known = months
    .toSorted((a, b) => a.month.localeCompare(b.month))
    .flatMap(({ quantity }) => (quantity ? [quantity] : []));
  const last = timeRule === 'stock' || timeRule === 'milestone';
  const amount =
    timeRule === 'unique'
      ? null
      : amountOf(
          timeRule,
          (last ? known.slice(-1) : known).map((one) => [one]),
        );
  if (!amount) return { quantity: null, value: null };
  const { value, terms } = amount;
  const quantity = terms
    ? { numerator: toNumber(terms.numerator), denominator: toNumber(terms.denominator) }
    : { value: toNumber(value) };
  return { quantity, value: toNumber(value) };
}
