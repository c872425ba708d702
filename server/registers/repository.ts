import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Content } from '../../shared/registers/register.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryRows, rowContent } from '../platform/database/rows.ts';

export interface RowFilters {
  source: string;
  /** The field that dates a row, and the months between which it must fall. */
  monthField: string | null;
  from: string | null;
  to: string | null;
  text: string | null;
}

export interface StoredRow {
  key: string;
  content: Content;
  outOfTerritory: boolean;
  importId: number;
  importKind: string;
  importedAt: Date;
  importedBy: string;
}

function matching(scope: OrganisationScope, { source, monthField, from, to, text }: RowFilters): Prisma.Sql {
  const month = Prisma.sql`left(r.content ->> ${monthField ?? 'month'}::text, 7)`;
  const words = text === null ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`r.source = ${source} AND r."organisationId" = ${scope.organisationId}::int
    AND (${from}::text IS NULL OR ${month} >= ${from}) AND (${to}::text IS NULL OR ${month} <= ${to})
    AND (${words}::text IS NULL OR EXISTS (
      SELECT FROM jsonb_each_text(r.content) cell WHERE cell.value ILIKE ${words}))`;
}

const storedRow: z.ZodType<StoredRow> = z.object({
  key: z.string(),
  content: rowContent,
  outOfTerritory: z.boolean(),
  importId: z.number(),
  importKind: z.string(),
  importedAt: z.date(),
  importedBy: z.string(),
});

/** A page of a register, the latest dates first. */
export function findRows(
  db: PrismaClient,
  scope: OrganisationScope,
  filters: RowFilters,
  { limit, offset }: { limit: number; offset: number },
): Promise<StoredRow[]> {
  return queryRows(db, storedRow)`
    SELECT encode(r."keyHash", 'hex') AS key, r.content, r."outOfTerritory", r."importId", i.kind AS "importKind",
      i."createdAt" AS "importedAt", i."createdByName" AS "importedBy"
    FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId" WHERE ${matching(scope, filters)}
    ORDER BY r.content ->> ${filters.monthField ?? 'month'}::text DESC NULLS LAST, r."keyHash" LIMIT ${limit} OFFSET ${offset}`;
}

export async function countRows(db: PrismaClient, scope: OrganisationScope, filters: RowFilters): Promise<number> {
  const found = await queryRow(db, z.object({ n: z.number() }))`
    SELECT count(*)::int AS n FROM "RegisterRow" r WHERE ${matching(scope, filters)}`;
  return found?.n ?? 0;
}

export async function findRow(db: PrismaClient, scope: OrganisationScope, source: string, key: string) {
  const keyHash = new Uint8Array(Buffer.from(key, 'hex'));
  const found = await db.registerRow.findFirst({
    where: { organisationId: scope.organisationId, keyHash, source },
    select: { content: true, outOfTerritory: true },
  });
  return found && { ...found, content: rowContent.parse(found.content) };
}

export function findCommunes(db: PrismaClient) {
  return db.commune.findMany({ select: { inseeCode: true, name: true } });
}
