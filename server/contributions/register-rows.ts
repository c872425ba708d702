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
    SELECT r."organisationId", r."keyHash", r.source, r.content, r."outOfTerritory", r."importId"
    FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId"
    JOIN ${validatedRegisters} v ON v."organisationId" = r."organisationId" AND v.source = r.source
    WHERE i.sequence <= v.sequence
    UNION ALL
    SELECT i."organisationId", c."keyHash", i.source, c.before, c."beforeOutside", c."beforeImportId"
    FROM ${validatedRegisters} v
    JOIN "Import" i ON i."organisationId" = v."organisationId" AND i.source = v.source AND i.sequence > v.sequence
      AND i.status = 'done'
    JOIN "RegisterChange" c ON c."importId" = i.id
    JOIN "Import" b ON b.id = c."beforeImportId" AND b.sequence <= v.sequence)`;
}

/** True, in SQL, for a month of an organisation's register that was validated. */
export const isValidatedMonth = (organisation: Prisma.Sql, source: SourceName, month: Prisma.Sql) => Prisma.sql`
  EXISTS (SELECT FROM "RegisterValidation" v WHERE v."organisationId" = ${organisation} AND v.source = ${source}
    AND v.month = ${month})`;

/** The months of a register that were validated, of any organisation, the first before. */
export async function findValidatedRegisterMonths(db: Db, source: SourceName): Promise<Month[]> {
  const found = await queryRows(db, z.object({ month: z.string() }))`
    SELECT DISTINCT month FROM "RegisterValidation" WHERE source = ${source} ORDER BY 1`;
  return found.map(({ month }) => month);
}
