import type { Prisma } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import type { Db } from './repository.ts';

type Tx = Prisma.TransactionClient;

/** The months of a register that its giver says are complete. */
export async function findCompleteMonths(
  db: Db,
  { organisationId }: OrganisationScope,
  source: string,
): Promise<Month[]> {
  const found = await db.registerMonth.findMany({
    where: { organisationId, source },
    distinct: ['month'],
    select: { month: true },
  });
  return found.map(({ month }) => month);
}

/** Keeps that an import declares months complete: they go with it. */
export async function declareMonths(
  tx: Tx,
  { organisationId }: OrganisationScope,
  source: string,
  months: readonly Month[],
  { importId, at }: { importId: number; at: Date },
): Promise<void> {
  await tx.registerMonth.createMany({
    data: months.map((month) => ({ organisationId, source, month, importId, why: 'file' as const, declaredAt: at })),
  });
}

/** Takes back what an undone import had declared. */
export async function withdrawMonths(tx: Tx, importId: number): Promise<void> {
  await tx.registerMonth.deleteMany({ where: { importId } });
}

/** The months in which an organisation feeds a register. */
export function findFeeds(db: Db, { organisationId }: OrganisationScope, source: string) {
  return db.registerAssignment.findMany({
    where: { organisationId, source },
    select: { source: true, fromMonth: true, toMonth: true },
  });
}

/** When an organisation feeds a register; null: nobody of that name. */
export async function findFeeding(db: Db, { organisationId }: OrganisationScope, source: string) {
  return db.organisation.findUnique({
    where: { id: organisationId },
    select: { name: true, feeds: { where: { source }, select: { source: true, fromMonth: true, toMonth: true } } },
  });
}
