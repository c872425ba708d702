import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  daysBetween,
  daysInMonth,
  isDate,
  isMonth,
  isoDate,
  lastDayOf,
  monthOf,
  monthRank,
  monthsBetween,
  monthsOfYear,
  yearOf,
} from '../../shared/domain/month.ts';

const anyMonth = fc
  .tuple(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, rank]) => `${year}-${String(rank).padStart(2, '0')}`);

describe('a month and a date', () => {
  it('are those of the calendar', () => {
    expect(['2026-03', '2026-13', '2026-00', '2026-3', '26-03'].map(isMonth)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(['2024-02-29', '2023-02-29', '2023-04-31', '2023-4-1'].map(isDate)).toEqual([true, false, false, false]);
    expect(isoDate(2023, 2, 30)).toBeUndefined();
    expect(isoDate(2023, 3, 1.5)).toBeUndefined();
  });

  it('know leap years, centuries too', () => {
    expect(['2024-02', '2023-02', '1900-02', '2000-02', '2023-04'].map(daysInMonth)).toEqual([29, 28, 28, 29, 30]);
    expect(lastDayOf('2023-02')).toBe('2023-02-28');
  });

  it('keep the month of a date whatever the time zone of the machine', () => {
    expect([monthOf('2026-03-31'), yearOf('2026-03-31'), monthRank('2026-03')]).toEqual(['2026-03', 2026, 3]);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-01-02', '2025-12-31')).toBe(-2);
  });

  it('count over the new year', () => {
    expect([addMonths('2025-11', 3), addMonths('2026-01', -1), addMonths('2026-05', 0)]).toEqual([
      '2026-02',
      '2025-12',
      '2026-05',
    ]);
    expect(monthsBetween('2025-12', '2026-02')).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
    expect(monthsOfYear(2023)).toHaveLength(12);
  });

  it('go and come back', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -600, max: 600 }), (month, count) => {
        const other = addMonths(month, count);
        expect(isMonth(other)).toBe(true);
        expect(addMonths(other, -count)).toBe(month);
        expect(monthsBetween(...([month, other].sort() as [string, string]))).toHaveLength(Math.abs(count) + 1);
        expect(isDate(lastDayOf(month))).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
