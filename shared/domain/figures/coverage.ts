import { callsForAnswer, carriesValue } from '../expectation.ts';
import type { CellState } from '../indicator.ts';

/** How much of what was expected is there: structures, or cells. A total always carries its coverage. */
export interface Coverage {
  reported: number;
  expected: number;
}

/**
 * The cells that have a value, of those that could have one. Those declared not applicable are out of the expected; an
 * `unavailable` one is an answer for completeness (`expectation.ts`), yet it adds nothing to a total: it lowers the
 * coverage. Example: a value, an estimate, an unavailable, a missing and a not applicable: 2 of 4.
 */
export function cellCoverage(states: readonly CellState[]): Coverage {
  const expected = states.filter(callsForAnswer).length;
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
