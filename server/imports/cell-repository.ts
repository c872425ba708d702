import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { AgreedAssignment } from '../../shared/domain/agreement.ts';
import type { TimeRule } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { KnownIndicator } from '../../shared/reading/layout/month-line.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import { isMeasureOf } from '../../shared/registers/measures.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { IndicatorMonthKey } from '../indicators/roll-up.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { ImportScope } from './repository.ts';

type Tx = Prisma.TransactionClient;

/** An indicator that a register may fill, and how its giver gives it. */
export interface Fed {
  id: number;
  code: string;
  label: string;
  timeRule: TimeRule;
  assignment: AgreedAssignment | undefined;
}

/** What each indicator counts of the rows of a register. */
export function findBound(tx: Tx) {
  return tx.indicator.findMany({ where: { measure: { not: null } }, select: { code: true, measure: true } });
}

/** Every indicator of the territory, as the lines of a monthly return are recognised by. */
export function findKnownIndicators(db: PrismaClient): Promise<KnownIndicator[]> {
  return db.indicator.findMany({
    orderBy: { position: 'asc' },
    select: { code: true, label: true, aliases: true, measure: true, timeRule: true },
  });
}

/** The indicators that a register feeds for an organisation: those that it is known to give, gave before, or gives now. */
export async function findFedIndicators(
  tx: Tx,
  scope: OrganisationScope,
  source: SourceName,
  codes: string[],
): Promise<Fed[]> {
  const own = { organisationId: scope.organisationId };
  const assigned = { assignments: { some: { ...own, agreements: { some: { register: source } } } } };
  const given = {
    observations: { some: { organisationId: scope.organisationId, origin: 'register', import: { source } } },
  } satisfies Prisma.IndicatorWhereInput;
  const agreements = { select: { fromMonth: true, register: true } };
  const found = await tx.indicator.findMany({
    where: { OR: [{ code: { in: codes } }, assigned, given] },
    select: {
      ...{ id: true, code: true, label: true, timeRule: true, measure: true },
      assignments: { where: own, select: { spans: { select: { fromMonth: true, toMonth: true } }, agreements } },
    },
  });
  // What counts nothing of these rows has no zero of them either.
  const counts = found.filter(({ measure }) => registerOf(source).layout === 'months' || isMeasureOf(source, measure));
  return counts.map(({ assignments: [assignment], measure: _, ...one }) => ({ ...one, assignment }));
}

/** Months of the indicators of a register that were validated: what an import changes of them waits for validation. */
export async function findValidatedMonths(tx: Tx, scope: OrganisationScope, source: string): Promise<Month[]> {
  const found = await queryRows(tx, z.object({ month: z.string() }))`
    SELECT DISTINCT v.month FROM "ValidatedCell" v
    WHERE v."organisationId" = ${scope.organisationId}::int AND ${source} = (
      SELECT a.register FROM "Agreement" a WHERE a."organisationId" = v."organisationId" AND a."indicatorId" = v."indicatorId"
        AND a."fromMonth" <= v.month ORDER BY a."fromMonth" DESC LIMIT 1)`;
  return found.map((one) => one.month);
}

const replacedTotal = z.object({
  indicatorId: z.number(),
  month: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

/** The totals that were typed and that an act of agreement replaced by what the rows of a register say. */
export function findReplacedTotals(tx: Tx, { organisationId }: OrganisationScope, source: string) {
  return queryRows(tx, replacedTotal)`
    SELECT o."indicatorId", o.month, r.value, r.numerator, r.denominator
    FROM "Agreement" g
    JOIN "Observation" o ON o."organisationId" = g."organisationId" AND o."indicatorId" = g."indicatorId"
      AND o.month >= g."fromMonth" AND o.breakdown = ''
    JOIN "ObservationRevision" r ON r."observationId" = o.id AND r."changedAt" = g."createdAt"
      AND r.state IN ('value', 'estimated')
    WHERE g."organisationId" = ${organisationId}::int AND g.register = ${source} AND g.reason IS NOT NULL`;
}

/** Holds an organisation's cells and returns for the rest of the transaction: nobody validates or types what is about to change. */
export async function holdCells(tx: Tx, scope: ImportScope, indicatorIds: number[]): Promise<void> {
  await tx.$executeRaw`
    SELECT 1 AS held FROM "MonthlyReturn" WHERE "organisationId" = ${scope.organisationId} ORDER BY month FOR UPDATE`;
  await tx.$executeRaw`
    SELECT 1 AS held FROM "Observation"
    WHERE "organisationId" = ${scope.organisationId} AND "indicatorId" = ANY(${indicatorIds}) AND breakdown = ''
    ORDER BY id FOR UPDATE`;
}

/** The cells of some indicators, and whether each was ever validated: what is written there now waits for validation. */
export async function findCells(db: Tx | PrismaClient, scope: OrganisationScope, indicatorIds: number[]) {
  const where = { organisationId: scope.organisationId, indicatorId: { in: indicatorIds }, breakdown: '' };
  const [cells, validated] = [
    await db.observation.findMany({ where }),
    await db.validatedCell.findMany({ where, select: { indicatorId: true, month: true } }),
  ];
  const names = new Set(validated.map(({ indicatorId, month }) => `${indicatorId} ${month}`));
  return cells.map((cell) => ({ ...cell, wasValidated: names.has(`${cell.indicatorId} ${cell.month}`) }));
}
export type CellRecord = Awaited<ReturnType<typeof findCells>>[number];

/** What an import writes in a cell; all null: nothing any more. */
export interface CellFigure extends IndicatorMonthKey {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  stage: 'draft' | 'submitted';
}

export interface CellAuthor {
  /** Null: another act than an import. */
  importId: number | null;
  origin: 'register' | 'workbook';
  userId: string | null;
  now: Date;
}

function columnsOf(figures: CellFigure[]) {
  return {
    ids: figures.map((one) => one.indicatorId),
    months: figures.map((one) => one.month),
    values: figures.map((one) => one.value),
    numerators: figures.map((one) => one.numerator),
    denominators: figures.map((one) => one.denominator),
    stages: figures.map((one) => one.stage),
  };
}

/** Writes cells and keeps what each was, under the import that changed it. */
export async function writeCells(
  tx: Tx,
  scope: ImportScope,
  figures: CellFigure[],
  { importId, origin, userId, now }: CellAuthor,
): Promise<void> {
  const { ids, months, values, numerators, denominators, stages } = columnsOf(figures);
  await tx.$executeRaw`
    INSERT INTO "ObservationRevision" ("observationId", revision, state, value, numerator, denominator, reason, comment, origin,
      stage, review, "priorImportId", "priorById", "priorAt", "importId", "changedById", "changedAt")
    SELECT o.id, o.revision, o.state, o.value, o.numerator, o.denominator, o.reason, o.comment, o.origin, o.stage, o.review,
      o."importId", o."updatedById", o."updatedAt", ${importId}::int, ${userId}, ${now}
    FROM unnest(${ids}::int[], ${months}::text[]) AS k(id, month)
    JOIN "Observation" o ON o."organisationId" = ${scope.organisationId}::int AND o."indicatorId" = k.id
      AND o.month = k.month AND o.breakdown = ''`;
  await tx.$executeRaw`
    INSERT INTO "Observation" ("organisationId", "indicatorId", month, breakdown, state, value, numerator, denominator, origin,
      stage, review, "importId", "updatedById", "updatedAt")
    SELECT ${scope.organisationId}::int, f.id, f.month, '',
      CASE WHEN f.value IS NULL AND f.denominator IS NULL THEN 'missing' ELSE 'value' END,
      f.value, f.numerator, f.denominator, ${origin}, f.stage::"CellStage", 'none', ${importId}::int, ${userId}, ${now}
    FROM unnest(${ids}::int[], ${months}::text[], ${values}::float8[], ${numerators}::float8[], ${denominators}::float8[],
      ${stages}::text[]) AS f(id, month, value, numerator, denominator, stage)
    ON CONFLICT ("organisationId", "indicatorId", month, breakdown) DO UPDATE SET state = EXCLUDED.state, value = EXCLUDED.value,
      numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator, reason = NULL, origin = EXCLUDED.origin,
      stage = EXCLUDED.stage, review = EXCLUDED.review, "importId" = EXCLUDED."importId",
      "updatedById" = EXCLUDED."updatedById", "updatedAt" = EXCLUDED."updatedAt", revision = "Observation".revision + 1`;
}

/** The validated content of a cell, in SQL. */
const validatedAs = (cell: string) =>
  Prisma.sql`FROM "ValidatedCell" v WHERE v."organisationId" = ${Prisma.raw(cell)}."organisationId"
    AND v."indicatorId" = ${Prisma.raw(cell)}."indicatorId" AND v.month = ${Prisma.raw(cell)}.month
    AND v.breakdown = ${Prisma.raw(cell)}.breakdown`;

export interface TouchedCell extends IndicatorMonthKey {
  code: string;
  id: number;
  stage: string;
  /** Someone has written, validated or questioned the cell since the import did. */
  later: boolean;
  /** The import that wrote it last, when one did. */
  importId: number | null;
  created: boolean;
}

const touchedCell: z.ZodType<TouchedCell> = z.object({
  id: z.number(),
  indicatorId: z.number(),
  month: z.string(),
  stage: z.string(),
  importId: z.number().nullable(),
  code: z.string(),
  created: z.boolean(),
  later: z.boolean(),
});

/** The cells that an import wrote, held for the transaction, and whether someone has written them since. */
export function holdCellsOf(
  tx: Tx,
  scope: OrganisationScope<'imports.undo'>,
  importId: number,
): Promise<TouchedCell[]> {
  return queryRows(tx, touchedCell)`
    SELECT o.id, o."indicatorId", o.month, o.stage, o."importId", i.code, r.revision IS NULL AS created,
      o."importId" IS DISTINCT FROM ${importId}::int OR o.stage = 'validated' OR o.review <> 'none' AS later
    FROM "Observation" o
    JOIN "Indicator" i ON i.id = o."indicatorId"
    LEFT JOIN LATERAL (SELECT revision FROM "ObservationRevision" r
      WHERE r."observationId" = o.id AND r."importId" = ${importId}::int ORDER BY r.revision DESC LIMIT 1) r ON true
    WHERE o."organisationId" = ${scope.organisationId}::int AND (r.revision IS NOT NULL OR o."importId" = ${importId}::int
      OR EXISTS (SELECT FROM "ObservationRevision" p WHERE p."observationId" = o.id AND p."priorImportId" = ${importId}::int))
    ORDER BY o.id FOR UPDATE OF o`;
}

/**
 * Puts cells back as they were before an import, to the letter; a cell that it made goes, unless people talk about it. What was
 * validated since is not taken back: a cell that says something else again waits for validation.
 */
export async function restoreCells(
  tx: Tx,
  importId: number,
  cells: TouchedCell[],
  { userId, now, why }: { userId: string | null; now: Date; why: string },
): Promise<void> {
  const known = cells.filter((cell) => !cell.created).map((cell) => cell.id);
  const made = cells.filter((cell) => cell.created).map((cell) => cell.id);
  await tx.$executeRaw`
    INSERT INTO "ObservationRevision" ("observationId", revision, state, value, numerator, denominator, reason, comment, origin,
      stage, review, "priorImportId", "priorById", "priorAt", "changedById", "changedAt", why)
    SELECT id, revision, state, value, numerator, denominator, reason, comment, origin, stage, review, "importId", "updatedById",
      "updatedAt", ${userId}, ${now}, ${why} FROM "Observation" WHERE id = ANY (${known}::int[])`;
  await tx.$executeRaw`
    UPDATE "Observation" o SET state = r.state, value = r.value, numerator = r.numerator, denominator = r.denominator,
      reason = r.reason, comment = r.comment, origin = r.origin, stage = r.stage, review = COALESCE(r.review, 'none'),
      "importId" = r."priorImportId", "updatedById" = r."priorById", "updatedAt" = COALESCE(r."priorAt", r."changedAt"),
      revision = o.revision + 1
    FROM "ObservationRevision" r
    WHERE r."observationId" = o.id AND r."importId" = ${importId}::int AND o.id = ANY (${known}::int[])`;
  await tx.$executeRaw`
    UPDATE "Observation" o SET stage = 'submitted'
    WHERE o.id = ANY (${known}::int[]) AND o.stage = 'validated' AND NOT EXISTS (SELECT ${validatedAs('o')}
      AND (v.state, v.value, v.numerator, v.denominator) IS NOT DISTINCT FROM (o.state, o.value, o.numerator, o.denominator))`;
  const talkedAbout = Prisma.sql`EXISTS (SELECT FROM "CellMessage" m WHERE m."observationId" = o.id)`;
  const wasValidated = Prisma.sql`EXISTS (SELECT ${validatedAs('o')})`;
  await tx.$executeRaw`
    UPDATE "Observation" o SET state = 'missing', value = NULL, numerator = NULL, denominator = NULL, "importId" = NULL,
      stage = (CASE WHEN ${wasValidated} THEN 'submitted' ELSE 'draft' END)::"CellStage", "updatedAt" = ${now},
      revision = revision + 1
    WHERE id = ANY (${made}::int[]) AND (${talkedAbout} OR ${wasValidated})`;
  await tx.$executeRaw`
    DELETE FROM "ObservationRevision" r USING "Observation" o
    WHERE o.id = r."observationId" AND o.id = ANY (${made}::int[]) AND NOT (${talkedAbout} OR ${wasValidated})`;
  await tx.$executeRaw`
    DELETE FROM "Observation" o WHERE id = ANY (${made}::int[]) AND NOT (${talkedAbout} OR ${wasValidated})`;
}
