import { describe, expect, it } from 'vitest';
import { cellCoverage, coveragePercent, structureCoverage } from '../../../shared/domain/figures/coverage.ts';
import type { CellState } from '../../../shared/domain/indicator.ts';

describe('coverage', () => {
  it('leaves what is not applicable out, and counts an unavailable cell as expected but without a value', () => {
    expect(cellCoverage(['value', 'estimated', 'unavailable', 'missing', 'not-applicable'])).toEqual({
      reported: 2,
      expected: 4,
    });
  });

  it('counts the structures that gave all that was asked of them', () => {
    const nine = Array.from({ length: 9 }, (): CellState[] => ['value', 'value']);
    const all = structureCoverage([...nine, ['value', 'missing'], ['missing', 'missing'], ['not-applicable']]);
    expect(all).toEqual({ reported: 9, expected: 11 });
  });

  it('is not applicable, never 0 %, when nothing was expected', () => {
    expect(coveragePercent(cellCoverage(['not-applicable']))).toBeNull();
    expect(coveragePercent({ reported: 0, expected: 3 })).toBe(0);
    expect(coveragePercent({ reported: 9, expected: 12 })).toBe(75);
  });
});
