import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Viewer } from '../access.ts';
import { recordAudit } from '../audit.ts';
import type { Clock } from '../clock.ts';

/** How long a person who goes on looking at a page is told once. */
const QUARTER_MS = 15 * 60_000;
/** More people at more pages than any territory has in a quarter of an hour. */
const MOST_REMEMBERED = 10_000;

const lately = new Map<string, number>();
const writing = new Set<Promise<void>>();

function isNew(key: string, now: number): boolean {
  const last = lately.get(key);
  if (last !== undefined && now - last < QUARTER_MS && now >= last) return false;
  if (lately.size >= MOST_REMEMBERED) lately.clear();
  lately.set(key, now);
  return true;
}

/**
 * Tells the journal that a person looked at a sensitive page: once a quarter of an hour, after the answer, so that nobody
 * waits for it. `page`: the subject as the journal's words know it; `about`: which one.
 */
export function noteRead(
  { db, clock }: { db: PrismaClient; clock: Clock },
  viewer: Viewer,
  page: string,
  about = page,
): void {
  const key = `${viewer.id} ${page} ${about}`;
  if (!isNew(key, clock.now().getTime())) return;
  const written = db
    .$transaction((tx) =>
      recordAudit(tx, viewer, { action: `read.${page}`, entity: 'page', entityId: about, kind: 'read' }),
    )
    // A reading that cannot be told must not take the page away; the next one tries again.
    .catch(() => void lately.delete(key))
    .finally(() => writing.delete(written));
  writing.add(written);
}

/** What is still being written, for a product that stops. */
export async function readsWritten(): Promise<void> {
  await Promise.all(writing);
}
