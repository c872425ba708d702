import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import {
  type AnswerCell,
  type CohortCell,
  type FlowCell,
  funnelStages,
  stageFields,
} from '../../shared/domain/ledger/funnel.ts';
import type { Month } from '../../shared/domain/month.ts';
import { findCountedMonths } from '../contributions/register-rows.ts';
import { queryRows } from '../platform/database/rows.ts';
import { hasKeptCounts, keepLines, linesOf, type Reading } from '../retention/kept-counts.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Whose procedures are read: one organisation's, the territory's when null, or the territory's as they were validated. */
export type Owner = number | null | 'validated';

const SOURCE = 'eviction-procedure';
const parts = Prisma.raw(`coalesce(r.content->>'stock', '') AS stock, coalesce(c."groupCode", '') AS "group"`);

const proceduresOf = (rows: Prisma.Sql) => Prisma.sql`
  FROM ${rows} r LEFT JOIN "Commune" c ON c."inseeCode" = r.content->>'commune'
  WHERE r.source = ${SOURCE} AND NOT r."outOfTerritory"`;

const owned = (owner: Owner) =>
  typeof owner === 'number' ? Prisma.sql`l."organisationId" = ${owner}::int` : Prisma.sql`TRUE`;
const visibilityOf = (owner: Owner) => (owner === 'validated' ? 'validated' : 'working');

const stageDates = Prisma.raw(
  funnelStages.map((stage) => `('${stage}', r.content->>'${stageFields[stage]}')`).join(', '),
);

/** A line for each stage passed. */
const flows: Reading = {
  name: 'flows',
  source: SOURCE,
  dated: 'month',
  columns: 'stage text, month text, stock text, "group" text',
  lines: (rows) => Prisma.sql`
    SELECT p."organisationId", p.stage, left(p.date, 7) AS month, p.stock, p."group"
    FROM (SELECT r."organisationId", passed.stage, passed.date, ${parts}
      FROM ${rows} r LEFT JOIN "Commune" c ON c."inseeCode" = r.content->>'commune'
      CROSS JOIN LATERAL (VALUES ${stageDates}) AS passed(stage, date)
      WHERE r.source = ${SOURCE} AND NOT r."outOfTerritory") p
    WHERE p.date IS NOT NULL`,
};

const flowCell: z.ZodType<FlowCell> = z.object({
  stage: z.enum(funnelStages),
  month: z.string(),
  stock: z.string(),
  group: z.string(),
  count: z.number(),
});

/** Each stage passed, by month, stock and commune group. */
export function findFlowCells(db: Db, owner: Owner): Promise<FlowCell[]> {
  return queryRows(db, flowCell)`
    SELECT l.stage, l.month, l.stock, l."group", count(*)::int AS count
    FROM ${linesOf(flows, visibilityOf(owner))} l WHERE ${owned(owner)} GROUP BY 1, 2, 3, 4`;
}

/** `110000`: dated for the first two stages, in their order. */
const datedStages = Prisma.raw(
  funnelStages
    .map((stage) => `(CASE WHEN r.content->>'${stageFields[stage]}' IS NULL THEN '0' ELSE '1' END)`)
    .join(' || '),
);

/** A line for each procedure, under the month of its commandement. */
const cohorts: Reading = {
  name: 'cohorts',
  source: SOURCE,
  dated: 'month',
  columns:
    'month text, stock text, "group" text, dated text, ended bool, met bool, surveyed bool, diagnostic bool, counted bool',
  lines: (rows) => Prisma.sql`
    SELECT r."organisationId", left(r.content->>'commandementDate', 7) AS month, ${parts}, ${datedStages} AS dated,
      r.content->>'exitDate' IS NOT NULL AS ended,
      coalesce(r.content->>'surveyResult' = 'Rencontré', FALSE) AS met,
      jsonb_exists(r.content, 'surveyResult') AS surveyed,
      r.content->>'diagnosticDate' IS NOT NULL AS diagnostic,
      coalesce(r.content->>'stock' = 'Privé' AND r.content->>'diagnosticDate' IS NOT NULL
        AND (r.content->>'leaveOrderDate' IS NULL OR r.content->>'diagnosticDate' < r.content->>'leaveOrderDate'), FALSE)
        AS counted
    ${proceduresOf(rows)} AND r.content->>'commandementDate' IS NOT NULL`,
};

const datedAt = (index: number) => `substr(l.dated, ${index + 1}, 1) = '1'`;
/** Dated here, and at no later stage. */
const lastAt = (index: number) => `${datedAt(index)} AND strpos(substr(l.dated, ${index + 2}), '1') = 0`;

/** How many procedures reached each stage (dated there, or at a later one), and how many stop there: in all, and with a date of end. */
const stageCounts = Prisma.raw(
  [
    { name: 'reached', test: (index: number) => `strpos(substr(l.dated, ${index + 1}), '1') > 0` },
    { name: 'furthest', test: lastAt },
    { name: 'ended', test: (index: number) => `${lastAt(index)} AND l.ended` },
  ]
    .map(({ name, test }) => {
      const each = funnelStages.map((_, index) => `count(*) FILTER (WHERE ${test(index)})`);
      return `ARRAY[${each.join(', ')}]::int[] AS ${name}`;
    })
    .join(', '),
);

const cohortCell: z.ZodType<CohortCell> = z.object({
  month: z.string(),
  stock: z.string(),
  group: z.string(),
  reached: z.array(z.number()),
  furthest: z.array(z.number()),
  ended: z.array(z.number()),
  met: z.number(),
  surveyed: z.number(),
  diagnostics: z.number(),
  privateDiagnostics: z.number(),
});

/** What became of the procedures, by the month of their commandement, stock and commune group. */
export function findCohortCells(db: Db, owner: Owner): Promise<CohortCell[]> {
  return queryRows(db, cohortCell)`
    SELECT l.month, l.stock, l."group", ${stageCounts}, (count(*) FILTER (WHERE l.met))::int AS met,
      (count(*) FILTER (WHERE l.surveyed))::int AS surveyed,
      (count(*) FILTER (WHERE l.diagnostic))::int AS diagnostics,
      (count(*) FILTER (WHERE l.counted))::int AS "privateDiagnostics"
    FROM ${linesOf(cohorts, visibilityOf(owner))} l WHERE ${owned(owner)} GROUP BY 1, 2, 3 ORDER BY 1`;
}

/** A line for each assignation whose file says whether the household answered. */
const answers: Reading = {
  name: 'answers',
  source: SOURCE,
  dated: 'month',
  columns: 'month text, stock text, "group" text, silent bool',
  lines: (rows) => Prisma.sql`
    SELECT r."organisationId", left(r.content->>'assignationDate', 7) AS month, ${parts},
      r.content->>'diagnosticResult' IS DISTINCT FROM 'Réalisé' AS silent
    ${proceduresOf(rows)} AND r.content->>'assignationDate' IS NOT NULL AND jsonb_exists(r.content, 'diagnosticResult')`,
};

const answerCell: z.ZodType<AnswerCell> = z.object({
  month: z.string(),
  stock: z.string(),
  group: z.string(),
  asked: z.number(),
  silent: z.number(),
});

/** Assignations whose file says whether the household answered, by month. */
export function findAnswerCells(db: Db, owner: Owner): Promise<AnswerCell[]> {
  return queryRows(db, answerCell)`
    SELECT l.month, l.stock, l."group", count(*)::int AS asked, (count(*) FILTER (WHERE l.silent))::int AS silent
    FROM ${linesOf(answers, visibilityOf(owner))} l WHERE ${owned(owner)} GROUP BY 1, 2, 3`;
}

export interface StageDelay {
  from: number;
  count: number;
  first: number | null;
  median: number | null;
  third: number | null;
}

const steps = Prisma.raw(
  funnelStages
    .slice(1)
    .map((stage, index) => {
      const earlier = funnelStages[index];
      return `(${index}, r.content->>'${earlier ? stageFields[earlier] : ''}', r.content->>'${stageFields[stage]}')`;
    })
    .join(', '),
);

/** A line for each step from a stage to the next one: how many days. Dates out of order are left out. */
const delays: Reading = {
  name: 'delays',
  source: SOURCE,
  dated: 'month',
  columns: 'month text, stock text, "group" text, step int, days int',
  lines: (rows) => Prisma.sql`
    SELECT p."organisationId", p.month, p.stock, p."group", p.step, p.later::date - p.earlier::date AS days
    FROM (SELECT r."organisationId", left(r.content->>'commandementDate', 7) AS month, ${parts}, s.step, s.earlier, s.later
      FROM ${rows} r LEFT JOIN "Commune" c ON c."inseeCode" = r.content->>'commune'
      CROSS JOIN LATERAL (VALUES ${steps}) AS s(step, earlier, later)
      WHERE r.source = ${SOURCE} AND NOT r."outOfTerritory") p
    WHERE p.month IS NOT NULL AND p.later >= p.earlier`,
};

const stageDelay: z.ZodType<StageDelay> = z.object({
  from: z.number(),
  count: z.number(),
  first: z.number().nullable(),
  median: z.number().nullable(),
  third: z.number().nullable(),
});

/** Days from each stage to the next one, over the procedures whose commandement is in a period. */
export function findStageDelays(
  db: Db,
  owner: Owner,
  { from, to, stock, group }: { from: Month; to: Month; stock: string | null; group: string | null },
): Promise<StageDelay[]> {
  return queryRows(db, stageDelay)`
    SELECT l.step AS "from", count(*)::int AS count,
      percentile_cont(0.25) WITHIN GROUP (ORDER BY l.days) AS first,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY l.days) AS median,
      percentile_cont(0.75) WITHIN GROUP (ORDER BY l.days) AS third
    FROM ${linesOf(delays, visibilityOf(owner))} l
    WHERE l.month BETWEEN ${from} AND ${to} AND ${owned(owner)}
      AND (${stock}::text IS NULL OR l.stock = ${stock}) AND (${group}::text IS NULL OR l."group" = ${group})
    GROUP BY 1 ORDER BY 1`;
}

/** Keeps what the funnel says of the procedures about to be erased. */
export async function keepErasedProcedures(tx: Prisma.TransactionClient): Promise<void> {
  for (const reading of [flows, cohorts, answers, delays]) await keepLines(tx, reading);
}

/** True when an organisation keeps procedures of its own. */
export async function hasProcedures(db: Db, organisationId: number): Promise<boolean> {
  const where = { organisationId, source: SOURCE };
  const row = await db.registerRow.findFirst({ where, select: { source: true } });
  return row !== null || hasKeptCounts(db, SOURCE, organisationId);
}

/** The groups of communes that figures are published by, in their order. */
export function findGroups(db: Db) {
  return db.communeGroup.findMany({ orderBy: { position: 'asc' }, select: { code: true } });
}

/** Where the communes are, and the group that they are published in. */
export function findTerritory(db: Db) {
  return db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, groupCode: true },
  });
}

/** The months of procedures that were validated. */
export const findValidatedMonths = (db: Db) => findCountedMonths(db, SOURCE, 'validated');
