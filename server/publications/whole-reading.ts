import type { WholeReadingInput } from '../../shared/schemas/publication.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { endSingleProofSessions } from '../platform/session.ts';
import * as repository from './whole-reading-repository.ts';

/**
 * « Lecture intégrale »: the coordinator gives a named reader of the State's services the right to read publications without
 * suppression, with an engagement and an end date. Whoever holds it is asked nothing else; each reading is in the journal.
 */
export async function mayReadWhole(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Pick<Viewer, 'id' | 'role'> | null,
): Promise<boolean> {
  if (viewer?.role !== 'reader' || viewer.id === '') return false;
  return (await repository.findRunning(db, viewer.id, parisDate(clock.now()))) !== null;
}

/** The rights that were given, and to whom they may be. */
export async function wholeReadings({ db }: Platform) {
  const [rights, readers] = await Promise.all([repository.listRights(db), repository.listReaders(db)]);
  return { rights, readers };
}

/** Gives the right; refused to anyone who is no reader, and for dates that are over or in the wrong order. */
export async function giveWholeReading(platform: Platform, viewer: Viewer, input: WholeReadingInput): Promise<void> {
  const { userId, engagement, fromDate, toDate } = input;
  const now = platform.clock.now();
  if (toDate < fromDate || toDate < parisDate(now)) throw new AppError('INVALID', { fields: ['toDate'] });
  await platform.db.$transaction(async (tx) => {
    if (!(await repository.findReader(tx, userId))) throw new AppError('NOT_FOUND', { entity: 'person' });
    await repository.insertRight(tx, { userId, engagement, fromDate, toDate, givenAt: now, givenByName: viewer.name });
    await endSingleProofSessions(tx, userId);
    await recordAudit(tx, viewer, {
      action: 'whole-reading.give',
      entity: 'user',
      entityId: userId,
      after: { engagement, fromDate, toDate },
    });
  });
}

/** Takes the right away at once. */
export async function endWholeReading(platform: Platform, viewer: Viewer, id: number): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    const ended = await repository.endRight(tx, id, { endedAt: platform.clock.now(), endedByName: viewer.name });
    if (!ended) throw new AppError('NOT_FOUND', { entity: 'person' });
    await recordAudit(tx, viewer, { action: 'whole-reading.end', entity: 'user', entityId: ended.userId });
  });
}
