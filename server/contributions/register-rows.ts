import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import type { Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** The last import that is validated of each register. */
export const validatedRegisters = Prisma.sql`(
  SELECT "organisationId", source, max(sequence) AS sequence FROM "RegisterValidation" GROUP BY 1, 2)`;

/**
 * The rows of registers that count for a visibility: as they are, or as the last validated import left them. Nothing is copied: a
 * row that no later import wrote is as it is; of the others, the first change after the validation kept what they were.
 */
export function registerRows(visibility: Visibility): Prisma.Sql {
  if (visibility === 'working') return Prisma.raw('"RegisterRow"');
  return Prisma.sql`(
    SELECT r."organisationId", r."keyHash", r.source, r.content, r."outOfTerritory", r."importId", r."identityHash"
    FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId"
    JOIN ${validatedRegisters} v ON v."organisationId" = r."organisationId" AND v.source = r.source
    WHERE i.sequence <= v.sequence
    UNION ALL
    SELECT i."organisationId", c."keyHash", i.source, c.before, c."beforeOutside", c."beforeImportId", c."beforeIdentity"
    FROM ${validatedRegisters} v
    JOIN "Import" i ON i."organisationId" = v."organisationId" AND i.source = v.source AND i.sequence > v.sequence
      AND i.status = 'done'
    JOIN "RegisterChange" c ON c."importId" = i.id
    JOIN "Import" b ON b.id = c."beforeImportId" AND b.sequence <= v.sequence)`;
}

/**
 * The months of a register that count for a visibility, of which organisation: those that were validated, or those that were sent,
 * with a figure that it gives by agreement or as complete. Rows typed into a month that nobody sent are drafts like its cells.
 */
export function countedMonths(source: SourceName, visibility: Visibility): Prisma.Sql {
  if (visibility === 'validated')
    return Prisma.sql`(SELECT "organisationId", month FROM "RegisterValidation" WHERE source = ${source})`;
  return Prisma.sql`(
    SELECT "organisationId", month FROM "RegisterMonth" WHERE source = ${source}
    UNION
    SELECT "organisationId", month FROM "RegisterValidation" WHERE source = ${source}
    UNION
    SELECT o."organisationId", o.month FROM "Agreement" a
    JOIN "Observation" o ON o."organisationId" = a."organisationId" AND o."indicatorId" = a."indicatorId"
      AND o.month >= a."fromMonth" AND o.breakdown = ''
    WHERE a.register = ${source} AND o.stage IN ('submitted', 'validated') AND o.state IN ('value', 'estimated')
      AND NOT EXISTS (SELECT FROM "Agreement" l WHERE l."organisationId" = a."organisationId"
        AND l."indicatorId" = a."indicatorId" AND l."fromMonth" > a."fromMonth" AND l."fromMonth" <= o.month))`;
}

/**
 * True, in SQL, for the lines of a month that count for a visibility. What is there counts but for the months that are still a
 * draft: rows typed by hand, whose month nobody sent.
 */
export function isOfCountedMonth(
  source: SourceName,
  visibility: Visibility,
  organisation: Prisma.Sql,
  month: Prisma.Sql,
) {
  const counted = Prisma.sql`(${organisation}, ${month}) IN (SELECT "organisationId", month FROM ${countedMonths(source, visibility)} m)`;
  if (visibility === 'validated') return counted;
  return Prisma.sql`((${organisation}, ${month}) NOT IN (
    SELECT o."organisationId", o.month FROM "Agreement" a
    JOIN "Observation" o ON o."organisationId" = a."organisationId" AND o."indicatorId" = a."indicatorId" AND o.breakdown = ''
    WHERE a.register = ${source} AND o.stage = 'draft') OR ${counted})`;
}

/** The months that count of any organisation, or of one, the first before. */
export async function findCountedMonths(
  db: Db,
  source: SourceName,
  visibility: Visibility,
  organisationId?: number,
): Promise<Month[]> {
  const found = await queryRows(db, z.object({ month: z.string() }))`
    SELECT DISTINCT month FROM ${countedMonths(source, visibility)} m
    WHERE ${organisationId ?? null}::int IS NULL OR "organisationId" = ${organisationId ?? null}::int ORDER BY 1`;
  return found.map(({ month }) => month);
}
