import { addMonths, type IsoDate, monthOf } from '../../shared/domain/month.ts';
import type { Viewer } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { RETENTION_MONTHS, retentionLimit } from '../retention/last-contact.ts';
import {
  type Ages,
  countErased,
  findAges,
  findAssessment,
  findKeys,
  findMarks,
  findOrganisations,
} from './ages-repository.ts';
import { purge, sourcesOfPeople } from './purge.ts';
import { processingRecord } from './register.ts';

/** The record of processing activities, the assessment and the keys: what everyone signed in may read. */
export async function readRecord(platform: Platform) {
  const [assessment, keys] = await Promise.all([findAssessment(platform.db), findKeys(platform.db)]);
  const since = keys && parisDate(keys.since);
  return {
    ...processingRecord(),
    assessment: assessment && { date: assessment.date, reference: assessment.reference },
    keys: keys && { fingerprint: keys.fingerprint, since, days: daysSince(keys.since, platform.clock.now()) },
  };
}

const DAY_MS = 86_400_000;
const daysSince = (from: Date, to: Date) => Math.max(0, Math.floor((to.getTime() - from.getTime()) / DAY_MS));

/** The first day on which a row of that last contact is over. Example: `2024-01-05` is erased from `2026-01-06` on. */
function erasedFrom(contact: IsoDate): IsoDate {
  const day = `${addMonths(monthOf(contact), RETENTION_MONTHS)}${contact.slice(7)}`;
  const next = new Date(`${day.slice(0, 8)}01T00:00:00Z`);
  next.setUTCDate(Number(day.slice(8)) + 1);
  return next.toISOString().slice(0, 10);
}

/** How old the rows are, what the next purge would erase and when: counts, for the coordination. */
export async function readAges(platform: Platform) {
  const today = platform.referenceDate();
  const [ages, marks, erased, organisations] = await Promise.all([
    Promise.all(sourcesOfPeople.map((source) => findAges(platform.db, source, today))),
    findMarks(platform.db),
    countErased(platform.db),
    findOrganisations(platform.db),
  ]);
  const registers: Ages[] = ages.flat();
  const oldest = registers.flatMap((one) => one.oldest ?? []).sort()[0];
  return {
    today,
    limit: retentionLimit(today),
    registers,
    /** True when the purge runs by itself every day: a demonstration stands still on its day. */
    byTheClock: !platform.demonstration(),
    due: registers.reduce((sum, one) => sum + one.over, 0),
    next: oldest === undefined ? null : erasedFrom(oldest),
    last: marks[0] ? { at: marks[0].at, before: marks[0].before } : null,
    erased,
    organisations,
  };
}

/** Erases what is due, at once. */
export async function purgeNow(platform: Platform, viewer: Viewer, reason: string) {
  const purged = await purge(platform, viewer, reason);
  return { rows: purged.reduce((sum, one) => sum + one.rows, 0) };
}
