import type { Prisma } from '../../prisma/generated/client.ts';
import { allRegisters } from '../../shared/registers/all-registers.ts';
import { keepFunnel } from '../evictions/service.ts';
import { keepDwellings } from '../housing/captured.ts';
import { keepMeasures } from '../imports/service.ts';
import { keepParts } from '../indicators/breakdown.ts';
import { keepErasedRequests } from '../ledger/kept.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { retentionLimit } from '../retention/last-contact.ts';
import {
  countApart,
  eraseApart,
  findHeld,
  forgetRemarks,
  type Held,
  keepErasedKeys,
  keepMark,
  lockRegister,
  setOverApart,
  setRowsApart,
} from './repository.ts';

type Tx = Prisma.TransactionClient;

/** The sources whose rows are about people. */
export const sourcesOfPeople = allRegisters.flatMap(({ contact, source }) => (contact ? [source] : []));

const AN_HOUR = 3_600_000;

/** Every figure that is read from the rows of a register keeps, as counts, what those set apart are in it. */
async function keepFigures(tx: Tx, held: Held): Promise<void> {
  await keepMeasures(tx, held.source);
  await keepParts(tx, held.source);
  if (held.source === 'siao-request') await keepErasedRequests(tx, held);
  if (held.source === 'eviction-procedure') await keepFunnel(tx);
  if (held.source === 'captured-dwelling') await keepDwellings(tx);
}

/** Erases what is set apart once its figures are kept; answers how many rows went. */
async function erase(tx: Tx, held: Held): Promise<{ rows: number; changes: number }> {
  const apart = await countApart(tx);
  if (apart.rows + apart.changes === 0) return apart;
  await keepFigures(tx, held);
  await eraseApart(tx, held);
  return apart;
}

export interface Purged extends Held {
  rows: number;
  changes: number;
}

/**
 * Erases the rows whose last contact is more than two years old, register by register, each in a transaction of its own with
 * its line of the journal. Every figure of every year stays what it was: it is kept as counts. Fictitious rows are nobody's
 * and stay. Doing it again does nothing.
 */
export async function purge(platform: Platform, actor: Actor, reason: string): Promise<Purged[]> {
  const { db, clock } = platform;
  const before = retentionLimit(platform.referenceDate());
  const purged: Purged[] = [];
  for (const held of await findHeld(db, sourcesOfPeople)) {
    const found = await db.$transaction(
      async (tx) => {
        await lockRegister(tx, held);
        await setOverApart(tx, held, before);
        const gone = await erase(tx, held);
        if (gone.rows + gone.changes === 0) return gone;
        await keepMark(tx, held, before, clock.now());
        await recordAudit(tx, actor, {
          action: 'retention.purge',
          entity: 'register',
          entityId: held.source,
          after: { organisation: held.organisationId, rows: gone.rows, before },
          reason,
        });
        return gone;
      },
      { timeout: AN_HOUR, maxWait: 30_000 },
    );
    if (found.rows + found.changes > 0) purged.push({ ...held, ...found });
  }
  await db.$transaction((tx) => forgetRemarks(tx, new Date(`${before}T00:00:00Z`)));
  return purged;
}

/** The daily purge. A demonstration stands still on its day: what is laid in it to be looked at does not vanish overnight. */
export async function purgeByTheClock(platform: Platform): Promise<void> {
  if (platform.demonstration()) return;
  await purge(platform, { id: null, name: 'Observatoire' }, 'Durée de conservation dépassée');
}

/** Erases rows of a register by their pseudonym, at the person's request; their next file does not bring them back. */
export async function eraseRows(
  tx: Tx,
  { clock }: Pick<Platform, 'clock'>,
  held: Held,
  keys: readonly Uint8Array[],
): Promise<number> {
  await lockRegister(tx, held);
  await setRowsApart(tx, held, keys);
  await keepErasedKeys(tx, held, clock.now());
  return (await erase(tx, held)).rows;
}
