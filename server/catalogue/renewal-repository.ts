import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

const neighbour = { select: { code: true, name: true, startYear: true, endYear: true } } as const;

/** What follows what, the rules of the lines, and the acts that set what they ask. Apart from the year's convention, which a report seals. */
export function findRenewals(db: Db) {
  return db.convention.findMany({
    select: {
      code: true,
      predecessor: neighbour,
      successor: neighbour,
      actions: {
        orderBy: { position: 'asc' },
        select: { key: true, toConfirm: true, maxStatePercent: true },
      },
      amendments: {
        where: { field: 'requested' },
        orderBy: { id: 'asc' },
        select: {
          id: true,
          actionKey: true,
          beforeCents: true,
          afterCents: true,
          act: true,
          actDate: true,
          reason: true,
        },
      },
    },
  });
}
export type RenewalRecord = Awaited<ReturnType<typeof findRenewals>>[number];

/** Holds a convention for the rest of the transaction and gives all of what a renewal copies. */
export async function holdToRenew(tx: Tx, code: string) {
  await tx.$executeRaw`SELECT 1 FROM "Convention" WHERE code = ${code} FOR NO KEY UPDATE`;
  return tx.convention.findUnique({
    where: { code },
    include: {
      successor: { select: { code: true } },
      actions: { orderBy: { position: 'asc' }, include: { indicators: { orderBy: { position: 'asc' } } } },
    },
  });
}
export type FormerConvention = NonNullable<Awaited<ReturnType<typeof holdToRenew>>>;

/** The codes of the conventions that have a year in common with a span. */
export async function findOverlapping(tx: Tx, { startYear, endYear }: { startYear: number; endYear: number }) {
  const rows = await tx.convention.findMany({
    where: { startYear: { lte: endYear }, endYear: { gte: startYear } },
    select: { code: true },
  });
  return rows.map(({ code }) => code);
}

/** The renewed convention, its years of grants without an amount, its lines and their indicators. */
export async function createRenewed(
  tx: Tx,
  data: Prisma.ConventionUncheckedCreateInput,
  grants: Prisma.StateGrantCreateManyConventionInput[],
  former: FormerConvention,
): Promise<void> {
  const { id } = await tx.convention.create({ data: { ...data, grants: { createMany: { data: grants } } } });
  for (const line of former.actions.filter(({ untilMonth }) => untilMonth === null)) {
    const { key, position, annexNumber, title, description, objectiveText, expectedText, note } = line;
    const { unmeasuredText, objectiveCode, axisNumber, maxStatePercent, indicators } = line;
    await tx.action.create({
      data: {
        ...{ conventionId: id, key, position, annexNumber, title, description, objectiveText, expectedText, note },
        ...{ unmeasuredText, objectiveCode, axisNumber, maxStatePercent, requestedCents: null, toConfirm: true },
        indicators: {
          createMany: { data: indicators.map(({ indicatorId, position: at }) => ({ indicatorId, position: at })) },
        },
      },
    });
  }
}

/** The lines of a convention that are still to be confirmed, among these. */
export async function findUnconfirmed(tx: Tx, convention: string, keys: readonly string[]) {
  const rows = await tx.action.findMany({
    where: { convention: { code: convention }, key: { in: [...keys] }, toConfirm: true },
    select: { key: true },
  });
  return rows.map(({ key }) => key);
}

export async function confirmActions(tx: Tx, convention: string, keys: readonly string[]): Promise<void> {
  await tx.action.updateMany({
    where: { convention: { code: convention }, key: { in: [...keys] } },
    data: { toConfirm: false },
  });
}

/** What a line of a convention asks; undefined when there is no such line. */
export async function findRequest(tx: Tx, convention: string, key: string) {
  const line = await tx.action.findFirst({
    where: { convention: { code: convention }, key },
    select: { id: true, requestedCents: true },
  });
  return line ?? undefined;
}

/** A request that an act sets: the line is then confirmed by it. */
export async function setRequest(tx: Tx, id: number, requestedCents: number): Promise<void> {
  await tx.action.update({ where: { id }, data: { requestedCents, toConfirm: false } });
}

/** True when a renewed convention covers the year, and the indicator stands under one of its lines: the year is to have its target. */
export async function awaitsTarget(db: Db, code: string, year: number): Promise<boolean> {
  const found = await db.actionIndicator.findFirst({
    where: {
      indicator: { code },
      action: {
        convention: { startYear: { lte: year }, endYear: { gte: year }, predecessor: { actions: { some: {} } } },
      },
    },
    select: { indicatorId: true },
  });
  return found !== null;
}

export function findIndicatorId(tx: Tx, code: string) {
  return tx.indicator.findUnique({ where: { code }, select: { id: true } });
}
