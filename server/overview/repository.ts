import * as z from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { CellStage } from '../../shared/domain/entry/return-status.ts';
import { statesWithValue } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import { queryRows } from '../platform/database/rows.ts';

/** What each organisation gave for one month, to tell what moved. */
export function findMonthByOrganisation(db: PrismaClient, stages: CellStage[], month: Month) {
  return db.observation.findMany({
    where: { month, breakdown: '', stage: { in: stages }, state: { in: [...statesWithValue] } },
    select: { value: true, indicator: { select: { code: true } }, organisation: { select: { name: true } } },
  });
}

/** Cells of earlier months of the year that were changed after they had been given: what they were, and what they are. */
export function findCorrections(
  db: PrismaClient,
  from: Month,
  before: Month,
  { since, until }: { since: Date; until: Date | null },
) {
  return db.observationRevision.findMany({
    where: {
      changedAt: { gte: since, ...(until && { lt: until }) },
      stage: { in: ['submitted', 'validated'] },
      observation: { month: { gte: from, lt: before }, breakdown: '', stage: { in: ['submitted', 'validated'] } },
    },
    orderBy: { revision: 'asc' },
    select: {
      value: true,
      observationId: true,
      observation: { select: { value: true, indicator: { select: { code: true } } } },
    },
  });
}

/** The years that have at least one figure, given by a structure or published by a deliberation. */
export async function findYears(db: PrismaClient, current: number): Promise<number[]> {
  const rows = await queryRows(db, z.object({ year: z.number() }))`
    SELECT left(month, 4)::int AS year FROM "IndicatorMonth"
    UNION SELECT left("toMonth", 4)::int FROM "PublishedFigure" WHERE left("fromMonth", 4) = left("toMonth", 4)
    UNION SELECT years FROM "Convention" c, generate_series(c."startYear", least(c."endYear", ${current}::int)) years
      WHERE EXISTS (SELECT FROM "Action" a WHERE a."conventionId" = c.id)
    ORDER BY 1`;
  return rows.map((row) => row.year);
}

export function findOrganisationNames(db: PrismaClient) {
  return db.organisation.findMany({
    where: { assignments: { some: {} } },
    orderBy: { name: 'asc' },
    select: { id: true, code: true, name: true },
  });
}
