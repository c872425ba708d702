import { describe, expect, it } from 'vitest';
import type { IsoDate } from '../../../shared/domain/month.ts';
import { backupsToKeep } from '../../../shared/domain/site/backup-rotation.ts';

/** Every day of a stretch, both ends included. */
function daysBetween(first: IsoDate, last: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

describe('the backups that are kept', () => {
  it('after two years of one a day: seven days, four weeks, twelve months, and nothing else', () => {
    const kept = [...backupsToKeep(daysBetween('2024-11-24', '2026-11-23'))].sort();
    // Monday 23 November 2026: the weeks end on the 8th, the 15th, the 22nd, and today's has only begun.
    expect(kept).toEqual([
      ...['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'],
      ...['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-08', '2026-11-15'],
      ...['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'],
    ]);
  });

  it('are never fewer because days are missing: what a product that was off had is still there', () => {
    const kept = backupsToKeep(['2025-03-01', '2025-03-02', '2026-11-23']);
    expect(kept).toEqual(new Set(['2025-03-01', '2025-03-02', '2026-11-23']));
  });

  it('are the same whether the rotation runs each day or once at the end', () => {
    const days = daysBetween('2026-01-01', '2026-11-23');
    let daily: IsoDate[] = [];
    for (const day of days) daily = [...backupsToKeep([...daily, day])];
    expect([...daily].sort()).toEqual([...backupsToKeep(days)].sort());
  });

  it('are at most twenty-three', () => {
    expect(backupsToKeep(daysBetween('2020-01-01', '2026-11-23')).size).toBeLessThanOrEqual(7 + 4 + 12);
  });
});
