import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { CellFigures } from '../../shared/domain/entry/cell-check.ts';
import { type CellReview, type CellStage, returnStatuses } from '../../shared/domain/entry/return-status.ts';
import type { CellState } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, withState } from '../platform/database/rows.ts';

/** Proofs that open the writing of cells: whoever types, sends, or reviews them. */
export type CellScope = OrganisationScope<'entry.write' | 'entry.submit' | 'collection.review'>;

export type Reading = PrismaClient | Prisma.TransactionClient;
type Writing = Prisma.TransactionClient;

const cellColumns = {
  id: true,
  indicatorId: true,
  month: true,
  state: true,
  value: true,
  numerator: true,
  denominator: true,
  reason: true,
  comment: true,
  origin: true,
  stage: true,
  review: true,
  revision: true,
  updatedById: true,
  updatedAt: true,
} satisfies Prisma.ObservationSelect;

type StoredCell = Prisma.ObservationGetPayload<{ select: typeof cellColumns }>;
export type CellRow = Omit<StoredCell, 'state'> & { state: CellState };

/** Organisations that are asked for figures. Their names are no secret of theirs. */
export function listOrganisations(db: Reading) {
  return db.organisation.findMany({
    where: { assignments: { some: {} } },
    select: { id: true, code: true, name: true },
    orderBy: { name: 'asc' },
  });
}

export function findOrganisation(scope: OrganisationScope, db: Reading) {
  return db.organisation.findUnique({
    where: { id: scope.organisationId },
    select: { id: true, code: true, name: true },
  });
}

export function listTargets(db: Reading, indicatorIds: number[], year: number) {
  return db.target.findMany({
    where: { indicatorId: { in: indicatorIds }, year, supersededAt: null },
    select: { indicatorId: true, value: true, endMonth: true, reading: true },
  });
}

/** The totals (no breakdown) of the organisation over a span of months. */
export async function listCells(
  scope: OrganisationScope,
  db: Reading,
  span: { from: Month; to: Month },
): Promise<CellRow[]> {
  const cells = await db.observation.findMany({
    where: { organisationId: scope.organisationId, breakdown: '', month: { gte: span.from, lte: span.to } },
    select: cellColumns,
    orderBy: { month: 'asc' },
  });
  return cells.map(withState);
}

export async function findCell(
  scope: OrganisationScope,
  db: Reading,
  indicatorId: number,
  month: Month,
): Promise<CellRow | null> {
  const key = { organisationId: scope.organisationId, breakdown: '' };
  const cell = await db.observation.findUnique({
    where: { organisationId_indicatorId_month_breakdown: { ...key, indicatorId, month } },
    select: cellColumns,
  });
  return cell && withState(cell);
}

/** Questions and answers of a month, oldest first. */
export function listMessages(scope: OrganisationScope, db: Reading, month: Month) {
  return db.cellMessage.findMany({
    where: { observation: { organisationId: scope.organisationId, month, breakdown: '' } },
    select: {
      kind: true,
      text: true,
      authorName: true,
      createdAt: true,
      observation: { select: { indicatorId: true } },
    },
    orderBy: { id: 'asc' },
  });
}

export function listReturns(scope: OrganisationScope, db: Reading) {
  return db.monthlyReturn.findMany({
    where: { organisationId: scope.organisationId },
    select: {
      month: true,
      status: true,
      firstSubmittedAt: true,
      submittedAt: true,
      submittedById: true,
      publishedIn: true,
    },
  });
}

/** When cells were last written or rewritten by hand since a day, and by whom. */
export async function listWritings(scope: OrganisationScope, db: Reading, since: Date) {
  const where = { organisationId: scope.organisationId, origin: 'entry' } as const;
  const [cells, revisions] = await Promise.all([
    db.observation.findMany({
      where: { ...where, updatedById: { not: null }, updatedAt: { gte: since } },
      select: { updatedById: true, updatedAt: true },
    }),
    db.observationRevision.findMany({
      where: { observation: where, changedById: { not: null }, changedAt: { gte: since } },
      select: { changedById: true, changedAt: true },
    }),
  ]);
  return [
    ...cells.map((cell) => ({ by: cell.updatedById ?? '', at: cell.updatedAt.getTime() })),
    ...revisions.map((revision) => ({ by: revision.changedById ?? '', at: revision.changedAt.getTime() })),
  ];
}

/** What a cell held at one of its past revisions. */
export async function findRevision(scope: OrganisationScope, db: Reading, cellId: number, revision: number) {
  const former = await db.observationRevision.findFirst({
    where: { observationId: cellId, revision, observation: { organisationId: scope.organisationId } },
    select: { state: true, value: true, numerator: true, denominator: true, reason: true, comment: true },
    orderBy: { id: 'desc' },
  });
  return former && withState(former);
}

/** The names to show beside what people wrote. */
export async function namesOf(db: Reading, ids: Array<string | null>): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const users = await db.user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [user.id, user.name]));
}

const ownReturn = z.object({ status: z.enum(returnStatuses), firstSubmittedAt: z.date().nullable() });

/** Opens the return of the month if it is not, and holds it: writers of one return pass one after the other. Null: no such organisation. */
export async function lockReturn(scope: CellScope, tx: Writing, month: Month, at: Date) {
  return queryRow(tx, ownReturn)`
    INSERT INTO "MonthlyReturn" ("organisationId", month, status, "updatedAt")
    SELECT id, ${month}, 'draft', ${at} FROM "Organisation" WHERE id = ${scope.organisationId}
    ON CONFLICT ("organisationId", month) DO UPDATE SET "updatedAt" = EXCLUDED."updatedAt"
    RETURNING status::text, "firstSubmittedAt"`;
}

export interface CellContent extends CellFigures {
  reason: string | null;
  comment: string | null;
}

export interface Stamp {
  by: string | null;
  at: Date;
}

/** Creates the cell, or returns null when somebody did so meanwhile. */
export async function insertCell(
  scope: OrganisationScope<'entry.write' | 'entry.submit'>,
  tx: Writing,
  cell: { indicatorId: number; month: Month; content: CellContent },
  { by, at }: Stamp,
): Promise<CellRow | null> {
  const { organisationId } = scope;
  const { indicatorId, month, content } = cell;
  const [created] = await tx.observation.createManyAndReturn({
    data: [{ organisationId, indicatorId, month, ...content, origin: 'entry', updatedById: by, updatedAt: at }],
    skipDuplicates: true,
    select: cellColumns,
  });
  return created ? withState(created) : null;
}

/** Rewrites a cell that is still at the revision seen; null when it moved meanwhile. */
export async function rewriteCell(
  scope: OrganisationScope<'entry.write' | 'entry.submit'>,
  tx: Writing,
  seen: CellRow,
  change: CellContent & { review: CellReview },
  { by, at }: Stamp,
): Promise<CellRow | null> {
  const [updated] = await tx.observation.updateManyAndReturn({
    where: { id: seen.id, organisationId: scope.organisationId, revision: seen.revision },
    data: { ...change, origin: 'entry', importId: null, revision: { increment: 1 }, updatedById: by, updatedAt: at },
    select: cellColumns,
  });
  return updated ? withState(updated) : null;
}

/** Writes down what cells were before they are changed: their history only grows. */
export async function keepRevisions(
  scope: CellScope,
  tx: Writing,
  ids: number[],
  why: string | null,
  { by, at }: Stamp,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ObservationRevision" ("observationId", revision, state, value, numerator, denominator, reason, comment,
      origin, stage, why, "changedById", "changedAt")
    SELECT id, revision, state, value, numerator, denominator, reason, comment, origin, stage, ${why}, ${by}, ${at}
    FROM "Observation" WHERE id = ANY(${ids}) AND "organisationId" = ${scope.organisationId} ORDER BY id FOR UPDATE`;
}

/** A step in the life of cells: their revision rises, who gave the figure and when stays. */
export async function moveCells(
  scope: CellScope,
  tx: Writing,
  ids: number[],
  move: { stage?: CellStage; review?: CellReview },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Observation"
    SET stage = coalesce(${move.stage ?? null}, stage), review = coalesce(${move.review ?? null}, review), revision = revision + 1
    WHERE id = ANY(${ids}) AND "organisationId" = ${scope.organisationId}`;
}

export async function addMessage(
  _scope: OrganisationScope<'entry.write' | 'collection.review'>,
  tx: Writing,
  cellId: number,
  message: { kind: 'question' | 'answer'; text: string; authorId: string; authorName: string; createdAt: Date },
): Promise<void> {
  await tx.cellMessage.create({ data: { observationId: cellId, ...message } });
}

/** Marks the return as sent; the first sending is kept for ever. */
export async function markSubmitted(
  scope: OrganisationScope<'entry.submit'>,
  tx: Writing,
  month: Month,
  first: Date | null,
  { by, at }: Stamp,
) {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'submitted', firstSubmittedAt: first ?? at, submittedAt: at, submittedById: by },
  });
}
