import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { deleteThrough, findLastBefore, findLastPlace } from './repository.ts';

/**
 * How long a line of the journal is kept, in months: three years, the years of a convention and the time to control them.
 * Source: CNIL, recommandation on logging of 14 October 2021, three years at most when they are justified.
 */
export const JOURNAL_MONTHS = 36;

function limitOf(now: Date): Date {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - JOURNAL_MONTHS);
  return limit;
}

/**
 * Takes away the lines whose time is over, from the beginning of the chain, and says in the chain where it stopped and with
 * which hash: what follows is still proved. Answers how many lines went.
 */
export async function purgeJournal({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<number> {
  return db.$transaction(async (tx) => {
    const cut = await findLastBefore(tx, limitOf(clock.now()));
    const last = await findLastPlace(tx);
    if (!cut?.position || cut.position === last?.position) return 0;
    const lines = await deleteThrough(tx, cut.position);
    await recordAudit(
      tx,
      { id: null, name: 'Observatoire' },
      {
        action: 'journal.purge',
        entity: 'journal',
        entityId: cut.position,
        after: { lines, through: cut.position, hash: cut.hash },
        reason: `Durée de conservation dépassée\u00a0: ${JOURNAL_MONTHS} mois`,
      },
    );
    return lines;
  });
}
