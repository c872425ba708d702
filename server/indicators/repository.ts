import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { CellStage } from '../../shared/domain/entry/return-status.ts';
import { statesWithValue } from '../../shared/domain/expectation.ts';
import type { CellState } from '../../shared/domain/indicator.ts';
import { cellStates } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { GivenCell } from '../../shared/domain/secrecy/dominance-rule.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** A month of an indicator for the whole territory, or for one organisation. */
export interface MonthTotal {
  indicatorId: number;
  month: Month;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reported: number;
  unavailable: number;
  updatedAt: Date;
}

/** What one organisation said of an indicator, by month; a month without a cell is not there. */
export interface StructureStates {
  indicatorId: number;
  organisationId: number;
  states: Partial<Record<Month, CellState>>;
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
      fromMonth: true,
      toMonth: true,
      register: true,
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

/** The conventions whose annex is known, and their years. */
export function findConventionSpans(db: Db) {
  return db.convention.findMany({
    where: { actions: { some: {} } },
    select: { code: true, startYear: true, endYear: true },
  });
}
export type ConventionSpan = Awaited<ReturnType<typeof findConventionSpans>>[number];

/** The roll-up of a period for one visibility. */
export function findMonthTotals(db: Db, visibility: Visibility, from: Month, to: Month): Promise<MonthTotal[]> {
  return db.indicatorMonth.findMany({
    where: { visibility, month: { gte: from, lte: to } },
    select: {
      indicatorId: true,
      month: true,
      value: true,
      numerator: true,
      denominator: true,
      reported: true,
      unavailable: true,
      updatedAt: true,
    },
  });
}

/** The same months for one organisation alone, read from its cells. */
export async function findOrganisationMonths(
  db: Db,
  scope: Pick<OrganisationScope, 'organisationId'>,
  stages: CellStage[],
  from: Month,
  to: Month,
): Promise<MonthTotal[]> {
  const cells = await db.observation.findMany({
    where: {
      organisationId: scope.organisationId,
      breakdown: '',
      stage: { in: stages },
      month: { gte: from, lte: to },
      state: { in: [...statesWithValue, 'unavailable'] },
    },
    select: {
      indicatorId: true,
      month: true,
      state: true,
      value: true,
      numerator: true,
      denominator: true,
      updatedAt: true,
    },
  });
  return cells.map(({ state, ...cell }) => ({
    ...cell,
    reported: state === 'unavailable' ? 0 : 1,
    unavailable: state === 'unavailable' ? 1 : 0,
  }));
}

const structureStates: z.ZodType<StructureStates> = z.object({
  indicatorId: z.number(),
  organisationId: z.number(),
  states: z.record(z.string(), z.enum(cellStates)),
});

/** The states of the cells of each organisation in a period, for the coverage "9 of 11 structures". */
export function findStructureStates(db: Db, stages: CellStage[], from: Month, to: Month): Promise<StructureStates[]> {
  return queryRows(db, structureStates)`
    SELECT "indicatorId", "organisationId", json_object_agg(month, state) AS states
    FROM "Observation"
    WHERE breakdown = '' AND month BETWEEN ${from} AND ${to} AND stage = ANY (${stages})
    GROUP BY 1, 2`;
}

const sharedCell: z.ZodType<GivenCell & { indicatorId: number }> = z.object({
  indicatorId: z.number(),
  organisationId: z.number(),
  month: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
});

/** The cells of figures of people that several organisations give: each could subtract its own from the total. */
export function findSharedCells(db: Db, stages: CellStage[], from: Month, to: Month) {
  return queryRows(db, sharedCell)`
    SELECT o."indicatorId", o."organisationId", o.month, o.value, o.numerator, o.denominator
    FROM "Observation" o JOIN "Indicator" i ON i.id = o."indicatorId"
    WHERE i.sensitive AND o.breakdown = '' AND o.month BETWEEN ${from} AND ${to} AND o.stage = ANY (${stages})
      AND o.state = ANY (${[...statesWithValue]}::text[])
      AND (SELECT count(*) FROM "Assignment" a WHERE a."indicatorId" = i.id) > 1`;
}

const cellSelect = {
  id: true,
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
      fromMonth: true,
      toMonth: true,
      organisation: { select: { name: true } },
    },
  });
}

export async function findOrganisationId(db: Db, code: string): Promise<number | null> {
  const found = await db.organisation.findUnique({ where: { code }, select: { id: true } });
  return found?.id ?? null;
}
