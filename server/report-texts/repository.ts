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
    select: { id: true, kind: true, words: true, authorId: true, startedAt: true },
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

export function findJudgement(tx: Tx, year: number, actionKey: string) {
  return tx.reportJudgement.findUnique({
    where: { year_actionKey: { year, actionKey } },
    select: { judgement: true, reason: true, revision: true },
  });
}

export async function saveJudgement(tx: Tx, data: Prisma.ReportJudgementUncheckedCreateInput): Promise<void> {
  const { year, actionKey, ...rest } = data;
  await tx.reportJudgement.upsert({ where: { year_actionKey: { year, actionKey } }, create: data, update: rest });
}

/** The remarks on a text, the oldest first. */
export function findComments(db: Db, year: number, place: string) {
  return db.reportComment.findMany({
    where: { year, place },
    orderBy: { id: 'asc' },
    select: { id: true, text: true, authorName: true, createdAt: true, resolvedAt: true, resolvedByName: true },
  });
}

/** How many remarks wait on each text of a year. */
export async function countOpenComments(db: Db, year: number): Promise<Map<string, number>> {
  const groups = await db.reportComment.groupBy({
    by: ['place'],
    where: { year, resolvedAt: null },
    _count: { id: true },
  });
  return new Map(groups.map(({ place, _count }) => [place, _count.id]));
}

export function createComment(tx: Tx, data: Prisma.ReportCommentUncheckedCreateInput) {
  return tx.reportComment.create({ data, select: { id: true } });
}

export function findComment(tx: Tx, id: number) {
  return tx.reportComment.findUnique({ where: { id }, select: { year: true, place: true, resolvedAt: true } });
}

export async function resolveComment(tx: Tx, id: number, by: { at: Date; name: string } | null): Promise<void> {
  const data = { resolvedAt: by?.at ?? null, resolvedByName: by?.name ?? null };
  await tx.reportComment.update({ where: { id }, data });
}

/** What people said of the steps of a year. */
export function findSteps(db: Db, year: number) {
  return db.reportStep.findMany({
    where: { year },
    select: { step: true, ownerId: true, ownerName: true, done: true, date: true },
  });
}

export async function saveStep(tx: Tx, data: Prisma.ReportStepUncheckedCreateInput): Promise<void> {
  const { year, step, ...rest } = data;
  await tx.reportStep.upsert({ where: { year_step: { year, step } }, create: data, update: rest });
}

/** Who may answer for a step: people who sign in, whatever their role. */
export function findPeople(db: Db) {
  return db.user.findMany({
    where: { disabled: false },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, role: true, organisation: { select: { name: true } } },
  });
}

/** Cells of a year by stage, over every organisation. */
export async function countCellsByStage(db: Db, year: number): Promise<Map<string, number>> {
  const groups = await db.observation.groupBy({
    by: ['stage'],
    where: { month: { gte: `${year}-01`, lte: `${year}-12` }, breakdown: '', state: { not: 'missing' } },
    _count: { id: true },
  });
  return new Map(groups.map(({ stage, _count }) => [stage, _count.id]));
}
