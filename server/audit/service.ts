import type { Platform } from '../platform/context.ts';
import { findEvents } from './repository.ts';

const PAGE = 50;

/** Fifty lines of the journal and the line number to go on from, null at its beginning. */
export async function readJournal(
  { db }: Pick<Platform, 'db'>,
  asked: { before?: number | undefined; entity?: string | undefined },
) {
  const events = await findEvents(db, { ...asked, limit: PAGE });
  return { events, next: events.length === PAGE ? (events.at(-1)?.id ?? null) : null };
}
