import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { FullExport, KeptExport } from './held-requests.ts';

type Tx = Prisma.TransactionClient;
type Db = Tx | PrismaClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

const SOURCE = 'siao-request';

/** The full exports of an organisation, of the territory when undefined, the latest first; of those that were validated, or of all. */
export function findFullExports(
  db: Db,
  organisationId: number | undefined,
  visibility: Visibility,
): Promise<FullExport[]> {
  const own = organisationId === undefined ? Prisma.sql`TRUE` : Prisma.sql`e."organisationId" = ${organisationId}::int`;
  return queryRows(db, z.object({ importId: z.number(), from: z.string(), to: z.string(), day: z.string() }))`
    SELECT e."importId", e."fromMonth" AS "from", e."toMonth" AS "to", e.day FROM "RegisterExport" e
    JOIN "Import" i ON i.id = e."importId" AND i.status = 'done'
    WHERE ${own} AND e.source = ${SOURCE} AND (${visibility} = 'working' OR i.sequence <= (
      SELECT max(v.sequence) FROM "RegisterValidation" v WHERE v."organisationId" = e."organisationId" AND v.source = ${SOURCE}))
    ORDER BY e.day DESC, e."importId" DESC`;
}

export function findAbsences(tx: Db, exports: readonly FullExport[]): Promise<{ importId: number; key: string }[]> {
  return queryRows(tx, z.object({ importId: z.number(), key: z.string() }))`
    SELECT "importId", encode("keyHash", 'hex') AS key FROM "RegisterAbsence"
    WHERE "importId" = ANY (${exports.map(({ importId }) => importId)}::int[])`;
}

/** What an export about to be written no longer holds of what is known, and keeps: set apart by who judged it. */
export function findAbsentNow(tx: Tx, importId: number): Promise<{ importId: number; key: string }[]> {
  return queryRows(tx, z.object({ importId: z.number(), key: z.string() }))`
    SELECT ${importId}::int AS "importId", encode("keyHash", 'hex') AS key FROM absent`;
}

/** Keeps that an import is a full export of requests, with the known ones that it no longer holds and that stay. */
export async function keepFullExport(
  tx: Tx,
  { organisationId }: Scope,
  { export: { importId, from, to, day }, keepsAbsent }: KeptExport,
): Promise<true> {
  await tx.registerExport.create({
    data: { importId, organisationId, source: SOURCE, fromMonth: from, toMonth: to, day },
  });
  if (keepsAbsent)
    await tx.$executeRaw`
      INSERT INTO "RegisterAbsence" ("importId", "keyHash") SELECT ${importId}::int, "keyHash" FROM absent`;
  return true;
}

/** An undone export says nothing any more; answers whether it was one. */
export async function withdrawFullExport(tx: Tx, importId: number): Promise<boolean> {
  const { count } = await tx.registerExport.deleteMany({ where: { importId } });
  return count > 0;
}
