import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

type Tx = Prisma.TransactionClient;
type Db = Tx | PrismaClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

const SOURCE = 'siao-request';

/** A full export of the requests: the months that it speaks of, and the day at which it was made. */
export interface FullExport {
  importId: number;
  from: Month;
  to: Month;
  day: IsoDate;
}

/** On which day the latest full export that holds a request was made. */
export interface HeldRequests {
  /** Some requests are known by their key not to be in an export. */
  keyed: boolean;
  heldOn: (requested: IsoDate, key: string | undefined) => IsoDate | null;
}

export const nothingHeld: HeldRequests = { keyed: false, heldOn: () => null };

/** Full exports as one rule: of each request, the latest that speaks of its month and holds it. */
export function heldBy(
  exports: readonly FullExport[],
  absences: readonly { importId: number; key: string }[],
): HeldRequests {
  if (exports.length === 0) return nothingHeld;
  const absent = new Set(absences.map(({ importId, key }) => `${importId} ${key}`));
  const latest = [...exports].sort((a, b) => b.day.localeCompare(a.day) || b.importId - a.importId);
  const byMonth = new Map<Month, FullExport[]>();
  const of = (month: Month) => {
    const known = byMonth.get(month) ?? latest.filter(({ from, to }) => from <= month && month <= to);
    byMonth.set(month, known);
    return known;
  };
  return {
    keyed: absent.size > 0,
    heldOn: (requested, key) => {
      const holding = of(requested.slice(0, 7)).find(
        (one) => requested <= one.day && !absent.has(`${one.importId} ${key}`),
      );
      return holding?.day ?? null;
    },
  };
}

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

export function findAbsences(tx: Tx, exports: readonly FullExport[]): Promise<{ importId: number; key: string }[]> {
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
  { importId, from, to, day }: FullExport,
  { keepsAbsent }: { keepsAbsent: boolean },
): Promise<void> {
  await tx.registerExport.create({
    data: { importId, organisationId, source: SOURCE, fromMonth: from, toMonth: to, day },
  });
  if (keepsAbsent)
    await tx.$executeRaw`
      INSERT INTO "RegisterAbsence" ("importId", "keyHash") SELECT ${importId}::int, "keyHash" FROM absent`;
}

/** An undone export says nothing any more; answers whether it was one. */
export async function withdrawFullExport(tx: Tx, importId: number): Promise<boolean> {
  const { count } = await tx.registerExport.deleteMany({ where: { importId } });
  return count > 0;
}
