import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { FinanceYear } from '../../shared/domain/finance/finance-year.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { findClosings } from './repository.ts';
import { findLastClosing, insertClosing, lockYear } from './writing-repository.ts';

type Tx = Prisma.TransactionClient;

/** How the accounts of a year stand: closed by whom and when, or opened again and why. */
export async function closingOf(db: PrismaClient, year: number): Promise<Pick<FinanceYear, 'closed' | 'reopened'>> {
  const closings = await findClosings(db, year);
  const [last] = closings;
  const reopening = closings.find(({ kind }) => kind === 'reopen');
  return {
    closed: last?.kind === 'close' ? { at: last.at.toISOString(), by: last.byName } : null,
    reopened: reopening
      ? { at: reopening.at.toISOString(), by: reopening.byName, reason: reopening.reason ?? '' }
      : null,
  };
}

/** True when the accounts of a year are closed: the last closing or reopening says so. */
export async function areAccountsClosed({ db }: Pick<Platform, 'db'>, year: number): Promise<boolean> {
  return (await closingOf(db, year)).closed !== null;
}

/** Holds the money of a year for the rest of the transaction; refused with LOCKED once its accounts are closed. */
export async function holdOpenYear(tx: Tx, year: number): Promise<void> {
  await lockYear(tx, year);
  if ((await findLastClosing(tx, year))?.kind === 'close') throw new AppError('LOCKED', { accounts: year });
}

/** Closes the accounts of a year: nothing of its money is written until they are opened again. */
export async function closeAccounts(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  year: number,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await holdOpenYear(tx, year);
    await insertClosing(tx, { year, kind: 'close', byId: viewer.id, byName: viewer.name, at: clock.now() });
    await recordAudit(tx, viewer, { action: 'finance.close', entity: 'finance', entityId: year });
  });
}

/** Opens the accounts of a year again, with the reason; refused with LOCKED when they are not closed. */
export async function reopenAccounts(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  { year, reason }: { year: number; reason: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockYear(tx, year);
    if ((await findLastClosing(tx, year))?.kind !== 'close') throw new AppError('CONFLICT', { accounts: year });
    const by = { byId: viewer.id, byName: viewer.name, at: clock.now() };
    await insertClosing(tx, { year, kind: 'reopen', reason, ...by });
    await recordAudit(tx, viewer, { action: 'finance.reopen', entity: 'finance', entityId: year, reason });
  });
}
