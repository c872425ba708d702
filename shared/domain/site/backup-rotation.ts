import type { IsoDate } from '../month.ts';

/** How many days, weeks and months back a backup is kept. */
const KEPT = { days: 7, weeks: 4, months: 12 } as const;

const DAY_MS = 86_400_000;

/** The Monday of a day's week, which names the week. */
export function weekOf(day: IsoDate): string {
  const instant = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(instant).getUTCDay() + 6) % 7;
  return new Date(instant - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/** The last day of each of the `most` latest periods in which there is one. */
function lastOfEach(days: readonly IsoDate[], most: number, periodOf: (day: IsoDate) => string): IsoDate[] {
  const last = new Map<string, IsoDate>();
  for (const day of days) last.set(periodOf(day), day);
  return [...last.values()].slice(-most);
}

/**
 * The days whose backup is kept: the seven latest days that have one, the last of each of the four latest weeks (Monday to
 * Sunday), and the last of each of the twelve latest months. Periods without a backup do not count: a product that was off
 * for a year keeps what it had.
 * Source: the grandfather-father-son rotation that is usual for backups.
 * @example backupsToKeep(['2026-10-30', '2026-10-31', '2026-11-01']) // all three: fewer than seven days
 */
export function backupsToKeep(days: readonly IsoDate[]): Set<IsoDate> {
  const sorted = [...new Set(days)].sort();
  return new Set([
    ...sorted.slice(-KEPT.days),
    ...lastOfEach(sorted, KEPT.weeks, weekOf),
    ...lastOfEach(sorted, KEPT.months, (day) => day.slice(0, 7)),
  ]);
}
