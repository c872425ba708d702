import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';

type Db = PrismaClient | Prisma.TransactionClient;
type Tx = Prisma.TransactionClient;

const textFields = {
  id: true,
  place: true,
  content: true,
  words: true,
  revision: true,
  ready: true,
  updatedById: true,
  updatedByName: true,
  updatedAt: true,
} as const;

/** Every text of a year. */
export function findTexts(db: Db, year: number) {
  return db.reportText.findMany({ where: { year }, select: textFields });
}

export function findText(db: Db, year: number, place: string) {
  return db.reportText.findUnique({ where: { year_place: { year, place } }, select: textFields });
}

/** Every judgement of a year. */
export function findJudgements(db: Db, year: number) {
  return db.reportJudgement.findMany({
    where: { year },
    select: {
      actionKey: true,
      judgement: true,
      reason: true,
      revision: true,
      updatedByName: true,
      updatedAt: true,
    },
  });
}

/** One writer at a time for a place of a year, the text existing or not. */
export async function lockPlace(tx: Tx, year: number, place: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`report-text/${year}/${place}`}, 0))`;
}

export function createText(tx: Tx, data: Prisma.ReportTextUncheckedCreateInput) {
  return tx.reportText.create({ data, select: textFields });
}

export function updateText(tx: Tx, id: number, data: Prisma.ReportTextUncheckedUpdateInput) {
  return tx.reportText.update({ where: { id }, data, select: textFields });
}

/** The version that the text's present words are in. */
export function findLatestVersion(tx: Tx, textId: number) {
  return tx.reportTextVersion.findFirst({
    where: { textId, kind: { not: 'set-aside' } },
    orderBy: { id: 'desc' },
    select: { id: true, kind: true, authorId: true, authorName: true, startedAt: true },
  });
}

export function createVersion(tx: Tx, data: Prisma.ReportTextVersionUncheckedCreateInput) {
  return tx.reportTextVersion.create({ data, select: { id: true } });
}

export async function updateVersion(
  tx: Tx,
  id: number,
  data: Prisma.ReportTextVersionUncheckedUpdateInput,
): Promise<void> {
  await tx.reportTextVersion.update({ where: { id }, data });
}

/** The versions of a text, the last first, without their words. */
export function findVersions(db: Db, year: number, place: string) {
  return db.reportTextVersion.findMany({
    where: { text: { year, place } },
    orderBy: { id: 'desc' },
    take: 200,
    select: { id: true, revision: true, kind: true, words: true, authorName: true, startedAt: true, savedAt: true },
  });
}

export function findVersion(db: Db, id: number) {
  return db.reportTextVersion.findUnique({
    where: { id },
    select: {
      id: true,
      revision: true,
      kind: true,
      content: true,
      words: true,
      authorName: true,
      savedAt: true,
      text: { select: { year: true, place: true } },
    },
  });
}
