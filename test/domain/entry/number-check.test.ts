import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuantity, parseFrenchNumber } from '../../../shared/domain/entry/number-check.ts';
import { frenchDecimal, frenchInteger } from '../../../shared/domain/words/french-format.ts';

describe('a number as people write it', () => {
  it.each([
    ['118', 118],
    ['1 234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ['27\u00a0430', 27430],
    ['1 234 567', 1234567],
    ['12.5', 12.5],
    ['75 %', 75],
    ['75\u202f%', 75],
    ['−3', -3],
    ['-3', -3],
    [' 0 ', 0],
    ['néant', 0],
    ['Aucun', 0],
    ['aucune', 0],
  ])('%j is %d', (text, value) => {
    expect(parseFrenchNumber(text)).toEqual({ kind: 'number', value });
  });

  it.each(['NC', 'n.c.', 'nd', 'N.D.', 'non communiqué'])('%j is unavailable, not zero', (text) => {
    expect(parseFrenchNumber(text)).toEqual({ kind: 'unavailable' });
  });

  it.each(['-', '–', '—', 'sans objet', 'S.O.'])('%j does not apply', (text) => {
    expect(parseFrenchNumber(text)).toEqual({ kind: 'not-applicable' });
  });

  it('keeps nothing apart from zero', () => {
    expect(parseFrenchNumber(' \u00a0')).toEqual({ kind: 'empty' });
  });

  it.each(['douze', '12 ou 13', '1 2', '12 34', '1,2,3', '1e3', '< 11', '%', '5 ménages'])(
    '%j cannot be read',
    (text) => {
      expect(parseFrenchNumber(text)).toEqual({ kind: 'error', code: 'not-a-number' });
    },
  );

  it('reads back every number that the product writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (value) => {
        expect(parseFrenchNumber(frenchInteger(value))).toEqual({ kind: 'number', value: value });
        expect(parseFrenchNumber(frenchDecimal(value / 4, 2))).toEqual({ kind: 'number', value: value / 4 });
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});

describe('an impossible quantity', () => {
  const households = { unit: 'households', timeRule: 'flow' } as const;
  const rate = { unit: 'percent', timeRule: 'ratio' } as const;

  it('is negative, or a fraction of a household', () => {
    expect(checkQuantity(households, { value: -1 })).toEqual(['negative']);
    expect(checkQuantity(households, { value: 2.5 })).toEqual(['not-an-integer']);
    expect(checkQuantity(households, { value: 0 })).toEqual([]);
  });

  it('allows decimals where one measures', () => {
    for (const unit of ['euros', 'days', 'fte'] as const) {
      expect(checkQuantity({ unit, timeRule: 'flow' }, { value: 2.5 })).toEqual([]);
    }
  });

  it('is a part greater than its whole, or something of nothing', () => {
    expect(checkQuantity(rate, { numerator: 5, denominator: 4 })).toEqual(['part-greater-than-whole']);
    expect(checkQuantity(rate, { numerator: 1, denominator: 0 })).toEqual(['whole-is-zero']);
    expect(checkQuantity(rate, { numerator: 4, denominator: 4 })).toEqual([]);
  });

  it('accepts a month without a case', () => {
    expect(checkQuantity(rate, { numerator: 0, denominator: 0 })).toEqual([]);
  });

  it('lets a mean exceed one: 120 days over 4 dwellings is no share', () => {
    expect(checkQuantity({ unit: 'days', timeRule: 'ratio' }, { numerator: 120, denominator: 4 })).toEqual([]);
  });

  it('is a percentage over 100, a yes that is neither, a ratio without its terms', () => {
    expect(checkQuantity({ unit: 'percent', timeRule: 'stock' }, { value: 101 })).toEqual(['percent-over-100']);
    expect(checkQuantity({ unit: 'boolean', timeRule: 'milestone' }, { value: 2 })).toEqual(['neither-yes-nor-no']);
    expect(checkQuantity(rate, { value: 50 })).toEqual(['wrong-shape']);
    expect(checkQuantity(households, { value: Number.NaN })).toEqual(['not-finite']);
  });
});
