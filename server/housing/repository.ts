import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';

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

const dwellings = Prisma.sql`FROM "RegisterRow" r WHERE r.source = 'captured-dwelling' AND NOT r."outOfTerritory"
  AND r.content->>'captureDate' IS NOT NULL`;

export function findDwellingCells(db: Db): Promise<DwellingCell[]> {
  return db.$queryRaw<DwellingCell[]>`
    SELECT left(r.content->>'captureDate', 7) AS captured, left(r.content->>'entryDate', 7) AS entered,
      left(r.content->>'exitDate', 7) AS left, coalesce(r.content->>'typology', '') AS typology,
      coalesce(r.content->>'commune', '') AS commune, coalesce(r.content->>'mandate', '') AS mandate, count(*)::int AS count
    ${dwellings} GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1`;
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

export function findDwellingMeasures(db: Db): Promise<DwellingMeasure[]> {
  return db.$queryRaw<DwellingMeasure[]>`
    SELECT d.typology, percentile_cont(0.5) WITHIN GROUP (ORDER BY d.rent) AS "rentCents",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY d.rent / nullif(d.surface, 0)) AS "rentCentsPerSquareMetre",
      count(d.days)::int AS let, percentile_cont(0.25) WITHIN GROUP (ORDER BY d.days) AS first,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY d.days) AS median,
      percentile_cont(0.75) WITHIN GROUP (ORDER BY d.days) AS third
    FROM (SELECT coalesce(r.content->>'typology', '') AS typology, (r.content->>'rentCents')::float AS rent,
        (r.content->>'surface')::float AS surface,
        CASE WHEN r.content->>'entryDate' >= r.content->>'captureDate'
          THEN (r.content->>'entryDate')::date - (r.content->>'captureDate')::date END AS days ${dwellings}) d
    GROUP BY GROUPING SETS ((d.typology), ()) ORDER BY 1 NULLS FIRST`;
}

/** Households by the year in which they moved in: those whose twelve months are over at a date, and those still there then. */
export interface KeptCohort {
  year: string;
  entered: number;
  computable: number;
  kept: number;
}

export function findKeptCohorts(db: Db, today: IsoDate): Promise<KeptCohort[]> {
  return db.$queryRaw<KeptCohort[]>`
    SELECT left(h.entry, 4) AS year, count(*)::int AS entered, (count(*) FILTER (WHERE h.birthday <= ${today}))::int AS computable,
      (count(*) FILTER (WHERE h.birthday <= ${today} AND (h.leaving IS NULL OR h.leaving >= h.birthday)))::int AS kept
    FROM (SELECT r.content->>'entryDate' AS entry, r.content->>'exitDate' AS leaving,
        (left(r.content->>'entryDate', 4)::int + 1)::text || substr(r.content->>'entryDate', 5) AS birthday ${dwellings}) h
    WHERE h.entry IS NOT NULL AND h.entry <= ${today} GROUP BY 1 ORDER BY 1 DESC`;
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

export function findResidences(db: Db): Promise<ResidenceRow[]> {
  const number = (field: string) => Prisma.sql`(r.content->>${field}::text)::float`;
  return db.$queryRaw<ResidenceRow[]>`
    SELECT encode(r."keyHash", 'hex') AS key, r."organisationId", r.content->>'landlord' AS landlord,
      r.content->>'commune' AS commune, r.content->>'priorityDistrict' AS "priorityDistrict",
      ${number('dwellings')} AS dwellings, ${number('builtYear')} AS "builtYear",
      ${number('rentCentsPerSquareMetre')} AS "rentCentsPerSquareMetre", ${number('poorShare')} AS "poorShare",
      ${number('loneParentShare')} AS "loneParentShare", ${number('turnover')} AS turnover, ${number('vacant')} AS vacant
    FROM "RegisterRow" r WHERE r.source = 'residence' AND NOT r."outOfTerritory"
      AND r.content->>'dwellings' IS NOT NULL ORDER BY r."keyHash"`;
}

/** Where the communes are, and the group that they are published in. */
export function findTerritory(db: Db) {
  return db.commune.findMany({
    orderBy: { population: 'desc' },
    select: { inseeCode: true, name: true, population: true, latitude: true, longitude: true, groupCode: true },
  });
}

/** True when an organisation keeps dwellings of its own. */
export async function hasDwellings(db: Db, organisationId: number): Promise<boolean> {
  const where = { organisationId, source: 'captured-dwelling' };
  return (await db.registerRow.findFirst({ where, select: { source: true } })) !== null;
}

/** What deliberations publish of some indicators. */
export function findPublishedFigures(db: Db, codes: string[]) {
  return db.publishedFigure.findMany({
    where: { indicator: { code: { in: codes } } },
    orderBy: [{ indicator: { code: 'asc' } }, { fromMonth: 'asc' }],
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
