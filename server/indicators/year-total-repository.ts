import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

/** How the months of an indicator make its year. */
export function findTimeRule(db: PrismaClient, code: string) {
  return db.indicator.findUnique({ where: { code }, select: { id: true, timeRule: true } });
}

/** Whose total it is: a year of an indicator, for the whole territory (no organisation) or for one organisation. */
interface Totalled {
  indicatorId: number;
  year: number;
  organisationId: number | null;
}

/** Takes the total in force out of force, whoever writes the next one waiting for this one; null when there is none. */
export async function holdYearTotal(tx: Prisma.TransactionClient, totalled: Totalled, at: Date) {
  await tx.$executeRaw`SELECT 1 FROM "Indicator" WHERE id = ${totalled.indicatorId} FOR NO KEY UPDATE`;
  const current = await tx.yearTotal.findFirst({
    where: { ...totalled, supersededAt: null },
    select: { id: true, value: true },
  });
  if (current) await tx.yearTotal.update({ where: { id: current.id }, data: { supersededAt: at } });
  return current;
}

export function writeYearTotal(tx: Prisma.TransactionClient, data: Prisma.YearTotalUncheckedCreateInput) {
  return tx.yearTotal.create({ data, select: { id: true } });
}

/** The total in force, and the one that readers read. */
export async function findYearTotal(db: PrismaClient, totalled: Totalled) {
  const select = { id: true, value: true, validatedAt: true } as const;
  const [current, read] = [
    await db.yearTotal.findFirst({ where: { ...totalled, supersededAt: null }, select }),
    await db.yearTotal.findFirst({
      where: { ...totalled, validatedAt: { not: null } },
      orderBy: [{ validatedAt: 'desc' }, { id: 'desc' }],
      select,
    }),
  ];
  return { current, read };
}

/** Validates the total that was seen; false when another one took its place, or when it is validated already. */
export async function keepYearTotalValidated(
  tx: Prisma.TransactionClient,
  totalled: Totalled,
  id: number,
  { by, at }: { by: string; at: Date },
): Promise<boolean> {
  const done = await tx.yearTotal.updateMany({
    where: { ...totalled, id, supersededAt: null, validatedAt: null },
    data: { validatedAt: at, validatedById: by },
  });
  return done.count === 1;
}
