import * as z from 'zod';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { queryRows } from '../platform/database/rows.ts';

/** The years of which a figure was given, the first one first. */
export async function findYearsWithFigures(db: PrismaClient): Promise<number[]> {
  const rows = await queryRows(db, z.object({ year: z.number() }))`
    SELECT DISTINCT left(month, 4)::int AS year FROM "IndicatorMonth" WHERE reported > 0 ORDER BY 1`;
  return rows.map(({ year }) => year);
}
