import type { Cell, CellState, Quantity, TimeRule } from '../indicator.ts';

/** How much of what was expected is there: structures, or cells. A total always carries its coverage. */
export interface Coverage {
  reported: number;
  expected: number;
}

const carriesValue = (state: CellState) => state === 'value' || state === 'estimated';

/**
 * The cells that have a value, of those that could have one. Those declared not applicable are out of the expected; an
 * `unavailable` one is an answer for completeness (`return-status.ts`), yet it adds nothing to a total: it lowers the
 * coverage. Example: a value, an estimate, an unavailable, a missing and a not applicable: 2 of 4.
 */
export function cellCoverage(states: readonly CellState[]): Coverage {
  const expected = states.filter((state) => state !== 'not-applicable').length;
  return { reported: states.filter(carriesValue).length, expected };
}

/**
 * The structures that gave a value for every month asked of them, of those that were asked for one at least. Each list
 * holds the states of one structure. Example: eleven structures, nine complete: 9 of 11.
 */
export function structureCoverage(structures: readonly (readonly CellState[])[]): Coverage {
  const each = structures.map(cellCoverage).filter(({ expected }) => expected > 0);
  return { reported: each.filter(({ reported, expected }) => reported === expected).length, expected: each.length };
}

/** The coverage in percent; null when nothing was expected: not applicable, never 0 %. Example: 9 of 12 is 75. */
export function coveragePercent({ reported, expected }: Coverage): number | null {
  return expected === 0 ? null : (100 * reported) / expected;
}

/** One month over the organisations. */
export interface MonthTotal {
  quantity: Quantity | null;
  coverage: Coverage;
  /** Why there is no total. `different-people`: two organisations may count the same person. */
  reason?: 'no-known-cell' | 'different-people';
}

function sumOf(quantities: Quantity[]): Quantity {
  const sum = { value: 0, numerator: 0, denominator: 0 };
  let isRatio = false;
  for (const quantity of quantities) {
    if ('value' in quantity) sum.value += quantity.value;
    else {
      isRatio = true;
      sum.numerator += quantity.numerator;
      sum.denominator += quantity.denominator;
    }
  }
  return isRatio ? { numerator: sum.numerator, denominator: sum.denominator } : { value: sum.value };
}

/**
 * The total of one month over the organisations asked, a cell for each: the known ones only, with the coverage. Counts
 * and stocks add up, a ratio adds its two terms apart, an average is the mean of the known, different people do not add up.
 * Example: 5, 7 and a missing: 12, 2 of 3.
 */
export function totalOfMonth(timeRule: TimeRule, cells: readonly Pick<Cell, 'state' | 'quantity'>[]): MonthTotal {
  const coverage = cellCoverage(cells.map((cell) => cell.state));
  const known = cells.flatMap(({ state, quantity }) => (quantity !== null && carriesValue(state) ? [quantity] : []));
  if (known.length === 0) return { quantity: null, coverage, reason: 'no-known-cell' };
  if (timeRule === 'unique' && known.length > 1) return { quantity: null, coverage, reason: 'different-people' };
  const sum = sumOf(known);
  if (timeRule === 'average' && 'value' in sum) return { quantity: { value: sum.value / known.length }, coverage };
  return { quantity: sum, coverage };
}
