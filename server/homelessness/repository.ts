import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import { withState } from '../platform/database/rows.ts';

type Tx = Prisma.TransactionClient;
type Db = PrismaClient | Tx;

/** Who is asked for what counts some things. */
export function findAskedFor(db: Db, measures: string[]) {
  return db.assignment.findMany({
    where: { indicator: { measure: { in: measures } } },
    select: {
      organisationId: true,
      indicatorId: true,
      spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
      indicator: { select: { frequency: true } },
    },
  });
}

/** What was sent of what counts some things over a span of months: the state of each cell. */
export async function findSentStates(db: Db, measures: string[], from: Month, to: Month) {
  const sent = await db.observation.findMany({
    where: {
      indicator: { measure: { in: measures } },
      breakdown: '',
      stage: { in: ['submitted', 'validated'] },
      month: { gte: from, lte: to },
    },
    select: { organisationId: true, indicatorId: true, month: true, state: true },
  });
  return sent.map(withState);
}

export function createHeadCount(tx: Tx, data: Prisma.HeadCountUncheckedCreateInput) {
  return tx.headCount.create({ data, select: { id: true } });
}
