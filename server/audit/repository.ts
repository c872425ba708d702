import type { PrismaClient } from '../../prisma/generated/client.ts';

/** A page of the journal, the latest line first, before a line number. */
export function findEvents(
  db: PrismaClient,
  { before, entity, limit }: { before?: number | undefined; entity?: string | undefined; limit: number },
) {
  return db.auditEvent.findMany({
    where: { ...(before !== undefined && { id: { lt: before } }), ...(entity && { entity }) },
    orderBy: { id: 'desc' },
    take: limit,
  });
}
