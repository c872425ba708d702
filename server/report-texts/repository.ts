import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { judgements } from '../../shared/domain/report/report-judgement.ts';
import type { ReportText } from '../../shared/domain/report/report-text.ts';
import { reportText } from '../../shared/schemas/report-workspace.ts';
import { toJson } from '../platform/database/rows.ts';

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

type StoredText = Prisma.ReportTextGetPayload<{ select: typeof textFields }>;
const withText = (row: StoredText) => ({ ...row, content: reportText.parse(row.content) });
export type TextRow = ReturnType<typeof withText>;

/** Every text of a year. */
export async function findTexts(db: Db, year: number): Promise<TextRow[]> {
  return (await db.reportText.findMany({ where: { year }, select: textFields })).map(withText);
}

export async function findText(db: Db, year: number, place: string): Promise<TextRow | null> {
  const row = await db.reportText.findUnique({ where: { year_place: { year, place } }, select: textFields });
  return row && withText(row);
}

/** The words of a judgement have a hyphen: the database keeps them as texts under a check. */
const judgementWord = z.nullable(z.enum(judgements));
const withJudgement = <Row extends { judgement: string | null }>(row: Row) => ({
  ...row,
  judgement: judgementWord.parse(row.judgement),
});

/** Every judgement of a year. */
export async function findJudgements(db: Db, year: number) {
  const rows = await db.reportJudgement.findMany({
    where: { year },
    select: {
      actionKey: true,
      judgement: true,
      reason: true,
      difficulties: true,
      nextSteps: true,
      revision: true,
      updatedByName: true,
      updatedAt: true,
    },
  });
  return rows.map(withJudgement);
}

/** One writer at a time for a place of a year, the text existing or not. */
export async function lockPlace(tx: Tx, year: number, place: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`report-text/${year}/${place}`}, 0))`;
}

type Kept<Data> = Omit<Data, 'content'> & { content: ReportText };

export async function createText(tx: Tx, { content, ...data }: Kept<Prisma.ReportTextUncheckedCreateInput>) {
  return withText(await tx.reportText.create({ data: { ...data, content: toJson(content) }, select: textFields }));
}

export async function updateText(
  tx: Tx,
  id: number,
  { content, ...data }: Partial<Kept<Prisma.ReportTextUncheckedUpdateInput>>,
) {
  const changed = { ...data, ...(content && { content: toJson(content) }) };
  return withText(await tx.reportText.update({ where: { id }, data: changed, select: textFields }));
}

/** The version that the text's present words are in. */
export function findLatestVersion(tx: Tx, textId: number) {
  return tx.reportTextVersion.findFirst({
    where: { textId, kind: { not: 'set-aside' } },
    orderBy: { id: 'desc' },
    select: { id: true, kind: true, words: true, authorId: true, startedAt: true },
  });
}

const versionKind = z.enum(['written', 'restored', 'set-aside']);
export type VersionKind = z.infer<typeof versionKind>;

export function createVersion(
  tx: Tx,
  { content, ...data }: Kept<Prisma.ReportTextVersionUncheckedCreateInput> & { kind: VersionKind },
) {
  return tx.reportTextVersion.create({ data: { ...data, content: toJson(content) }, select: { id: true } });
}

export async function updateVersion(
  tx: Tx,
  id: number,
  { content, ...data }: Kept<Prisma.ReportTextVersionUncheckedUpdateInput>,
): Promise<void> {
  await tx.reportTextVersion.update({ where: { id }, data: { ...data, content: toJson(content) } });
}

/** The versions of a text, the last first, without their words. */
export async function findVersions(db: Db, year: number, place: string) {
  const versions = await db.reportTextVersion.findMany({
    where: { text: { year, place } },
    orderBy: { id: 'desc' },
    take: 200,
    select: { id: true, revision: true, kind: true, words: true, authorName: true, startedAt: true, savedAt: true },
  });
  return versions.map((one) => ({ ...one, kind: versionKind.parse(one.kind) }));
}

export async function findVersion(db: Db, id: number) {
  const found = await db.reportTextVersion.findUnique({
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
  return found && { ...found, kind: versionKind.parse(found.kind), content: reportText.parse(found.content) };
}

export async function findJudgement(tx: Tx, year: number, actionKey: string) {
  const found = await tx.reportJudgement.findUnique({
    where: { year_actionKey: { year, actionKey } },
    select: { judgement: true, reason: true, difficulties: true, nextSteps: true, revision: true },
  });
  return found && withJudgement(found);
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
