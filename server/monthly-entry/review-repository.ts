import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

/** Indicators, whether or not an organisation is asked for them: a register may have given one. */
export function listIndicators(db: PrismaClient | Prisma.TransactionClient, ids: number[]) {
  return db.indicator.findMany({
    where: { id: { in: ids } },
    select: { id: true, code: true, label: true, unit: true, timeRule: true, direction: true },
    orderBy: { position: 'asc' },
  });
}
