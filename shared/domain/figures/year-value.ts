import type { Cell, Quantity, TimeRule } from '../indicator.ts';
import type { Month } from '../month.ts';

/** The value of a period, with what it was made of. `value` is in the indicator's unit, a ratio in percent. */
export interface PeriodValue {
  quantity: Quantity | null;
  value: number | null;
  knownMonths: number;
  /** Months that were neither given nor declared not applicable. */
  missingMonths: Month[];
  /** Why there is no value. `needs-own-figure`: different people do not add up; the year's figure must be entered. */
  reason?: 'no-known-month' | 'needs-own-figure' | 'ratio-of-nothing';
}

const plain = (quantity: Quantity) => ('value' in quantity ? quantity.value : 0);

function ratioOf(quantities: Quantity[]): { numerator: number; denominator: number } {
  const sum = { numerator: 0, denominator: 0 };
  for (const quantity of quantities) {
    if (!('numerator' in quantity)) continue;
    sum.numerator += quantity.numerator;
    sum.denominator += quantity.denominator;
  }
  return sum;
}

/** The cells with a value of the indicator's own shape, by month: the two terms of a ratio are no count, and conversely. */
function knownCells(timeRule: TimeRule, cells: Cell[]): Cell[] {
  const fits = ({ quantity }: Cell) => quantity !== null && 'numerator' in quantity === (timeRule === 'ratio');
  return cells.filter(fits).sort((a, b) => a.month.localeCompare(b.month));
}

/**
 * The value of a period from its months, by time rule: `flow` adds them, `stock` and `milestone` keep the last known,
 * `average` takes the mean of the known ones, `ratio` is 100 × Σ numerators ÷ Σ denominators, `unique` is never the sum of
 * months: it is `own`, the figure entered for the period itself. A missing month enters no sum.
 * Example: ratio 1/2 in January and 3/4 in February: 4/6, 66.7 %.
 */
export function periodValue(timeRule: TimeRule, cells: Cell[], own: number | null = null): PeriodValue {
  const known = knownCells(timeRule, cells);
  const quantities = known.flatMap((cell) => (cell.quantity ? [cell.quantity] : []));
  const base = {
    knownMonths: known.length,
    missingMonths: cells
      .filter((cell) => !known.includes(cell) && cell.state !== 'not-applicable')
      .map((cell) => cell.month),
  };
  const unknown = (reason: NonNullable<PeriodValue['reason']>) => ({ ...base, quantity: null, value: null, reason });
  const found = (value: number) => ({ ...base, quantity: { value }, value });
  if (timeRule === 'unique') return own === null ? unknown('needs-own-figure') : found(own);
  const last = quantities.at(-1);
  if (last === undefined) return unknown('no-known-month');
  if (timeRule === 'ratio') {
    const ratio = ratioOf(quantities);
    if (ratio.denominator === 0) return unknown('ratio-of-nothing');
    return { ...base, quantity: ratio, value: (100 * ratio.numerator) / ratio.denominator };
  }
  if (timeRule === 'stock' || timeRule === 'milestone') return found(plain(last));
  const sum = quantities.reduce((total, quantity) => total + plain(quantity), 0);
  return found(timeRule === 'average' ? sum / quantities.length : sum);
}
