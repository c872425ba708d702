import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedShare,
  expectedToDate,
  leftPerMonth,
  type PathToTarget,
  paceOf,
  profiles,
} from '../../../shared/domain/figures/pace.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';

const dwellings: PathToTarget = {
  start: 0,
  value: 40,
  startMonth: '2023-01',
  endMonth: '2023-12',
  profile: 'linear',
  weights: [],
};
const nonResponse: PathToTarget = { ...dwellings, start: 75, value: 0, endMonth: '2025-12' };

describe('what is expected to date', () => {
  it('is a share of the path, linear by default', () => {
    expect(expectedToDate({ ...dwellings, value: 10 }, '2023-06')).toBe(5);
    expect(expectedToDate(nonResponse, '2023-12')).toBe(50);
    expect([expectedShare(dwellings, '2022-12'), expectedShare(dwellings, '2024-05')]).toEqual([0, 1]);
  });

  it('follows the seasons: no eviction during the winter truce', () => {
    const evictions: PathToTarget = {
      ...dwellings,
      profile: 'seasonal',
      weights: [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0],
    };
    expect(expectedShare(evictions, '2023-03')).toBe(0);
    expect(expectedToDate({ ...evictions, value: 70 }, '2023-05')).toBeCloseTo(20, 9);
    expect(expectedShare(evictions, '2023-10')).toBe(1);
  });

  it('follows steps, and expects nothing before the end without a profile', () => {
    const steps: PathToTarget = { ...dwellings, endMonth: '2023-03', profile: 'steps', weights: [0.1, 0.5, 1] };
    expect(expectedToDate(steps, '2023-02')).toBe(20);
    expect(expectedShare({ ...dwellings, profile: 'none' }, '2023-11')).toBe(0);
    expect(expectedShare({ ...dwellings, profile: 'none' }, '2023-12')).toBe(1);
  });

  it('never goes back, and ends at the target, whatever the profile', () => {
    const weights = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...profiles.filter((one) => one !== 'steps')), weights, (profile, given) => {
        const shares = monthsOfYear(2023).map((month) =>
          expectedShare({ ...dwellings, profile, weights: given }, month),
        );
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.at(-1)).toBe(1);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe('the pace', () => {
  it.each([
    [19, 'on-pace'],
    [18.9, 'to-watch'],
    [12, 'to-watch'],
    [11.9, 'behind'],
    [0, 'behind'],
    [-1, 'backwards'],
    [40, 'reached'],
  ])('of %d dwellings at the end of June, 20 expected, is %s', (now, status) => {
    expect(paceOf(dwellings, now, '2023-06').status).toBe(status);
  });

  it('reads a fall the other way round', () => {
    expect(paceOf(nonResponse, 50, '2023-12')).toEqual({ status: 'on-pace', ratio: 1 });
    expect(paceOf(nonResponse, 80, '2023-12').status).toBe('backwards');
    expect(paceOf(nonResponse, 0, '2023-12').status).toBe('reached');
  });

  it('is not assessable without a value, or before anything is expected', () => {
    expect(paceOf(dwellings, null, '2023-06')).toEqual({ status: 'not-assessable', ratio: null });
    expect(paceOf({ ...dwellings, profile: 'none' }, 5, '2023-06').status).toBe('not-assessable');
  });

  it('follows other cuts', () => {
    expect(paceOf(dwellings, 12, '2023-06', { onPace: 0.6, toWatch: 0.3 }).status).toBe('on-pace');
  });
});

describe('what is left to do each month', () => {
  it('shares what is missing between the months left', () => {
    expect(leftPerMonth(dwellings, 28, '2023-09')).toBe(4);
    expect(leftPerMonth(nonResponse, 51, '2023-12')).toBeCloseTo(-51 / 24, 9);
  });

  it('is nothing once the target is held, the path over or the value unknown', () => {
    expect(leftPerMonth(dwellings, 41, '2023-09')).toBeNull();
    expect(leftPerMonth(dwellings, 28, '2023-12')).toBeNull();
    expect(leftPerMonth(dwellings, null, '2023-09')).toBeNull();
  });
});

describe('a target already met at the start', () => {
  const ceiling: PathToTarget = { ...dwellings, start: 5, value: 10 };

  it('is lost when the value goes over it, and not taken for a rise: at most 10, from 5, now 12', () => {
    expect(paceOf(ceiling, 12, '2023-06', undefined, 'decrease')).toEqual({ status: 'backwards', ratio: null });
    expect(leftPerMonth(ceiling, 12, '2023-10', 'decrease')).toBe(-1);
  });

  it('is reached as long as it is held', () => {
    expect(paceOf(ceiling, 9, '2023-06', undefined, 'decrease').status).toBe('reached');
    expect(leftPerMonth(ceiling, 9, '2023-06', 'decrease')).toBeNull();
  });
});
