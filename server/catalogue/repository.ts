import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { TimeRule } from '../../shared/domain/indicator.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Partners with what they are expected to provide. */
export function findOrganisations(db: Db) {
  return db.organisation.findMany({
    orderBy: { name: 'asc' },
    select: {
      id: true,
      code: true,
      name: true,
      kind: true,
      role: true,
      assignments: {
        orderBy: { position: 'asc' },
        select: {
          spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
          agreements: { orderBy: { fromMonth: 'asc' }, select: { fromMonth: true, register: true, reason: true } },
          indicator: { select: { code: true, label: true, measure: true } },
        },
      },
    },
  });
}

/** Every target ever set for an indicator and a year, the one in force first. */
export function findTargetHistory(db: Db, code: string) {
  return db.target.findMany({ where: { indicator: { code } }, orderBy: [{ year: 'asc' }, { id: 'desc' }] });
}

/** Holds an indicator for the rest of the transaction: two people who amend its targets pass one after the other. */
export async function holdIndicator(tx: Prisma.TransactionClient, code: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Indicator" WHERE code = ${code} FOR NO KEY UPDATE`;
}

export function findTargetInForce(tx: Prisma.TransactionClient, code: string, year: number) {
  return tx.target.findFirst({ where: { indicator: { code }, year, supersededAt: null } });
}

export async function supersedeTarget(tx: Prisma.TransactionClient, id: number, at: Date): Promise<void> {
  await tx.target.update({ where: { id }, data: { supersededAt: at } });
}

export function createTarget(tx: Prisma.TransactionClient, data: Prisma.TargetUncheckedCreateInput) {
  return tx.target.create({ data });
}

/** Every target in force, with its indicator. */
export function findTargetsInForce(db: Db) {
  return db.target.findMany({
    where: { supersededAt: null },
    orderBy: [{ indicator: { position: 'asc' } }, { year: 'asc' }],
    select: {
      year: true,
      value: true,
      start: true,
      startMonth: true,
      endMonth: true,
      dueMonth: true,
      window: true,
      unit: true,
      unitReading: true,
      profile: true,
      weights: true,
      reading: true,
      quote: true,
      document: true,
      note: true,
      act: true,
      actDate: true,
      reason: true,
      indicator: { select: { code: true, label: true, unit: true } },
    },
  });
}

/** Holds a convention for the rest of the transaction, and gives what an amendment may change. */
export async function holdConvention(tx: Prisma.TransactionClient, code: string) {
  await tx.$executeRaw`SELECT 1 FROM "Convention" WHERE code = ${code} FOR NO KEY UPDATE`;
  return tx.convention.findUnique({ where: { code }, include: { grants: true } });
}
export type HeldConvention = NonNullable<Awaited<ReturnType<typeof holdConvention>>>;

export async function setConventionAmount(
  tx: Prisma.TransactionClient,
  id: number,
  data: { maximumAnnualCents: number } | { eligibleCostCents: number },
): Promise<void> {
  await tx.convention.update({ where: { id }, data });
}

export async function setGrant(tx: Prisma.TransactionClient, id: number, amountCents: number): Promise<void> {
  await tx.stateGrant.update({ where: { id }, data: { amountCents } });
}

export function createGrant(tx: Prisma.TransactionClient, data: Prisma.StateGrantUncheckedCreateInput) {
  return tx.stateGrant.create({ data });
}

export function createAmountAmendment(tx: Prisma.TransactionClient, data: Prisma.AmountAmendmentUncheckedCreateInput) {
  return tx.amountAmendment.create({ data });
}

/** Every indicator with all its definitions, the first one first. */
export function findDefinitions(db: Db) {
  return db.indicator.findMany({
    orderBy: { position: 'asc' },
    select: {
      id: true,
      code: true,
      label: true,
      unit: true,
      timeRule: true,
      direction: true,
      stated: true,
      computed: true,
      note: true,
      versions: {
        orderBy: { version: 'asc' },
        select: { version: true, definition: true, formula: true, validFrom: true, reason: true, createdAt: true },
      },
    },
  });
}

export function findDefinition(tx: Db, code: string) {
  return tx.indicator.findUnique({
    where: { code },
    select: { id: true, timeRule: true, versions: { orderBy: { version: 'desc' }, take: 1 } },
  });
}

export function createVersion(tx: Prisma.TransactionClient, data: Prisma.IndicatorVersionUncheckedCreateInput) {
  return tx.indicatorVersion.create({ data });
}

export async function setTimeRule(tx: Prisma.TransactionClient, id: number, timeRule: TimeRule): Promise<void> {
  await tx.indicator.update({ where: { id }, data: { timeRule } });
}

/** The months that have a figure of an indicator, whose roll-up its time rule makes. */
export function findRolledMonths(db: Db, indicatorId: number) {
  return db.indicatorMonth.findMany({
    where: { indicatorId },
    distinct: ['month'],
    select: { indicatorId: true, month: true },
  });
}

/** The years that have a total typed for the whole of them, in force. */
export async function findTotalledYears(db: Db, indicatorId: number): Promise<number[]> {
  const rows = await db.yearTotal.findMany({
    where: { indicatorId, supersededAt: null },
    distinct: ['year'],
    select: { year: true },
  });
  return rows.map(({ year }) => year);
}
