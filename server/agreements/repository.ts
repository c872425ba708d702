import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { AskedSpan } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Tx = Prisma.TransactionClient;
type Db = PrismaClient | Tx;

const assignmentSelect = {
  organisationId: true,
  indicatorId: true,
  spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
  agreements: {
    orderBy: { fromMonth: 'asc' },
    select: { fromMonth: true, register: true, reason: true, createdByName: true, createdAt: true },
  },
  organisation: {
    select: {
      code: true,
      name: true,
      feeds: { select: { source: true, fromMonth: true, toMonth: true }, orderBy: { source: 'asc' } },
    },
  },
  indicator: { select: { code: true, label: true, measure: true } },
} satisfies Prisma.AssignmentSelect;

/** Who gives what, how, and from when. */
export function findAssignments(db: Db) {
  return db.assignment.findMany({
    select: assignmentSelect,
    orderBy: [{ organisation: { name: 'asc' } }, { position: 'asc' }],
  });
}

export function findFeedings(db: Db) {
  return db.registerAssignment.findMany({
    select: { source: true, fromMonth: true, toMonth: true, organisation: { select: { code: true } } },
    orderBy: [{ organisation: { name: 'asc' } }, { source: 'asc' }, { fromMonth: 'asc' }],
  });
}

export function findAssignment(db: Db, organisation: string, indicator: string) {
  return db.assignment.findFirst({
    where: { organisation: { code: organisation }, indicator: { code: indicator } },
    select: assignmentSelect,
  });
}

/** From a month on; what was agreed from that very month is replaced, and the journal keeps it. */
export async function writeAgreement(
  tx: Tx,
  key: { organisationId: number; indicatorId: number; fromMonth: Month },
  data: { register: string | null; reason: string; createdById: string | null; createdByName: string; createdAt: Date },
): Promise<void> {
  await tx.agreement.upsert({
    where: { organisationId_indicatorId_fromMonth: key },
    create: { ...key, ...data },
    update: data,
  });
}

const giverSelect = {
  id: true,
  name: true,
  feeds: { select: { source: true, fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
  assignments: {
    select: {
      spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
      agreements: { select: { fromMonth: true, register: true } },
      indicator: { select: { code: true } },
    },
  },
} satisfies Prisma.OrganisationSelect;
export type Giver = Prisma.OrganisationGetPayload<{ select: typeof giverSelect }>;

/** An organisation with all that it is asked for and the registers that it feeds; held: acts on it pass one after the other. */
export async function findGiver(tx: Tx, code: string): Promise<Giver | null> {
  await tx.$executeRaw`SELECT 1 FROM "Organisation" WHERE code = ${code} FOR UPDATE`;
  return tx.organisation.findUnique({ where: { code }, select: giverSelect });
}

export function findIndicator(tx: Tx, code: string) {
  return tx.indicator.findUnique({ where: { code }, select: { id: true, label: true, frequency: true } });
}

/** The months of which an organisation sent something of an indicator. */
export function findSentMonths(tx: Tx, organisationId: number, indicatorId: number) {
  return tx.observation.findMany({
    where: { organisationId, indicatorId, breakdown: '', stage: { not: 'draft' }, state: { not: 'missing' } },
    select: { month: true, stage: true },
    orderBy: { month: 'asc' },
  });
}

/** A new assignment comes at the end of the form. */
export async function writeAssignment(
  tx: Tx,
  key: { organisationId: number; indicatorId: number },
  spans: readonly AskedSpan[],
): Promise<void> {
  const { _max } = await tx.assignment.aggregate({ _max: { position: true } });
  await tx.assignment.upsert({
    where: { organisationId_indicatorId: key },
    create: { ...key, position: (_max.position ?? 0) + 1 },
    update: {},
  });
  await tx.assignmentSpan.deleteMany({ where: key });
  await tx.assignmentSpan.createMany({ data: spans.map(({ fromMonth, toMonth }) => ({ ...key, fromMonth, toMonth })) });
}

export async function writeFeeding(
  tx: Tx,
  organisationId: number,
  source: string,
  spans: readonly AskedSpan[],
): Promise<void> {
  await tx.registerAssignment.deleteMany({ where: { organisationId, source } });
  await tx.registerAssignment.createMany({ data: spans.map((span) => ({ organisationId, source, ...span })) });
}

/** The organisations that keep rows of registers, all (null) or some; of an indicator, those that are asked for it. */
export function findKeepers(tx: Tx, scopes: readonly OrganisationScope[] | null, code: string | undefined) {
  const ids = scopes?.map(({ organisationId }) => organisationId);
  return tx.organisation.findMany({
    where: {
      imports: { some: { status: 'done' } },
      ...(ids && { id: { in: ids } }),
      ...(code !== undefined && { assignments: { some: { indicator: { code } } } }),
    },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Runs an act whole, or not at all. */
export function inTransaction<T>(db: PrismaClient, act: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(act, { timeout: 600_000, maxWait: 30_000 });
}
