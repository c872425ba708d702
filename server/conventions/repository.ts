import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Db = PrismaClient | Prisma.TransactionClient;

const conventionSelect = {
  code: true,
  name: true,
  territory: true,
  startYear: true,
  endYear: true,
  maximumAnnualCents: true,
  eligibleCostCents: true,
  clawbackPercent: true,
  reportDue: true,
  paymentDue: true,
  reportArticle: true,
  paymentArticle: true,
  clawbackArticle: true,
  clawbackQuote: true,
  note: true,
  grants: { orderBy: { year: 'asc' }, select: { year: true, amountCents: true, quote: true, document: true } },
  amendments: {
    orderBy: { id: 'asc' },
    select: {
      id: true,
      field: true,
      year: true,
      beforeCents: true,
      afterCents: true,
      act: true,
      actDate: true,
      reason: true,
      createdByName: true,
    },
  },
  actions: {
    orderBy: { position: 'asc' },
    select: {
      key: true,
      position: true,
      annexNumber: true,
      title: true,
      description: true,
      objectiveText: true,
      expectedText: true,
      unmeasuredText: true,
      requestedCents: true,
      note: true,
      untilMonth: true,
      objective: { select: { code: true, label: true } },
      axis: { select: { number: true, label: true } },
      indicators: { orderBy: { position: 'asc' }, select: { indicator: { select: { code: true, label: true } } } },
    },
  },
} satisfies Prisma.ConventionSelect;

export type ConventionRecord = Prisma.ConventionGetPayload<{ select: typeof conventionSelect }>;

/** Every convention, the latest first, with its grants and the lines of its annex in their order. */
export function findConventions(db: Db): Promise<ConventionRecord[]> {
  return db.convention.findMany({ orderBy: { startYear: 'desc' }, select: conventionSelect });
}

/** The objectives of the plan, whichever lines of the annex they group. */
export function findObjectives(db: Db) {
  return db.objective.findMany({ orderBy: { code: 'asc' }, select: { code: true, label: true } });
}

export function findCommunes(db: Db) {
  return db.commune.findMany({ orderBy: { population: 'desc' } });
}

/** The groups of communes that figures are published by, in their order. */
export function findGroups(db: Db) {
  return db.communeGroup.findMany({ orderBy: { position: 'asc' }, select: { code: true, name: true } });
}

export function findOrganisation(db: Db, code: string) {
  return db.organisation.findUnique({ where: { code }, select: { name: true } });
}

const span = { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } } as const;

/** Who gave what and in which months, who took over from whom, and since when each indicator is followed. */
export async function findStories(db: Db) {
  const partners = await db.organisation.findMany({
    orderBy: { name: 'asc' },
    select: {
      name: true,
      untilMonth: true,
      takenOverBy: { select: { fromMonth: true, next: { select: { name: true } } } },
      feeds: { select: { source: true, fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
      assignments: {
        orderBy: { position: 'asc' },
        select: { spans: span, indicator: { select: { code: true, label: true } } },
      },
    },
  });
  const indicators = await db.indicator.findMany({
    orderBy: { position: 'asc' },
    select: {
      ...{ code: true, label: true, untilMonth: true },
      versions: { orderBy: { version: 'asc' }, take: 1, select: { validFrom: true } },
    },
  });
  return { partners, indicators };
}
