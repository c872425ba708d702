import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

/** The right of a person that runs on a day. */
export function findRunning(db: Db, userId: string, day: IsoDate) {
  return db.wholeReading.findFirst({
    where: { userId, endedAt: null, fromDate: { lte: day }, toDate: { gte: day } },
    select: { id: true },
  });
}

export const listRights = (db: Db) =>
  db.wholeReading.findMany({
    orderBy: { id: 'desc' },
    select: {
      ...{ id: true, engagement: true, fromDate: true, toDate: true, givenAt: true, givenByName: true },
      ...{ endedAt: true, endedByName: true, user: { select: { id: true, name: true } } },
    },
  });

/** The people who may hold the right: readers whose account is open. */
export const listReaders = (db: Db) =>
  db.user.findMany({
    where: { role: 'reader', disabled: false },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });

export const findReader = (tx: Tx, id: string) =>
  tx.user.findFirst({ where: { id, role: 'reader', disabled: false }, select: { id: true } });

export const insertRight = (tx: Tx, data: Prisma.WholeReadingUncheckedCreateInput) =>
  tx.wholeReading.create({ data, select: { id: true } });

/** Ends a right that runs; answers whose it was, or null when there is none to end. */
export async function endRight(tx: Tx, id: number, by: { endedAt: Date; endedByName: string }) {
  const { count } = await tx.wholeReading.updateMany({ where: { id, endedAt: null }, data: by });
  return count === 0 ? null : tx.wholeReading.findUnique({ where: { id }, select: { userId: true } });
}
