import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import {
  type AnswerCell,
  type CohortCell,
  type FlowCell,
  funnelStages,
  stageFields,
} from '../../shared/domain/funnel.ts';
import type { Month } from '../../shared/domain/month.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Whose procedures are read: one organisation's, or the territory's when null. */
export type Owner = number | null;

const procedures = (owner: Owner) => Prisma.sql`
  FROM "RegisterRow" r LEFT JOIN "Commune" c ON c."inseeCode" = r.content->>'commune'
  WHERE r.source = 'eviction-procedure' AND NOT r."outOfTerritory"
    AND ${owner === null ? Prisma.sql`TRUE` : Prisma.sql`r."organisationId" = ${owner}::int`}`;

const parts = Prisma.raw(`coalesce(r.content->>'stock', '') AS stock, coalesce(c."groupCode", '') AS "group"`);

/** Each stage passed, by month, stock and commune group. */
export function findFlowCells(db: Db, owner: Owner): Promise<FlowCell[]> {
  const values = Prisma.join(
    funnelStages.map((stage) => Prisma.sql`(${stage}::text, p.content->>${stageFields[stage]}::text)`),
  );
  return db.$queryRaw<FlowCell[]>`
    SELECT passed.stage, left(passed.date, 7) AS month, p.stock, p."group", count(*)::int AS count
    FROM (SELECT r.content, ${parts} ${procedures(owner)}) p
    CROSS JOIN LATERAL (VALUES ${values}) AS passed(stage, date)
    WHERE passed.date IS NOT NULL GROUP BY 1, 2, 3, 4`;
}

const dated = (stage: string) => `r.content->>'${stage}' IS NOT NULL`;

/** How many procedures have a date for each stage, and how many stop there: with a date of end, and in all. */
const stageCounts = Prisma.raw(
  [
    ['reached', (index: number) => dated(fieldAt(index))],
    ['furthest', (index: number) => lastAt(index)],
    ['ended', (index: number) => `${lastAt(index)} AND ${dated('exitDate')}`],
  ]
    .map(
      ([name, test]) =>
        `ARRAY[${funnelStages
          .map((_, index) => `count(*) FILTER (WHERE ${(test as (index: number) => string)(index)})`)
          .join(', ')}]::int[] AS ${name}`,
    )
    .join(', '),
);

function fieldAt(index: number): string {
  const stage = funnelStages[index];
  return stage ? stageFields[stage] : '';
}

/** Dated here, and at no later stage. */
function lastAt(index: number): string {
  const later = funnelStages.slice(index + 1).map((stage) => `NOT (${dated(stageFields[stage])})`);
  return [dated(fieldAt(index)), ...later].join(' AND ');
}

/** What became of the procedures, by the month of their commandement, stock and commune group. */
export function findCohortCells(db: Db, owner: Owner): Promise<CohortCell[]> {
  return db.$queryRaw<CohortCell[]>`
    SELECT left(r.content->>'commandementDate', 7) AS month, ${parts}, ${stageCounts},
      (count(*) FILTER (WHERE r.content->>'surveyResult' = 'Rencontré'))::int AS met,
      (count(*) FILTER (WHERE jsonb_exists(r.content, 'surveyResult')))::int AS surveyed,
      (count(*) FILTER (WHERE r.content->>'diagnosticDate' IS NOT NULL))::int AS diagnostics,
      (count(*) FILTER (WHERE r.content->>'stock' = 'Privé' AND r.content->>'diagnosticDate' IS NOT NULL
        AND (r.content->>'leaveOrderDate' IS NULL OR r.content->>'diagnosticDate' < r.content->>'leaveOrderDate')))::int
        AS "privateDiagnostics"
    ${procedures(owner)} AND r.content->>'commandementDate' IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1`;
}

/** Assignations whose file says whether the household answered, by month. */
export function findAnswerCells(db: Db, owner: Owner): Promise<AnswerCell[]> {
  return db.$queryRaw<AnswerCell[]>`
    SELECT left(r.content->>'assignationDate', 7) AS month, ${parts}, count(*)::int AS asked,
      (count(*) FILTER (WHERE r.content->>'diagnosticResult' IS DISTINCT FROM 'Réalisé'))::int AS silent
    ${procedures(owner)} AND r.content->>'assignationDate' IS NOT NULL AND jsonb_exists(r.content, 'diagnosticResult')
    GROUP BY 1, 2, 3`;
}

export interface StageDelay {
  from: number;
  count: number;
  first: number | null;
  median: number | null;
  third: number | null;
}

/** Days from each stage to the next one, over the procedures whose commandement is in a period. Dates out of order are left out. */
export function findStageDelays(
  db: Db,
  owner: Owner,
  { from, to, stock, group }: { from: Month; to: Month; stock: string | null; group: string | null },
): Promise<StageDelay[]> {
  const steps = Prisma.join(
    funnelStages
      .slice(1)
      .map(
        (stage, index) =>
          Prisma.sql`(${index}::int, p.content->>${fieldAt(index)}::text, p.content->>${stageFields[stage]}::text)`,
      ),
  );
  return db.$queryRaw<StageDelay[]>`
    SELECT step.rank AS "from", count(*)::int AS count,
      percentile_cont(0.25) WITHIN GROUP (ORDER BY step.later::date - step.earlier::date) AS first,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY step.later::date - step.earlier::date) AS median,
      percentile_cont(0.75) WITHIN GROUP (ORDER BY step.later::date - step.earlier::date) AS third
    FROM (SELECT r.content, ${parts} ${procedures(owner)}) p
    CROSS JOIN LATERAL (VALUES ${steps}) AS step(rank, earlier, later)
    WHERE left(p.content->>'commandementDate', 7) BETWEEN ${from} AND ${to}
      AND (${stock}::text IS NULL OR p.stock = ${stock}) AND (${group}::text IS NULL OR p."group" = ${group})
      AND step.later >= step.earlier
    GROUP BY 1 ORDER BY 1`;
}

/** True when an organisation keeps procedures of its own. */
export async function hasProcedures(db: Db, organisationId: number): Promise<boolean> {
  const where = { organisationId, source: 'eviction-procedure' };
  return (await db.registerRow.findFirst({ where, select: { source: true } })) !== null;
}

/** Where the communes are, and the group that they are published in. */
export function findTerritory(db: Db) {
  return db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, latitude: true, longitude: true, groupCode: true },
  });
}
