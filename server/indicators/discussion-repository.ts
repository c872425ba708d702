import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { OfIndicator } from './of-indicator.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** What explains the months of an indicator, the oldest first. */
export function findAnnotations(db: Db, asked: OfIndicator) {
  return db.indicatorAnnotation.findMany({
    where: { ...asked, removedAt: null },
    orderBy: [{ month: 'asc' }, { id: 'asc' }],
    select: { indicatorId: true, id: true, month: true, text: true, authorName: true, createdAt: true },
  });
}

export function findAnnotation(tx: Prisma.TransactionClient, id: number) {
  return tx.indicatorAnnotation.findFirst({
    where: { id, removedAt: null },
    select: { month: true, text: true, indicator: { select: { code: true } } },
  });
}

export function createAnnotation(tx: Prisma.TransactionClient, data: Prisma.IndicatorAnnotationUncheckedCreateInput) {
  return tx.indicatorAnnotation.create({ data, select: { id: true } });
}

export async function removeAnnotation(tx: Prisma.TransactionClient, id: number, at: Date): Promise<void> {
  await tx.indicatorAnnotation.update({ where: { id }, data: { removedAt: at } });
}

/** Questions and answers about an indicator, the oldest first. */
export function findMessages(db: Db, code: string) {
  return db.indicatorMessage.findMany({
    where: { indicator: { code } },
    orderBy: { id: 'asc' },
    select: { id: true, year: true, text: true, authorName: true, authorPlace: true, createdAt: true },
  });
}

export function createMessage(tx: Prisma.TransactionClient, data: Prisma.IndicatorMessageUncheckedCreateInput) {
  return tx.indicatorMessage.create({ data, select: { id: true } });
}

export async function findIndicatorId(db: Db, code: string): Promise<number | null> {
  const found = await db.indicator.findUnique({ where: { code }, select: { id: true } });
  return found?.id ?? null;
}

/** The versions of a definition after the first: each begins another series. */
export function findLaterVersions(db: Db, asked: OfIndicator) {
  return db.indicatorVersion.findMany({
    where: { ...asked, version: { gt: 1 } },
    orderBy: { version: 'asc' },
    select: { indicatorId: true, version: true, validFrom: true, reason: true },
  });
}

export async function findOrganisationName(db: Db, id: number): Promise<string | null> {
  const found = await db.organisation.findUnique({ where: { id }, select: { name: true } });
  return found?.name ?? null;
}

/** Every target that an indicator has had for a year, the one in force first. */
export function findTargetHistory(db: Db, asked: OfIndicator, year: number) {
  return db.target.findMany({
    where: { ...asked, year },
    orderBy: { id: 'desc' },
    select: { indicatorId: true, id: true, value: true, act: true, actDate: true, reason: true, supersededAt: true },
  });
}

/** How each organisation was agreed to give an indicator, from a month on, where an act has changed it; the oldest first. */
export function findAmendedAgreements(db: Db, code: string, organisationId: number | undefined) {
  return db.agreement.findMany({
    where: {
      assignment: { indicator: { code } },
      reason: { not: null },
      ...(organisationId !== undefined && { organisationId }),
    },
    orderBy: [{ fromMonth: 'asc' }, { organisationId: 'asc' }],
    select: {
      fromMonth: true,
      register: true,
      reason: true,
      createdAt: true,
      assignment: { select: { organisation: { select: { name: true } } } },
    },
  });
}
