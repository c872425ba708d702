import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { TERRITORY } from '../../shared/domain/figures/cell-table.ts';
import type { CellState } from '../../shared/domain/indicator.ts';
import { cellStates } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { countedCells } from '../contributions/counted-cells.ts';
import type { Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A cell that may count, of one organisation. */
export interface CountedCell {
  indicatorId: number;
  organisationId: number;
  giver: string;
  month: Month;
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  updatedAt: Date;
}

const indicatorSelect = {
  id: true,
  code: true,
  position: true,
  label: true,
  unit: true,
  timeRule: true,
  direction: true,
  tolerance: true,
  perimeter: true,
  sensitive: true,
  frequency: true,
  stated: true,
  keyFigure: true,
  sourceText: true,
  note: true,
  computed: true,
  measure: true,
  versions: {
    orderBy: { version: 'desc' },
    select: { version: true, definition: true, formula: true, validFrom: true },
  },
  targets: { where: { supersededAt: null } },
  published: {
    select: { fromMonth: true, toMonth: true, value: true, label: true, quote: true, document: true, note: true },
  },
  assignments: {
    select: {
      organisationId: true,
      spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
      organisation: { select: { code: true, name: true } },
    },
  },
  actions: {
    // Two lines may have the same indicator at the same rank: the annex's order decides, whatever was written last.
    orderBy: [{ position: 'asc' }, { action: { position: 'asc' } }],
    select: {
      action: { select: { key: true, title: true, annexNumber: true, convention: { select: { code: true } } } },
    },
  },
} satisfies Prisma.IndicatorSelect;

export type IndicatorRecord = Prisma.IndicatorGetPayload<{ select: typeof indicatorSelect }>;

/** Every indicator with its definition in force, targets, published figures, providers and lines; narrowed by code. */
export function findIndicators(db: Db, codes?: string[]): Promise<IndicatorRecord[]> {
  return db.indicator.findMany({
    select: indicatorSelect,
    orderBy: { position: 'asc' },
    ...(codes && { where: { code: { in: codes } } }),
  });
}

/** Every indicator by its code. */
export const findIndicatorCodes = (db: Db) => db.indicator.findMany({ select: { id: true, code: true } });

/** The conventions whose annex is known, and their years. */
export function findConventionSpans(db: Db) {
  return db.convention.findMany({
    where: { actions: { some: {} } },
    select: { code: true, startYear: true, endYear: true },
  });
}
export type ConventionSpan = Awaited<ReturnType<typeof findConventionSpans>>[number];

const countedCell: z.ZodType<CountedCell> = z.object({
  indicatorId: z.number(),
  organisationId: z.number(),
  giver: z.string(),
  month: z.string(),
  state: z.enum(cellStates),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  updatedAt: z.date(),
});

/** The cells that count for a visibility, with those that say why they hold no value: of all organisations, or of one. */
export function findCountedCells(
  db: Db,
  visibility: Visibility,
  { from, to }: { from: Month; to: Month },
  organisationId?: number,
): Promise<CountedCell[]> {
  return queryRows(db, countedCell)`
    SELECT o."indicatorId", o."organisationId", g.code AS giver, o.month, o.state, o.value, o.numerator, o.denominator, o."updatedAt"
    FROM ${countedCells(visibility)} o JOIN "Organisation" g ON g.id = o."organisationId"
    WHERE o.breakdown = '' AND o.month BETWEEN ${from} AND ${to} AND o.state <> 'missing'
      AND (${organisationId ?? null}::int IS NULL OR o."organisationId" = ${organisationId ?? null}::int)
    ORDER BY o."indicatorId", o.month, g.code`;
}

/**
 * The cells that were validated and say something else since, as they were validated, and as missing those that a register says
 * since in months that were validated of it: with them in the place of what they have become, a figure is what it was before the
 * corrections that wait.
 */
export function findCorrectedCells(
  db: Db,
  { from, to }: { from: Month; to: Month },
  organisationId?: number,
): Promise<CountedCell[]> {
  return queryRows(db, countedCell)`
    SELECT v."indicatorId", v."organisationId", g.code AS giver, v.month, v.state, v.value, v.numerator, v.denominator, v."updatedAt"
    FROM "ValidatedCell" v JOIN "Observation" o USING ("organisationId", "indicatorId", month, breakdown)
    JOIN "Organisation" g ON g.id = v."organisationId"
    WHERE v.breakdown = '' AND v.month BETWEEN ${from} AND ${to}
      AND (${organisationId ?? null}::int IS NULL OR v."organisationId" = ${organisationId ?? null}::int)
      AND (v.state, v.value, v.numerator, v.denominator) IS DISTINCT FROM (o.state, o.value, o.numerator, o.denominator)
    UNION ALL
    SELECT o."indicatorId", o."organisationId", g.code, o.month, 'missing', NULL, NULL, NULL, o."updatedAt"
    FROM "RegisterValidation" r
    JOIN "Agreement" a ON a."organisationId" = r."organisationId" AND a.register = r.source AND a."fromMonth" <= r.month
    JOIN "Observation" o ON o."organisationId" = r."organisationId" AND o."indicatorId" = a."indicatorId" AND o.month = r.month
      AND o.breakdown = '' AND o.stage = 'submitted'
    JOIN "Organisation" g ON g.id = o."organisationId"
    WHERE r.month BETWEEN ${from} AND ${to}
      AND (${organisationId ?? null}::int IS NULL OR r."organisationId" = ${organisationId ?? null}::int)
      AND NOT EXISTS (SELECT FROM "Agreement" l WHERE l."organisationId" = a."organisationId"
        AND l."indicatorId" = a."indicatorId" AND l."fromMonth" > a."fromMonth" AND l."fromMonth" <= o.month)
      AND NOT EXISTS (SELECT FROM "ValidatedCell" v WHERE v."organisationId" = o."organisationId"
        AND v."indicatorId" = o."indicatorId" AND v.month = o.month AND v.breakdown = '')`;
}

/** A total of different people over a year: the one in force, or the last that was validated. */
export interface YearTotalRecord {
  indicatorId: number;
  /** Code of the organisation, or the mark of the whole territory. */
  giver: string;
  year: number;
  value: number;
}

/** Totals of years as a visibility counts them, of every organisation or of one. */
export async function findYearTotals(
  db: Db,
  visibility: Visibility,
  organisationId?: number,
): Promise<YearTotalRecord[]> {
  const counted = visibility === 'validated' ? { validatedAt: { not: null } } : { supersededAt: null };
  const rows = await db.yearTotal.findMany({
    where: { ...counted, ...(organisationId !== undefined && { organisationId }) },
    distinct: ['indicatorId', 'organisationId', 'year'],
    orderBy: [{ validatedAt: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    select: { indicatorId: true, year: true, value: true, organisation: { select: { code: true } } },
  });
  return rows.map(({ organisation, ...row }) => ({ ...row, giver: organisation?.code ?? TERRITORY }));
}

const cellSelect = {
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
  updatedAt: true,
  updatedById: true,
  organisation: { select: { id: true, name: true } },
  import: { select: { id: true, fileName: true } },
  revisions: {
    orderBy: { revision: 'desc' },
    select: {
      revision: true,
      state: true,
      value: true,
      numerator: true,
      denominator: true,
      why: true,
      changedAt: true,
      changedById: true,
    },
  },
} satisfies Prisma.ObservationSelect;

export type CellRecord = Prisma.ObservationGetPayload<{ select: typeof cellSelect }>;

/** The cells that make a figure, with their history: of all organisations, or of one. */
export function findCellsOfFigure(
  db: Db,
  code: string,
  from: Month,
  to: Month,
  organisationId?: number,
): Promise<CellRecord[]> {
  return db.observation.findMany({
    where: {
      indicator: { code },
      breakdown: '',
      month: { gte: from, lte: to },
      ...(organisationId !== undefined && { organisationId }),
    },
    orderBy: [{ month: 'asc' }, { organisationId: 'asc' }],
    select: cellSelect,
  });
}

/** The names of the people who wrote, by id. */
export async function findNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** Who is expected to give an indicator, and from when. */
export function findExpected(db: Db, code: string, organisationId?: number) {
  return db.assignment.findMany({
    where: { indicator: { code }, ...(organisationId !== undefined && { organisationId }) },
    select: {
      organisationId: true,
      spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
      organisation: { select: { name: true } },
    },
  });
}

export async function findOrganisationId(db: Db, code: string): Promise<number | null> {
  const found = await db.organisation.findUnique({ where: { code }, select: { id: true } });
  return found?.id ?? null;
}

/** Of the organisations of whom figures are expected in some months, those that sent some. */
export async function countConnected(db: Db, months: Month[]): Promise<{ numerator: number; denominator: number }> {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const found = await queryRows(db, z.object({ sent: z.number(), asked: z.number() }))`
    SELECT count(*)::int AS asked, (count(*) FILTER (WHERE EXISTS (
      SELECT FROM "Observation" o WHERE o."organisationId" = a.id AND o.month = ANY (${months}::text[])
        AND o.breakdown = '' AND o.stage::text <> 'draft' AND o.state <> 'missing')))::int AS sent
    FROM (SELECT DISTINCT "organisationId" AS id FROM "AssignmentSpan"
      WHERE "fromMonth" <= ${last} AND ("toMonth" IS NULL OR "toMonth" >= ${first})) a`;
  return { numerator: found[0]?.sent ?? 0, denominator: found[0]?.asked ?? 0 };
}

/** When the report of a year first left; null: it has not. */
export async function findReportSending(db: Db, year: number): Promise<Date | null> {
  const found = await db.edition.findFirst({
    where: { year, kind: 'report', sentAt: { not: null } },
    orderBy: { sentAt: 'asc' },
    select: { sentAt: true },
  });
  return found?.sentAt ?? null;
}

/** Who feeds a register, from which month on, and when its rows came last. */
export function findFeeders(db: Db, source: SourceName) {
  return queryRows(db, feeder)`
    SELECT a."organisationId", g.code AS id, g.name, a."fromMonth", a."toMonth", (SELECT max(i."createdAt") FROM "Import" i
      WHERE i."organisationId" = a."organisationId" AND i.source = a.source AND i.status = 'done') AS "lastImport"
    FROM "RegisterAssignment" a JOIN "Organisation" g ON g.id = a."organisationId"
    WHERE a.source = ${source} ORDER BY a."organisationId", a."fromMonth"`;
}

const feeder = z.object({
  organisationId: z.number(),
  id: z.string(),
  name: z.string(),
  fromMonth: z.string(),
  toMonth: z.string().nullable(),
  lastImport: z.date().nullable(),
});
