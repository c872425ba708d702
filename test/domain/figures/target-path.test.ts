import { describe, expect, it } from 'vitest';
import { fraction, toNumber } from '../../../shared/domain/figures/fraction.ts';
import {
  dueMonthOf,
  levelAt,
  type PathToTarget,
  shareAt,
  shareOfMonths,
  windowOf,
} from '../../../shared/domain/figures/target-path.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { targetOf } from './given.ts';

const spring: Partial<PathToTarget> = { startMonth: '2024-03', endMonth: '2024-06' };
const path = (more: Partial<PathToTarget> = {}) => targetOf(2024, 12, more);
const shares = (one: PathToTarget, ...months: string[]) => months.map((month) => toNumber(shareAt(one, month)));

describe('the share of a way that is expected', () => {
  it('is even on a linear way, nothing before it and all of it after, whatever weights were left there', () => {
    for (const weights of [[], [9, 0, 0]])
      expect(shares(path({ ...spring, weights }), '2024-02', '2024-03', '2024-05', '2024-06', '2025-01')).toEqual([
        0, 0.25, 0.75, 1, 1,
      ]);
  });

  it('is of the months that count, and of the way only', () => {
    const of = (...months: string[]) => toNumber(shareOfMonths(path(), months));
    expect([of('2024-01', '2024-03'), of('2023-12', '2024-01', '2024-03'), of()]).toEqual([1 / 6, 1 / 6, 0]);
    expect(of('2023-12', ...monthsOfYear(2024))).toBe(1);
  });

  it('goes by steps that are cumulated, the last of which is the target, and evenly where none is said', () => {
    const steps = path({ ...spring, profile: 'steps', weights: [0.1, 0.1, 0.7, 0.9] });
    expect(shares(steps, '2024-02', '2024-03', '2024-04', '2024-05', '2024-06')).toEqual([0, 0.1, 0.1, 0.7, 1]);
    expect(toNumber(shareOfMonths(steps, ['2024-03', '2024-06']))).toBe(0.4);
    const unsaid = path({ ...spring, profile: 'steps', weights: [0.5] });
    expect(shares(unsaid, '2024-03', '2024-04', '2024-05', '2024-06')).toEqual([0.5, 0.5, 0.75, 1]);
  });

  it('is nothing before the last month when nothing is said of the way', () => {
    expect(shares(path({ profile: 'none' }), '2024-01', '2024-11', '2024-12')).toEqual([0, 0, 1]);
  });

  it('follows the weights of the months of its way, and is even when they weigh nothing', () => {
    const weights = [5, 0, 1, 0, 2, 1, 0, 0, 0, 0, 0, 9];
    const seasonal = path({ ...spring, profile: 'seasonal', weights });
    expect(shares(seasonal, '2024-03', '2024-04', '2024-05', '2024-06')).toEqual([0.25, 0.25, 0.75, 1]);
    expect(shares(path({ ...spring, profile: 'seasonal' }), '2024-03', '2024-05')).toEqual([0.25, 0.75]);
  });

  it('goes to the month when the target is due, which may be after the last of its path', () => {
    const later = path({ ...spring, dueMonth: '2024-10' });
    expect([dueMonthOf(later), ...shares(later, '2024-06', '2024-10')]).toEqual(['2024-10', 0.5, 1]);
  });
});

it('a level is expected where the share of the way leads: from 75 to 0, a third of it is 50', () => {
  const third = { top: 1n, under: 3n };
  expect(toNumber(levelAt(path({ value: 0 }), fraction(75), third))).toBe(50);
  expect(toNumber(levelAt(path({ value: 60 }), fraction(30), third))).toBe(40);
});

it('the months held against a target are those of its path, or of the civil year for a level read each year', () => {
  const over = { startMonth: '2023-01', endMonth: '2025-12' } as const;
  expect(windowOf({ ...over, window: 'path' }, '2024-05')).toEqual({ from: '2023-01', to: '2025-12' });
  const year = { from: '2024-01', to: '2024-12' };
  expect([windowOf({ ...over, window: 'year' }, '2024-05'), windowOf(null, '2024-05')]).toEqual([year, year]);
});
