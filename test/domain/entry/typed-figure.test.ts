import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrenchNumber, readTyped } from '../../../shared/domain/entry/typed-figure.ts';
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

const persons = { unit: 'persons', timeRule: 'flow' } as const;
const rate = { unit: 'percent', timeRule: 'ratio' } as const;
const figure = (value: number, estimated = false) => ({ kind: 'figure', value, estimated });
const refused = (code: string) => ({ kind: 'refused', code });

describe('what is typed in a line', () => {
  it.each([
    ['1 234', persons, figure(1234)],
    ['12 pers.', persons, figure(12)],
    ['12 personnes', persons, figure(12)],
    ['env. 12', persons, figure(12, true)],
    ['~ 12', persons, figure(12, true)],
    ['néant', persons, figure(0)],
    ['2½', { unit: 'fte', timeRule: 'stock' }, figure(2.5)],
    ['27\u202f430 €', { unit: 'euros', timeRule: 'flow' }, figure(27430)],
    ['75 %', { unit: 'percent', timeRule: 'stock' }, figure(75)],
    ['oui', { unit: 'boolean', timeRule: 'milestone' }, figure(1)],
    ['n', persons, { kind: 'state', state: 'unavailable' }],
    ['-', persons, { kind: 'state', state: 'not-applicable' }],
    ['  ', persons, { kind: 'empty' }],
    ['330/372', rate, { kind: 'ratio', numerator: 330, denominator: 372, estimated: false }],
    ['330 sur 372', rate, { kind: 'ratio', numerator: 330, denominator: 372, estimated: false }],
    ['~6 / 20', rate, { kind: 'ratio', numerator: 6, denominator: 20, estimated: true }],
    ['330', rate, figure(330)],
    ['330 ménages', rate, figure(330)],
  ] as const)('%j in %j', (text, line, meaning) => {
    expect(readTyped(text, line)).toEqual(meaning);
  });

  it.each([
    ['10 %', persons, 'percent-sign'],
    ['10\u202f%', persons, 'percent-sign'],
    ['75 pour cent', persons, 'percent-sign'],
    ['75 %', { unit: 'euros', timeRule: 'flow' }, 'percent-sign'],
    ['89 %', rate, 'two-numbers'],
    ['12 m²', persons, 'other-unit'],
    ['12 €', persons, 'other-unit'],
    ['12 logements', persons, 'other-unit'],
    ['12 pers.', { unit: 'dwellings', timeRule: 'stock' }, 'other-unit'],
    ['douze', persons, 'not-a-number'],
    ['12 ou 13', persons, 'not-a-number'],
    ['330/372', persons, 'not-a-number'],
    ['03/04/2026', rate, 'not-a-number'],
  ] as const)('refuses %j in %j', (text, line, code) => {
    expect(readTyped(text, line)).toEqual(refused(code));
  });
});
