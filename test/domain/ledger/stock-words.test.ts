import { describe, expect, it } from 'vitest';
import { withSafePerimeters } from '../../../shared/domain/ledger/stock-words.ts';

/** The stock of a draft: one perimeter lies in the other, and what lies between them is a count of people too. */

const stock = (
  perimeter: 'insee' | 'convention',
  count: number | null,
  unit: 'persons' | 'households' = 'persons',
) => ({
  unit,
  perimeter,
  count,
});
const said = (insee: number | null, convention: number | null) =>
  withSafePerimeters([stock('insee', insee), stock('convention', convention)], 10).map(({ count }) => count);

describe('the two perimeters of people without a home', () => {
  it('are said where neither count nor their difference is small', () => {
    expect(said(881, 1071)).toEqual([881, 1071]);
    expect(said(500, 500)).toEqual([500, 500]);
    expect(said(0, 40)).toEqual([0, 40]);
  });

  it('leave the inner one out where their difference would tell of a few people', () => {
    expect(said(500, 504)).toEqual(['hidden', 504]);
  });

  it('leave out what is small itself', () => {
    expect(said(6, 60)).toEqual(['hidden', 60]);
    expect(said(2, 9)).toEqual(['hidden', 'hidden']);
  });

  it('compare each unit with itself, and say nothing of what is not known', () => {
    const stocks = [stock('insee', 500), stock('convention', 504, 'households'), stock('convention', null)];
    expect(withSafePerimeters(stocks, 10).map(({ count }) => count)).toEqual([500, 504, null]);
  });
});
