import { describe, expect, it } from 'vitest';
import { units } from '../../shared/domain/indicator.ts';
import {
  frenchCount,
  frenchCoverage,
  frenchDate,
  frenchDecimal,
  frenchDelta,
  frenchEuros,
  frenchInteger,
  frenchList,
  frenchMonth,
  frenchMonthName,
  frenchMonthShort,
  frenchMonths,
  frenchOfMonth,
  frenchPercent,
  frenchQuantity,
  frenchRelativeDays,
  frenchShortDate,
  frenchUnit,
  frenchValue,
} from '../../shared/domain/words/french-format.ts';

describe('numbers', () => {
  it('puts a narrow no-break space between thousands and a comma before decimals', () => {
    expect(frenchInteger(27_430)).toBe('27\u202f430');
    expect(frenchInteger(1_234_567)).toBe('1\u202f234\u202f567');
    expect(frenchDecimal(1234.5)).toBe('1\u202f234,5');
    expect(frenchDecimal(19.8333, 4)).toBe('19,8333');
    expect(frenchDecimal(3)).toBe('3');
  });

  it('rounds half away from zero, on both sides', () => {
    expect(frenchInteger(2.5)).toBe('3');
    expect(frenchInteger(-2.5)).toBe('\u22123');
    expect(frenchDecimal(0.05)).toBe('0,1');
    expect(frenchDecimal(-0.04)).toBe('0');
  });

  it('writes a true minus and never a negative zero', () => {
    expect(frenchInteger(-16)).toBe('\u221216');
    expect(frenchInteger(-0)).toBe('0');
    expect(frenchPercent(-0.001)).toBe('0\u202f%');
  });

  it('writes a ratio as a percentage, beyond 100 and below 0 too', () => {
    expect(frenchPercent(0.5)).toBe('50\u202f%');
    expect(frenchPercent(1.25)).toBe('125\u202f%');
    expect(frenchPercent(-0.25)).toBe('\u221225\u202f%');
    expect(frenchPercent(0.1793, 2)).toBe('17,93\u202f%');
  });

  it('writes euros from cents, with cents only when there are any', () => {
    expect(frenchEuros(2_743_000)).toBe('27\u202f430\u00a0€');
    expect(frenchEuros(150)).toBe('1,50\u00a0€');
    expect(frenchEuros(0)).toBe('0\u00a0€');
    expect(frenchEuros(-3_865_005)).toBe('\u221238\u202f650,05\u00a0€');
  });

  it('gives a change its sign, and none to no change', () => {
    expect(frenchDelta(7)).toBe('+7');
    expect(frenchDelta(-1)).toBe('\u22121');
    expect(frenchDelta(0)).toBe('0');
    expect(frenchDelta(0.04)).toBe('0');
  });
});

describe('time', () => {
  it('names the months', () => {
    expect(frenchMonth('2026-03')).toBe('mars 2026');
    expect(frenchMonthName('2026-08')).toBe('août');
    expect(frenchMonthShort('2026-02')).toBe('févr.');
    expect(frenchOfMonth('2026-04')).toBe('d’avril 2026');
    expect(frenchOfMonth('2026-08')).toBe('d’août 2026');
    expect(frenchOfMonth('2026-03')).toBe('de mars 2026');
  });

  it('says the year of several months once when they share it', () => {
    expect(frenchMonths(['2026-01', '2026-02', '2026-05'])).toBe('janvier, février et mai 2026');
    expect(frenchMonths(['2025-12', '2026-01'])).toBe('décembre 2025 et janvier 2026');
    expect(frenchMonths([])).toBe('');
  });

  it('writes dates, the first of the month as 1er', () => {
    expect(frenchDate('2026-11-30')).toBe('30\u00a0novembre 2026');
    expect(frenchDate('2026-03-01')).toBe('1er\u00a0mars 2026');
    expect(frenchShortDate('2026-03-01')).toBe('01/03/2026');
  });

  it('says how far a day is', () => {
    expect(frenchRelativeDays(12)).toBe('dans 12\u00a0jours');
    expect(frenchRelativeDays(-3)).toBe('il y a 3\u00a0jours');
    expect(frenchRelativeDays(0)).toBe('aujourd’hui');
    expect(frenchRelativeDays(1)).toBe('demain');
    expect(frenchRelativeDays(-1)).toBe('hier');
  });
});

describe('words', () => {
  it('keeps the singular below two, as French does', () => {
    expect(frenchCount(0, 'structure', 'structures')).toBe('0\u00a0structure');
    expect(frenchCount(1.5, 'jour', 'jours')).toBe('1,5\u00a0jour');
    expect(frenchCount(2, 'jour', 'jours')).toBe('2\u00a0jours');
    expect(frenchUnit('households', 1)).toBe('ménage');
    expect(frenchUnit('households')).toBe('ménages');
  });

  it('says the coverage', () => {
    expect(frenchCoverage(9, 11)).toBe('9\u00a0structures sur\u00a011');
    expect(frenchCoverage(1, 11)).toBe('1\u00a0structure sur\u00a011');
    expect(frenchCoverage(0, 0)).toBe('aucune structure attendue');
  });

  it('joins a list', () => {
    expect(frenchList([])).toBe('');
    expect(frenchList(['avril'])).toBe('avril');
    expect(frenchList(['avril', 'mai', 'juin'])).toBe('avril, mai et juin');
  });

  it('writes a quantity with its unit, never cut at a line end', () => {
    expect(frenchQuantity(1234, 'persons')).toBe('1\u202f234\u00a0personnes');
    expect(frenchQuantity(1, 'households')).toBe('1\u00a0ménage');
    expect(frenchQuantity(75, 'percent')).toBe('75\u202f%');
    expect(frenchQuantity(30_000, 'euros')).toBe('30\u202f000\u00a0€');
    expect(frenchQuantity(0.5, 'fte')).toBe('0,5\u00a0ETP');
    expect(frenchQuantity(1, 'boolean')).toBe('oui');
    expect(frenchValue(0, 'boolean')).toBe('non');
  });

  it('has a word without an ordinary space at its edge for every unit', () => {
    for (const unit of units) expect(frenchQuantity(3, unit)).not.toMatch(/ /);
  });
});
