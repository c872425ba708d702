import { describe, expect, it } from 'vitest';
import type { CellFigures } from '../../../shared/domain/entry/cell-check.ts';
import {
  checkCell,
  checkQuantity,
  LARGEST_COUNT,
  refusalsOf,
  refusalWords,
} from '../../../shared/domain/entry/cell-rules.ts';

const attendance = { unit: 'persons', timeRule: 'flow' } as const;
const nonResponse = { unit: 'percent', timeRule: 'ratio' } as const;
const none = { value: null, numerator: null, denominator: null };
const value = (figure: number): CellFigures => ({ ...none, state: 'value', value: figure });
const ratio = (numerator: number, denominator: number): CellFigures => ({
  ...none,
  state: 'value',
  numerator,
  denominator,
});

describe('what is impossible about a cell', () => {
  it.each([
    ['a true zero', attendance, value(0), []],
    ['an estimate', attendance, { ...value(12), state: 'estimated' }, []],
    ['half a person', attendance, value(2.5), ['not-an-integer']],
    ['a value without a figure', attendance, { ...none, state: 'value' }, ['wrong-shape']],
    ['a figure that is said to be unknown', attendance, { ...value(3), state: 'unavailable' }, ['wrong-shape']],
    ['nothing known', attendance, { ...none, state: 'unavailable' }, []],
    ['a ratio that lacks its whole', nonResponse, { ...none, state: 'value', numerator: 6 }, ['wrong-shape']],
    ['a plain value where a ratio is asked', nonResponse, value(30), ['wrong-shape']],
    ['6 non-responses of 20', nonResponse, ratio(6, 20), []],
    ['21 non-responses of 20', nonResponse, ratio(21, 20), ['part-greater-than-whole']],
  ] as const)('%s', (_what, measure, cell, errors) => {
    expect(checkCell(measure, cell)).toEqual(errors);
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

  it('is a telephone number', () => {
    expect(checkQuantity(households, { value: LARGEST_COUNT })).toEqual([]);
    expect(checkQuantity(households, { value: 612_345_678 })).toEqual(['too-large']);
    expect(checkQuantity({ unit: 'euros', timeRule: 'flow' }, { value: 612_345_678 })).toEqual([]);
  });
});

describe('a cell that asks to come in', () => {
  const places = {
    code: 'PLACES',
    label: 'Places',
    compositions: [{ rule: 'among', parts: [{ code: 'OCCUPEES', term: 'value' }] }],
  } as const;
  const occupied = { code: 'OCCUPEES', label: 'Places occupées', compositions: [] };
  const cells: Record<string, CellFigures> = { PLACES: value(8) };
  const around = {
    currentMonth: '2025-11',
    indicators: [places, occupied],
    cellOf: (code: string) => cells[code],
  };
  const claim = { ...attendance, code: 'OCCUPEES', month: '2025-10', isAssigned: true, cell: value(8) };
  const codes = (change: Partial<typeof claim>) => refusalsOf({ ...claim, ...change }, around).map(({ code }) => code);

  it('comes in', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ cell: { ...none, state: 'unavailable' } })).toEqual([]);
  });

  it('is refused in a month to come, where it is not asked, and where it is impossible', () => {
    expect(codes({ month: '2025-12' })).toEqual(['future-month']);
    expect(codes({ isAssigned: false })).toEqual(['not-assigned']);
    expect(codes({ cell: value(-1.5) })).toEqual(['negative', 'not-an-integer']);
  });

  it('is refused when it passes the total of another line, and so is the total', () => {
    const [refusal] = refusalsOf({ ...claim, cell: value(80) }, around);
    expect(refusal).toEqual({
      code: 'parts-exceed-whole',
      parts: ['Places occupées'],
      sum: 80,
      whole: 'Places',
      total: 8,
    });
    expect(refusalWords(refusal!)).toBe(
      'Une partie ne dépasse pas son total. Vérifiez les deux lignes. «\u00a0Places occupées\u00a0» (80) dépasse «\u00a0Places\u00a0» (8).',
    );
    cells.OCCUPEES = value(8);
    expect(codes({ code: 'PLACES', cell: value(7) })).toEqual(['parts-exceed-whole']);
  });

  it('is not refused for a sum that does not reach its total: it may be asked about', () => {
    const indicators = [
      { ...places, compositions: [{ ...places.compositions[0], rule: 'adds-up' as const }] },
      occupied,
    ];
    expect(refusalsOf({ ...claim, cell: value(5) }, { ...around, indicators })).toEqual([]);
  });
});
