import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellCoverage,
  coveragePercent,
  structureCoverage,
  totalOfMonth,
} from '../../../shared/domain/figures/coverage.ts';
import type { Cell, CellState } from '../../../shared/domain/indicator.ts';

const given = (value: number, state: CellState = 'value') => ({ state, quantity: { value } });
const missing: Pick<Cell, 'state' | 'quantity'> = { state: 'missing', quantity: null };
const unavailable: Pick<Cell, 'state' | 'quantity'> = { state: 'unavailable', quantity: null };
const notApplicable: Pick<Cell, 'state' | 'quantity'> = { state: 'not-applicable', quantity: null };

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

describe('the total of a month over organisations', () => {
  it('adds the known ones and tells how many', () => {
    expect(totalOfMonth('flow', [given(5), given(7, 'estimated'), missing])).toEqual({
      quantity: { value: 12 },
      coverage: { reported: 2, expected: 3 },
    });
  });

  it('is not zero when nobody answered, and is when all say zero', () => {
    expect(totalOfMonth('flow', [missing, unavailable])).toMatchObject({ quantity: null, reason: 'no-known-cell' });
    expect(totalOfMonth('flow', [given(0), given(0)]).quantity).toEqual({ value: 0 });
  });

  it('adds the two terms of a ratio apart: 1/2 and 3/4 make 4/6', () => {
    const halves = [
      { state: 'value' as const, quantity: { numerator: 1, denominator: 2 } },
      { state: 'value' as const, quantity: { numerator: 3, denominator: 4 } },
    ];
    expect(totalOfMonth('ratio', halves).quantity).toEqual({ numerator: 4, denominator: 6 });
  });

  it('takes the mean of an average and never adds different people', () => {
    expect(totalOfMonth('average', [given(10), given(20), missing]).quantity).toEqual({ value: 15 });
    expect(totalOfMonth('unique', [given(10), given(20)])).toMatchObject({
      quantity: null,
      reason: 'different-people',
    });
    expect(totalOfMonth('unique', [given(10), missing]).quantity).toEqual({ value: 10 });
  });

  it('changes nothing but the coverage when one more organisation is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1 }), (counts) => {
        const cells = counts.map((count) => given(count));
        const [without, withMissing] = [totalOfMonth('flow', cells), totalOfMonth('flow', [...cells, missing])];
        expect(withMissing.quantity).toEqual(without.quantity);
        expect(withMissing.coverage).toEqual({ reported: counts.length, expected: counts.length + 1 });
        expect(totalOfMonth('flow', [...cells, notApplicable])).toEqual(without);
      }),
      { seed: 20231221 },
    );
  });
});
