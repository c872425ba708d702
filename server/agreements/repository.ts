import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';

type Tx = Prisma.TransactionClient;
type Db = PrismaClient | Tx;

const assignmentSelect = {
  organisationId: true,
  indicatorId: true,
  fromMonth: true,
  toMonth: true,
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
  indicator: { select: { code: true, label: true } },
} satisfies Prisma.AssignmentSelect;

/** Who gives what, how, and from when. */
export function findAssignments(db: Db) {
  return db.assignment.findMany({
    select: assignmentSelect,
    orderBy: [{ organisation: { name: 'asc' } }, { position: 'asc' }],
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

/** Runs an act whole, or not at all. */
export function inTransaction<T>(db: PrismaClient, act: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(act, { timeout: 600_000, maxWait: 30_000 });
}
