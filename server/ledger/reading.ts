import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { RequestCount } from '../../shared/domain/ledger/ledger-bridge.ts';
import type { Dimension, FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { flowNames } from '../../shared/domain/ledger/ledger-tally.ts';
import type { Month } from '../../shared/domain/month.ts';
import { undatedEnds } from '../../shared/registers/siao-labels.ts';
import { countedMonths, registerRows } from '../contributions/register-rows.ts';
import type { Visibility } from '../platform/access.ts';
import { queryRow, queryRows } from '../platform/database/rows.ts';

/** What is read of ledgers: flows by month and breakdown, what imports changed, and what was counted beside. */

type Db = PrismaClient | Prisma.TransactionClient;

/** Whose ledger is read: one organisation's, the territory's when null, or the territory's as it was validated. */
export type LedgerOwner = number | null | 'validated';

/** Households and persons of the convention, and of Insee among them. */
export interface FourCounts {
  households: number;
  persons: number;
  inseeHouseholds: number;
  inseePersons: number;
}

const flow = z.enum(flowNames);
const fourCounts = {
  households: z.number(),
  persons: z.number(),
  inseeHouseholds: z.number(),
  inseePersons: z.number(),
};

const sums = Prisma.raw(
  'sum(households)::int AS households, sum(persons)::int AS persons, sum("inseeHouseholds")::int AS "inseeHouseholds", sum("inseePersons")::int AS "inseePersons"',
);
const owned = (owner: LedgerOwner) =>
  typeof owner === 'number' ? Prisma.sql`"organisationId" = ${owner}::int` : Prisma.sql`TRUE`;

/** The ledger as it is, or as it was validated. */
const ledgerOf = (owner: LedgerOwner) => Prisma.sql`"LedgerMonth"
  WHERE visibility = ${owner === 'validated' ? 'validated' : 'working'}::"Visibility" AND ${owned(owner)}`;

/** Entries add, exits take away. */
const signed = Prisma.raw(
  ['households', 'persons', '"inseeHouseholds"', '"inseePersons"']
    .map(
      (column) =>
        `sum(CASE WHEN flow IN ('housed', 'otherExits', 'lostContact') THEN -${column} ELSE ${column} END)::int AS ${column}`,
    )
    .join(', '),
);

/** One flow of a month: of households, or of requests made and closed. */
export interface MonthFlows extends FourCounts {
  visibility: Visibility;
  dimension: 'total' | 'open';
  month: Month;
  flow: FlowName;
}

const visibilities = z.enum(['working', 'validated']);

/** The flows of every month of the territory, or of an organisation, as they are and as they were validated. */
export function findMonthFlows(db: Db, organisation: number | undefined): Promise<MonthFlows[]> {
  const dimension = z.enum(['total', 'open']);
  return queryRows(db, z.object({ visibility: visibilities, dimension, month: z.string(), flow, ...fourCounts }))`
    SELECT visibility::text AS visibility, dimension, month, flow, ${sums} FROM "LedgerMonth"
    WHERE dimension IN ('total', 'open') AND ${owned(organisation ?? null)} GROUP BY 1, 2, 3, 4 ORDER BY month`;
}

/** A month of the register of requests: that counts for a visibility, or that its giver says is complete. */
export interface LedgerMonthOf {
  kind: Visibility | 'declared';
  month: Month;
}

/** The months of the register of requests, of the territory or of an organisation, the first before. */
export function findLedgerMonths(db: Db, organisation: number | undefined): Promise<LedgerMonthOf[]> {
  const source = 'siao-request';
  return queryRows(db, z.object({ kind: z.enum(['working', 'validated', 'declared']), month: z.string() }))`
    SELECT DISTINCT kind, month FROM (
      SELECT 'working' AS kind, w.* FROM ${countedMonths(source, 'working')} w
      UNION ALL SELECT 'validated', v.* FROM ${countedMonths(source, 'validated')} v
      UNION ALL SELECT 'declared', "organisationId", month FROM "RegisterMonth" WHERE source = ${source}) m
    WHERE ${owned(organisation ?? null)} ORDER BY month`;
}

/** The flows of a period, by value of a breakdown. */
export function findFlowsByValue(db: Db, owner: LedgerOwner, dimension: Dimension, from: Month, to: Month) {
  return queryRows(db, z.object({ flow, value: z.string(), ...fourCounts }))`
    SELECT flow, value, ${sums} FROM ${ledgerOf(owner)} AND dimension = ${dimension} AND month BETWEEN ${from} AND ${to} GROUP BY 1, 2
    HAVING sum(persons) <> 0 ORDER BY 1, 2`;
}

/** Homes found each year up to a month, and how many of them were left within how many months. */
export function findHomesByYear(db: Db, owner: LedgerOwner, until: Month) {
  const row = z.object({ year: z.number(), dimension: z.enum(['total', 'return']), value: z.string(), ...fourCounts });
  return queryRows(db, row)`
    SELECT left(month, 4)::int AS year, dimension, value, ${sums} FROM ${ledgerOf(owner)} AND dimension IN ('total', 'return')
      AND flow = 'housed' AND month <= ${until} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

/** The active at the end of a month, by value of a breakdown. */
export function findActiveByValue(db: Db, owner: LedgerOwner, dimension: Dimension, at: Month) {
  return queryRows(db, z.object({ value: z.string(), ...fourCounts }))`
    SELECT value, ${signed} FROM ${ledgerOf(owner)} AND dimension = ${dimension} AND month <= ${at} GROUP BY 1 HAVING sum(persons) <> 0 ORDER BY 1`;
}

/** Requests open and brought together, up to a month and ever. */
export function findRequestCounts(db: Db, owner: LedgerOwner, through: Month): Promise<RequestCount[]> {
  const sum = Prisma.raw(
    "sum(CASE WHEN flow IN ('housed', 'otherExits', 'lostContact') THEN -households ELSE households END)",
  );
  const dimension = z.enum(['open', 'joined']);
  return queryRows(db, z.object({ dimension, value: z.string(), until: z.number(), ever: z.number() }))`
    SELECT dimension, value, coalesce(${sum} FILTER (WHERE month <= ${through}), 0)::int AS until, ${sum}::int AS ever
    FROM ${ledgerOf(owner)} AND dimension IN ('open', 'joined') GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Requests of other territories that the register holds open: they are in the file, and in no figure. */
export async function countOpenOutside(db: Db, owner: LedgerOwner): Promise<number> {
  const found = await queryRow(db, z.object({ open: z.number() }))`
    SELECT count(*)::int AS open FROM ${registerRows(owner === 'validated' ? 'validated' : 'working')} r
    WHERE r.source = 'siao-request' AND r."outOfTerritory" AND ${typeof owner === 'number' ? owned(owner) : Prisma.sql`TRUE`}
      AND r.content ->> 'closingDate' IS NULL
      AND coalesce(r.content ->> 'status', '') <> ALL (${Object.keys(undatedEnds)})`;
  return found?.open ?? 0;
}

/** What each month changed in the number of active, by value of a breakdown. */
export function findMonthChangesByValue(db: Db, owner: LedgerOwner, dimension: Dimension, to: Month) {
  return queryRows(db, z.object({ month: z.string(), value: z.string(), ...fourCounts }))`
    SELECT month, value, ${signed} FROM ${ledgerOf(owner)} AND dimension = ${dimension} AND month <= ${to} GROUP BY 1, 2
    HAVING sum(persons) <> 0 ORDER BY 1, 2`;
}

/** Monthly figures of what counts some things, for one visibility. */
export function findMonthlyFigures(db: Db, measures: readonly string[], visibility: Visibility) {
  return queryRows(db, z.object({ measure: z.string(), month: z.string(), value: z.number() }))`
    SELECT i.measure, m.month, m.value FROM "IndicatorMonth" m JOIN "Indicator" i ON i.id = m."indicatorId"
    WHERE i.measure = ANY (${[...measures]}) AND m.visibility = ${visibility} AND m.value IS NOT NULL AND m.reported > 0`;
}

/** What each import changed in the flows of each month, in the order of the imports, with the month in which it came. */
export function findReportedChanges(db: Db, owner: LedgerOwner) {
  return queryRows(
    db,
    z.object({ importId: z.number(), reported: z.string(), month: z.string(), flow, ...fourCounts }),
  )`
    SELECT u."importId", to_char(i."createdAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM') AS reported, u.month, u.flow, ${sums}
    FROM (SELECT c."importId", u.* FROM "LedgerChange" c
      CROSS JOIN LATERAL unnest(c.dimensions, c.months, c.flows, c.households, c.persons, c."inseeHouseholds", c."inseePersons")
        AS u(dimension, month, flow, households, persons, "inseeHouseholds", "inseePersons")
      UNION ALL SELECT "importId", dimension, month, flow, households, persons, "inseeHouseholds", "inseePersons" FROM "KeptLedger") u
    JOIN "Import" i ON i.id = u."importId"
    WHERE u.dimension = 'total' AND ${typeof owner === 'number' ? Prisma.sql`i."organisationId" = ${owner}::int` : Prisma.sql`TRUE`}
    GROUP BY 1, 2, 3, 4 HAVING sum(persons) <> 0 OR sum(households) <> 0 ORDER BY 1, 3, 4`;
}

/** True of an organisation that sends requests, up to date or not: a state that was forgotten is made again, and takes no right away. */
export function hasLedger(db: Db, organisationId: number) {
  return db.import.findFirst({
    where: { organisationId, source: 'siao-request', status: { not: 'prepared' } },
    select: { id: true },
  });
}

const countSelect = {
  id: true,
  kind: true,
  date: true,
  perimeter: true,
  unit: true,
  count: true,
  method: true,
  createdByName: true,
  createdAt: true,
} satisfies Prisma.HeadCountSelect;

/** Counts made independently, the latest entered last: it stands for its date. */
export function findHeadCounts(db: Db) {
  return db.headCount.findMany({ orderBy: [{ date: 'asc' }, { id: 'asc' }], select: countSelect });
}
export type HeadCountRecord = Awaited<ReturnType<typeof findHeadCounts>>[number];

/** What identity keys let bring together. */
export interface Linking {
  requests: number;
  identifiedRequests: number;
  /** Requests of households that made several: counted once each all the same. */
  joinedRequests: number;
}

/** True once the data-protection assessment (AIPD) is recorded. */
export async function isLinkingOn(tx: Db): Promise<boolean> {
  return (await tx.setting.count({ where: { name: 'aipd' } })) > 0;
}

/** What was brought together in the ledgers of an organisation, or of all; null before the assessment. */
export async function findLinking(db: Db, owner: LedgerOwner): Promise<Linking | null> {
  if (!(await isLinkingOn(db))) return null;
  const { _sum: sum } = await db.ledgerState.aggregate({
    where: {
      visibility: owner === 'validated' ? 'validated' : 'working',
      ...(typeof owner === 'number' && { organisationId: owner }),
    },
    _sum: { requests: true, identifiedRequests: true, joinedRequests: true },
  });
  return {
    requests: sum.requests ?? 0,
    identifiedRequests: sum.identifiedRequests ?? 0,
    joinedRequests: sum.joinedRequests ?? 0,
  };
}

/** The indicators that are the ledger's own figure. */
export function findLedgerIndicators(db: Db) {
  const select = { code: true, label: true, unit: true, perimeter: true };
  return db.indicator.findMany({ where: { computed: 'active-people' }, select });
}
