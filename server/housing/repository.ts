import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import { findCountedMonths, registerRows } from '../contributions/register-rows.ts';
import type { Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import { hasKeptCounts, keepLines, linesOf, type Reading } from '../retention/kept-counts.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** Captured dwellings alike in size, commune and the months of what happened to them. */
export interface DwellingCell {
  captured: Month;
  entered: Month | null;
  left: Month | null;
  typology: string;
  commune: string;
  mandate: string;
  count: number;
}

/** Whose dwellings are read: one organisation's, the territory's when null, or the territory's as they were validated. */
export type Owner = number | null | 'validated';

const SOURCE = 'captured-dwelling';
const visibilityOf = (owner: Owner): Visibility => (owner === 'validated' ? 'validated' : 'working');
const owned = (owner: Owner) =>
  typeof owner === 'number' ? Prisma.sql`l."organisationId" = ${owner}::int` : Prisma.sql`TRUE`;

const dwellings = (rows: Prisma.Sql) => Prisma.sql`FROM ${rows} r
  WHERE r.source = ${SOURCE} AND NOT r."outOfTerritory" AND r.content->>'captureDate' IS NOT NULL`;

/** Its date of exit says something that nobody can read: it left, at a day that nobody knows, and is in no stock. */
const exitUnread = Prisma.sql`'exitDate' = ANY (string_to_array(coalesce(r.content->>'unreadable', ''), ' '))`;

/** A line for each dwelling, by the months of what happened to it. */
const stays: Reading = {
  name: 'stays',
  source: SOURCE,
  columns: 'captured text, entered text, "left" text, typology text, commune text, mandate text',
  lines: (rows) => Prisma.sql`
    SELECT r."organisationId", left(r.content->>'captureDate', 7) AS captured, left(r.content->>'entryDate', 7) AS entered,
      left(CASE WHEN ${exitUnread} THEN r.content->>'captureDate' ELSE r.content->>'exitDate' END, 7) AS "left", coalesce(r.content->>'typology', '') AS typology,
      coalesce(r.content->>'commune', '') AS commune, coalesce(r.content->>'mandate', '') AS mandate ${dwellings(rows)}`,
};

const dwellingCell: z.ZodType<DwellingCell> = z.object({
  captured: z.string(),
  entered: z.string().nullable(),
  left: z.string().nullable(),
  typology: z.string(),
  commune: z.string(),
  mandate: z.string(),
  count: z.number(),
});

export function findDwellingCells(db: Db, owner: Owner): Promise<DwellingCell[]> {
  return queryRows(db, dwellingCell)`
    SELECT l.captured, l.entered, l."left", l.typology, l.commune, l.mandate, count(*)::int AS count
    FROM ${linesOf(stays, visibilityOf(owner))} l WHERE ${owned(owner)} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1`;
}

/** Captured dwellings by size: captured in a period, and those under management where nobody lives at its end. */
export function findCapturedBySize(db: Db, owner: Owner, from: Month, to: Month) {
  return queryRows(db, z.object({ size: z.string(), captured: z.number(), free: z.number() }))`
    SELECT l.typology AS size, (count(*) FILTER (WHERE l.captured BETWEEN ${from} AND ${to}))::int AS captured,
      (count(*) FILTER (WHERE l.captured <= ${to} AND (l."left" IS NULL OR l."left" > ${to})
        AND (l.entered IS NULL OR l.entered > ${to})))::int AS free
    FROM ${linesOf(stays, visibilityOf(owner))} l WHERE ${owned(owner)} GROUP BY 1 ORDER BY 1`;
}

/** Rents and days from capture to let of one size; `typology` null: every size. */
export interface DwellingMeasure {
  typology: string | null;
  rentCents: number | null;
  rentCentsPerSquareMetre: number | null;
  let: number;
  first: number | null;
  median: number | null;
  third: number | null;
}

/**
 * Rent, rent by square metre and days to let, each on a line of its own: together they would tell one dwelling. Up to the end of a
 * month: what is captured or let later is not known yet.
 */
const measuresUpTo = (through: Month): Reading => ({
  name: 'measures',
  source: SOURCE,
  columns: 'typology text, rent float8, square float8, days int',
  lines: (rows) => Prisma.sql`
    SELECT d."organisationId", d.typology, m.rent, m.square, m.days
    FROM (SELECT r."organisationId", coalesce(r.content->>'typology', '') AS typology,
        (r.content->>'rentCents')::float8 AS rent, (r.content->>'surface')::float8 AS surface,
        CASE WHEN r.content->>'entryDate' >= r.content->>'captureDate' AND left(r.content->>'entryDate', 7) <= ${through}
          THEN (r.content->>'entryDate')::date - (r.content->>'captureDate')::date END AS days
        ${dwellings(rows)} AND left(r.content->>'captureDate', 7) <= ${through}) d
    CROSS JOIN LATERAL (VALUES (d.rent, NULL::float8, NULL::int), (NULL, d.rent / nullif(d.surface, 0), NULL),
      (NULL, NULL, d.days)) AS m(rent, square, days)`,
});

const dwellingMeasure: z.ZodType<DwellingMeasure> = z.object({
  typology: z.string().nullable(),
  rentCents: z.number().nullable(),
  rentCentsPerSquareMetre: z.number().nullable(),
  let: z.number(),
  first: z.number().nullable(),
  median: z.number().nullable(),
  third: z.number().nullable(),
});

export function findDwellingMeasures(db: Db, owner: Owner, through: Month): Promise<DwellingMeasure[]> {
  return queryRows(db, dwellingMeasure)`
    SELECT l.typology, percentile_cont(0.5) WITHIN GROUP (ORDER BY l.rent) AS "rentCents",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY l.square) AS "rentCentsPerSquareMetre",
      count(l.days)::int AS let, percentile_cont(0.25) WITHIN GROUP (ORDER BY l.days) AS first,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY l.days) AS median,
      percentile_cont(0.75) WITHIN GROUP (ORDER BY l.days) AS third
    FROM ${linesOf(measuresUpTo(through), visibilityOf(owner))} l WHERE ${owned(owner)}
    GROUP BY GROUPING SETS ((l.typology), ()) ORDER BY 1 NULLS FIRST`;
}

/** Households by the year in which they moved in: those whose twelve months are over at a date, and those still there then. */
export interface KeptCohort {
  year: string;
  entered: number;
  computable: number;
  kept: number;
}

/**
 * A line for each household that moved in. Of rows that are erased the twelve months are long over: the month is enough,
 * and whether the household was still there.
 */
const moves: Reading = {
  name: 'moves',
  source: SOURCE,
  columns: 'entry text, birthday text, stayed bool',
  lines: (rows, erased) => Prisma.sql`
    SELECT h."organisationId", ${erased ? Prisma.sql`left(h.entry, 7)` : Prisma.sql`h.entry`} AS entry,
      ${erased ? Prisma.sql`left(h.birthday, 7)` : Prisma.sql`h.birthday`} AS birthday,
      h.leaving IS NULL OR h.leaving >= h.birthday AS stayed
    FROM (SELECT r."organisationId", r.content->>'entryDate' AS entry, r.content->>'exitDate' AS leaving,
        (left(r.content->>'entryDate', 4)::int + 1)::text || substr(r.content->>'entryDate', 5) AS birthday
        ${dwellings(rows)} AND NOT ${exitUnread}) h
    WHERE h.entry IS NOT NULL`,
};

const keptCohort: z.ZodType<KeptCohort> = z.object({
  year: z.string(),
  entered: z.number(),
  computable: z.number(),
  kept: z.number(),
});

/** At the end of a month. */
export function findKeptCohorts(db: Db, owner: Owner, through: Month): Promise<KeptCohort[]> {
  return queryRows(db, keptCohort)`
    SELECT left(l.entry, 4) AS year, count(*)::int AS entered,
      (count(*) FILTER (WHERE left(l.birthday, 7) <= ${through}))::int AS computable,
      (count(*) FILTER (WHERE left(l.birthday, 7) <= ${through} AND l.stayed))::int AS kept
    FROM ${linesOf(moves, visibilityOf(owner))} l WHERE left(l.entry, 7) <= ${through} AND ${owned(owner)}
    GROUP BY 1 ORDER BY 1 DESC`;
}

/** Keeps what is counted of the dwellings about to be erased. */
export async function keepErasedDwellings(tx: Prisma.TransactionClient): Promise<void> {
  for (const reading of [stays, measuresUpTo('9999-12'), moves]) await keepLines(tx, reading);
}

export interface ResidenceRow {
  key: string;
  landlord: string | null;
  commune: string | null;
  priorityDistrict: string | null;
  dwellings: number;
  builtYear: number | null;
  rentCentsPerSquareMetre: number | null;
  poorShare: number | null;
  loneParentShare: number | null;
  turnover: number | null;
  vacant: number | null;
  organisationId: number;
}

const residenceRow: z.ZodType<ResidenceRow> = z.object({
  key: z.string(),
  landlord: z.string().nullable(),
  commune: z.string().nullable(),
  priorityDistrict: z.string().nullable(),
  dwellings: z.number(),
  builtYear: z.number().nullable(),
  rentCentsPerSquareMetre: z.number().nullable(),
  poorShare: z.number().nullable(),
  loneParentShare: z.number().nullable(),
  turnover: z.number().nullable(),
  vacant: z.number().nullable(),
  organisationId: z.number(),
});

export function findResidences(db: Db, visibility: Visibility): Promise<ResidenceRow[]> {
  const number = (field: string) => Prisma.sql`(r.content->>${field}::text)::float`;
  return queryRows(db, residenceRow)`
    SELECT encode(r."keyHash", 'hex') AS key, r."organisationId", r.content->>'landlord' AS landlord,
      r.content->>'commune' AS commune, r.content->>'priorityDistrict' AS "priorityDistrict",
      ${number('dwellings')} AS dwellings, ${number('builtYear')} AS "builtYear",
      ${number('rentCentsPerSquareMetre')} AS "rentCentsPerSquareMetre", ${number('poorShare')} AS "poorShare",
      ${number('loneParentShare')} AS "loneParentShare", ${number('turnover')} AS turnover, ${number('vacant')} AS vacant
    FROM ${registerRows(visibility)} r WHERE r.source = 'residence' AND NOT r."outOfTerritory"
      AND r.content->>'dwellings' IS NOT NULL ORDER BY r."keyHash"`;
}

/** The months of the dwellings that count. */
export const findDwellingMonths = (db: Db, owner: Owner) =>
  findCountedMonths(db, SOURCE, visibilityOf(owner), typeof owner === 'number' ? owner : undefined);

/** Where the communes are, and the group that they are published in. */
export function findTerritory(db: Db) {
  return db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, groupCode: true },
  });
}

/** True when an organisation keeps dwellings of its own. */
export async function hasDwellings(db: Db, organisationId: number): Promise<boolean> {
  const where = { organisationId, source: SOURCE };
  const row = await db.registerRow.findFirst({ where, select: { source: true } });
  return row !== null || hasKeptCounts(db, SOURCE, organisationId);
}

/** What deliberations publish of some indicators. */
export function findPublishedFigures(db: Db, measures: string[]) {
  return db.publishedFigure.findMany({
    where: { indicator: { measure: { in: measures } } },
    orderBy: [{ indicator: { position: 'asc' } }, { fromMonth: 'asc' }],
    select: {
      fromMonth: true,
      toMonth: true,
      value: true,
      amountCents: true,
      label: true,
      quote: true,
      document: true,
      note: true,
      indicator: { select: { code: true } },
    },
  });
}
