import { describe, expect, it } from 'vitest';
import {
  dueDate,
  isPastDue,
  nextDeadlines,
  reportDeadline,
  reportDueDate,
  statePaymentDate,
  usualDays,
  wasOnTime,
} from '../../shared/domain/deadline.ts';

describe('the due day of a month', () => {
  it('is the tenth of the month after, over the new year too', () => {
    expect(dueDate('2025-12')).toBe('2026-01-10');
    expect(dueDate('2026-03')).toBe('2026-04-10');
  });

  it('is itself in time: a month is late the day after', () => {
    expect(isPastDue('2026-03', '2026-04-10')).toBe(false);
    expect(isPastDue('2026-03', '2026-04-11')).toBe(true);
    expect(wasOnTime('2026-03', '2026-04-10')).toBe(true);
    expect(wasOnTime('2026-03', '2026-04-11')).toBe(false);
  });
});

describe('the deadlines of the convention', () => {
  it('come the nearest first, with the days left', () => {
    expect(nextDeadlines([{ startYear: 2023, endYear: 2025, ...usualDays }], '2025-11-14')).toEqual([
      { kind: 'state-payment', year: 2025, date: '2025-11-30', daysLeft: 16 },
      { kind: 'execution-report', year: 2025, date: '2026-09-30', daysLeft: 320 },
    ]);
  });

  it('are still there on their day, and gone the day after', () => {
    expect(nextDeadlines([{ startYear: 2025, endYear: 2025, ...usualDays }], '2025-11-30')[0]).toMatchObject({
      kind: 'state-payment',
      daysLeft: 0,
    });
    expect(
      nextDeadlines([{ startYear: 2025, endYear: 2025, ...usualDays }], '2025-12-01').map(({ kind }) => kind),
    ).toEqual(['execution-report']);
    expect(nextDeadlines([{ startYear: 2023, endYear: 2025, ...usualDays }], '2026-10-01')).toEqual([]);
  });

  it('are still those of a convention that is over, beside those of the next', () => {
    const both = [
      { startYear: 2023, endYear: 2025, ...usualDays },
      { startYear: 2026, endYear: 2028, ...usualDays },
    ];
    expect(
      nextDeadlines(both, '2026-03-01')
        .slice(0, 2)
        .map(({ kind, year }) => [kind, year]),
    ).toEqual([
      ['execution-report', 2025],
      ['state-payment', 2026],
    ]);
  });

  it('are the days of the convention: 30 November of the year and 30 September of the next where it says no other', () => {
    expect(reportDueDate(2025, { reportDue: '06-15' })).toBe('2026-06-15');
    expect(statePaymentDate(2025, { paymentDue: '10-31' })).toBe('2025-10-31');
    expect([statePaymentDate(2025, usualDays), reportDueDate(2025, usualDays)]).toEqual(['2025-11-30', '2026-09-30']);
  });

  it('say of a report by how many days it is early or late', () => {
    expect(reportDeadline(2024, usualDays, '2025-09-20')).toEqual({ date: '2025-09-30', daysLeft: 10 });
    expect(reportDeadline(2024, usualDays, '2025-10-01').daysLeft).toBe(-1);
  });

  it('are two a year', () => {
    expect(nextDeadlines([{ startYear: 2023, endYear: 2025, ...usualDays }], '2023-01-01')).toHaveLength(6);
  });
});
