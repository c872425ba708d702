import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesTotalled } from '../../../shared/domain/figures/month-total.ts';
import { periodValue } from '../../../shared/domain/figures/year-value.ts';
import type { Quantity } from '../../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';

const months = monthsOfYear(2023);
const cell = (month: number, quantity: Quantity | null) => ({ month: months[month - 1] ?? '', quantity });
const counts = (...values: (number | null)[]) =>
  values.map((value, rank) => cell(rank + 1, value === null ? null : { value }));

describe('the value of a period', () => {
  it('adds the months of a flow, a missing one adding nothing', () => {
    expect(periodValue('flow', counts(3, null, 4, 0))).toEqual({ quantity: { value: 7 }, value: 7 });
  });

  it('keeps the last known month of a stock, in whatever order the months come', () => {
    expect(periodValue('stock', counts(30, 31, 34, null)).value).toBe(34);
    expect(periodValue('stock', counts(31, 34, null).reverse()).value).toBe(34);
  });

  it('takes the mean of the known months of an average', () => {
    expect(periodValue('average', counts(10, null, 20)).value).toBe(15);
  });

  it('divides the sums of a ratio, never the mean of its rates', () => {
    const cells = [cell(1, { numerator: 1, denominator: 2 }), cell(2, { numerator: 3, denominator: 4 })];
    const year = periodValue('ratio', cells);
    expect(year.quantity).toEqual({ numerator: 4, denominator: 6 });
    expect(year.value).toBeCloseTo(66.667, 3);
    expect(periodValue('ratio', [cell(1, { numerator: 0, denominator: 0 })]).value).toBeNull();
  });

  it('never adds different people', () => {
    expect(periodValue('unique', counts(40, 50))).toEqual({ quantity: null, value: null });
  });

  it('says whether a milestone is done', () => {
    expect(periodValue('milestone', counts(0, 1, 1)).value).toBe(1);
  });

  it('is unknown, not zero, without a known month', () => {
    expect(periodValue('flow', counts(null, null))).toEqual({ quantity: null, value: null });
    expect(periodValue('flow', counts(0)).value).toBe(0);
  });

  it('takes a quantity of another shape for a missing one, never for a zero', () => {
    const year = periodValue('average', [...counts(10), cell(2, { numerator: 1, denominator: 2 })]);
    expect(year.value).toBe(10);
  });
});

it('a month of several organisations adds what adds up, and different people of two never', () => {
  expect(rulesTotalled('sum').toSorted()).toEqual(['flow', 'milestone', 'ratio', 'stock']);
  expect([rulesTotalled('mean'), rulesTotalled('alone')]).toEqual([['average'], ['unique']]);
});

describe('laws of the year', () => {
  const year = fc.array(fc.option(fc.nat(500)), { minLength: 12, maxLength: 12 });

  it('is the sum of its known months, for a flow', () => {
    fc.assert(
      fc.property(year, (values) => {
        const known = values.filter((value) => value !== null);
        const expected = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
        expect(periodValue('flow', counts(...values)).value).toBe(expected);
      }),
      { seed: 20231221 },
    );
  });

  it('does not move when a missing month is added, whatever the rule', () => {
    const rules = fc.constantFrom('flow', 'stock', 'average', 'milestone', 'unique' as const);
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 11 }), rules, (values, rule) => {
        const [before, after] = [periodValue(rule, counts(...values)), periodValue(rule, counts(...values, null))];
        expect(after).toEqual(before);
      }),
      { seed: 20231221 },
    );
  });
});
