import { describe, expect, it } from 'vitest';
import { activeEnd, type MonthFlows, reliabilityOf } from '../../shared/domain/balance.ts';

const flows = ([a, b, c, d, e, f]: number[]) =>
  ({
    newlyIdentified: a,
    returnedFromHousing: b,
    returnedFromInactive: c,
    housed: d,
    otherExits: e,
    lostContact: f,
  }) as MonthFlows;
const usual = [14, 3, 2, 11, 3, 6];

describe('the balance of people without a home', () => {
  it.each([
    [10, [2, 0, 0, 3, 0, 0], 9, 9, 0, '0.00', true],
    [120, usual, 119, 119, 0, '0.00', true],
    [120, usual, 119, 131, 12, '9.16', true],
    [120, usual, 119, 140, 21, '15.00', true],
    [120, usual, 119, 145, 26, '17.93', false],
    [120, usual, 119, 103, -16, '15.53', false],
  ])(
    'from %d with %j expects %d; observed %d is a gap of %d, %s %%',
    (start, month, expected, observed, gap, percent, passes) => {
      expect(activeEnd(start, flows(month))).toBe(expected);
      const test = reliabilityOf(expected, observed);
      expect(test).toMatchObject({ kind: 'tested', gap, passes });
      expect(test.kind === 'tested' && test.percent.toFixed(2)).toBe(percent);
    },
  );

  it('has nothing to divide by when nobody is observed', () => {
    expect(reliabilityOf(0, 0)).toMatchObject({ kind: 'tested', percent: 0, passes: true });
    expect(reliabilityOf(4, 0)).toEqual({ kind: 'not-computable', reason: 'observed-zero' });
  });

  it('breaks its chain at a missing month', () => {
    expect(activeEnd(null, flows(usual))).toBeNull();
    expect(activeEnd(120, { ...flows(usual), lostContact: null })).toBeNull();
    expect(reliabilityOf(null, 119)).toEqual({ kind: 'not-computable', reason: 'expected-unknown' });
    expect(reliabilityOf(119, null)).toEqual({ kind: 'not-computable', reason: 'observed-unknown' });
  });

  it('follows another threshold', () => {
    expect(reliabilityOf(119, 145, 20)).toMatchObject({ passes: true });
    expect(reliabilityOf(119, 131, 5)).toMatchObject({ passes: false });
  });
});
