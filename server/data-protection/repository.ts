import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Contact, Content, SourceName } from '../../shared/registers/register.ts';
import { sourceNames } from '../../shared/registers/register.ts';
import { validatedRegisters } from '../contributions/register-rows.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryRows, rowContent } from '../platform/database/rows.ts';
import { ERASED } from '../retention/kept-counts.ts';
import { isOver } from '../retention/last-contact.ts';

type Tx = Prisma.TransactionClient;
type Db = Tx | PrismaClient;

/** A register of people that an organisation keeps. */
export interface Held {
  organisationId: number;
  source: SourceName;
}

const contactOf = (source: SourceName): Contact => {
  const { contact } = registerOf(source);
  if (!contact) throw new Error(`${source} is about nobody`);
  return contact;
};

const held: z.ZodType<Held> = z.object({ organisationId: z.number(), source: z.enum(sourceNames) });

/** The registers of some sources that real files filled. */
export function findHeld(db: Db, sources: readonly SourceName[]): Promise<Held[]> {
  return queryRows(db, held)`
    SELECT DISTINCT "organisationId", source FROM "Import"
    WHERE source = ANY (${[...sources]}) AND kind <> 'demonstration' AND status <> 'prepared' ORDER BY 1, 2`;
}

/** The same lock as an import of the register takes: nobody writes there meanwhile. */
export async function lockRegister(tx: Tx, { organisationId, source }: Held): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`register ${source}`}), ${organisationId}::int)`;
}

/** A row that says nothing of a date is as old as its import. */
const importDay = Prisma.sql`to_char(i."createdAt" AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD')`;

/** An import that no validation covers: what it changed waits, and what it replaced still counts for readers. */
const waits = (one: string) => Prisma.sql`NOT EXISTS (
  SELECT FROM ${validatedRegisters} v WHERE v."organisationId" = ${Prisma.raw(one)}."organisationId"
    AND v.source = ${Prisma.raw(one)}.source AND v.sequence >= ${Prisma.raw(one)}.sequence)`;

/**
 * Real rows of a register whose last contact is before a day. The requests of one identity (once people are linked) go
 * together, when the last of them is over.
 */
function overRows({ organisationId, source }: Held, before: IsoDate): Prisma.Sql {
  const contact = contactOf(source);
  const day = Prisma.sql`${before}::text`;
  return Prisma.sql`
    SELECT r.* FROM "RegisterRow" r JOIN "Import" i ON i.id = r."importId"
    WHERE r."organisationId" = ${organisationId}::int AND r.source = ${source} AND i.kind <> 'demonstration'
      AND ${isOver('r.content', contact, day, importDay)}
      AND NOT EXISTS (SELECT FROM "RegisterRow" o WHERE o."identityHash" = r."identityHash" AND o.source = ${source}
        AND o."organisationId" = ${organisationId}::int AND NOT (${isOver('o.content', contact, day)}))`;
}

const emptyHands = async (tx: Tx) => {
  await tx.$executeRawUnsafe(
    'DROP TABLE IF EXISTS pg_temp.erased_rows, pg_temp.erased_changes, pg_temp.erased_settled, pg_temp.erased_waiting, pg_temp.erased_validated',
  );
};

/** What the rows set apart were before imports changed them. */
const theirChanges = (organisationId: number) => Prisma.sql`
  SELECT c."importId", c."keyHash", c."beforeImportId" FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId"
  JOIN ${ERASED} r ON r."keyHash" = c."keyHash" WHERE i."organisationId" = ${organisationId}::int`;

/** Sets apart the rows whose time is over, with the old contents of rows that left the register long ago. */
export async function setOverApart(tx: Tx, held: Held, before: IsoDate): Promise<void> {
  await emptyHands(tx);
  await tx.$executeRaw`CREATE TEMPORARY TABLE erased_rows ON COMMIT DROP AS ${overRows(held, before)}`;
  const { organisationId, source } = held;
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE erased_changes ON COMMIT DROP AS ${theirChanges(organisationId)}
    UNION SELECT c."importId", c."keyHash", c."beforeImportId" FROM "RegisterChange" c
    JOIN "Import" i ON i.id = c."importId" JOIN "Import" b ON b.id = c."beforeImportId"
    WHERE i."organisationId" = ${organisationId}::int AND i.source = ${source} AND b.kind <> 'demonstration'
      AND ${isOver('c.before', contactOf(source), Prisma.sql`${before}::text`)}
      AND NOT EXISTS (SELECT FROM "RegisterRow" r WHERE r."organisationId" = ${organisationId}::int
        AND r."keyHash" = c."keyHash")`;
  await setReadersApart(tx);
}

/** Of the rows set apart: those that count for all, those that only whoever sees what waits counts, and what readers count. */
async function setReadersApart(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE erased_waiting ON COMMIT DROP AS
    SELECT r.* FROM ${ERASED} r JOIN "Import" i ON i.id = r."importId" WHERE ${waits('i')}`;
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE erased_settled ON COMMIT DROP AS
    SELECT r.* FROM ${ERASED} r JOIN "Import" i ON i.id = r."importId" WHERE NOT ${waits('i')}`;
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE erased_validated ON COMMIT DROP AS
    SELECT i."organisationId", c."keyHash", i.source, c.before AS content, c."beforeOutside" AS "outOfTerritory",
      c."beforeImportId" AS "importId", NULL::bytea AS "identityHash"
    FROM erased_changes e
    JOIN "RegisterChange" c ON c."importId" = e."importId" AND c."keyHash" = e."keyHash"
    JOIN "Import" i ON i.id = c."importId" AND i.status = 'done'
    JOIN "Import" b ON b.id = c."beforeImportId"
    WHERE ${waits('i')} AND NOT ${waits('b')}`;
}

/** Sets apart some rows of a register, with what they were before. */
export async function setRowsApart(
  tx: Tx,
  { organisationId, source }: Held,
  keys: readonly Uint8Array[],
): Promise<void> {
  await emptyHands(tx);
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE erased_rows ON COMMIT DROP AS SELECT r.* FROM "RegisterRow" r
    WHERE r."organisationId" = ${organisationId}::int AND r.source = ${source} AND r."keyHash" = ANY (${[...keys]}::bytea[])`;
  await tx.$executeRaw`CREATE TEMPORARY TABLE erased_changes ON COMMIT DROP AS ${theirChanges(organisationId)}`;
  await setReadersApart(tx);
}

/** How many rows and old contents are set apart. */
export async function countApart(tx: Tx): Promise<{ rows: number; changes: number }> {
  const found = await queryRow(tx, z.object({ rows: z.number(), changes: z.number() }))`
    SELECT (SELECT count(*)::int FROM ${ERASED}) AS rows, (SELECT count(*)::int FROM erased_changes) AS changes`;
  return found ?? { rows: 0, changes: 0 };
}

/** Erases what is set apart. The imports that had brought or changed it say so, and cannot be undone any more. */
export async function eraseApart(tx: Tx, { organisationId }: Pick<OrganisationScope, 'organisationId'>): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Import" i SET "erasedRows" = i."erasedRows" + t.n
    FROM (SELECT id, count(DISTINCT "keyHash")::int AS n FROM (
      SELECT "importId" AS id, "keyHash" FROM ${ERASED} UNION SELECT "importId", "keyHash" FROM erased_changes
      UNION SELECT "beforeImportId", "keyHash" FROM erased_changes) touched GROUP BY 1) t
    WHERE i.id = t.id AND i."organisationId" = ${organisationId}::int AND i.kind <> 'demonstration'`;
  await tx.$executeRaw`
    DELETE FROM "RegisterChange" c USING erased_changes e
    WHERE c."importId" = e."importId" AND c."keyHash" = e."keyHash"`;
  await tx.$executeRaw`
    DELETE FROM "RegisterAbsence" a USING ${ERASED} e, "RegisterExport" x
    WHERE a."keyHash" = e."keyHash" AND x."importId" = a."importId" AND x."organisationId" = ${organisationId}::int`;
  await tx.$executeRaw`
    DELETE FROM "RegisterRow" r USING ${ERASED} e
    WHERE r."organisationId" = ${organisationId}::int AND r."keyHash" = e."keyHash"`;
}

/** Rows as old do not come in again. */
export async function keepMark(tx: Tx, held: Held, before: IsoDate, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RetentionMark" AS m ("organisationId", source, before, at)
    VALUES (${held.organisationId}::int, ${held.source}, ${before}, ${at})
    ON CONFLICT ("organisationId", source) DO UPDATE SET before = GREATEST(m.before, EXCLUDED.before), at = EXCLUDED.at`;
}

/** Remembers that these rows were erased by right: the partner's next file does not bring them back. */
export async function keepErasedKeys(tx: Tx, { organisationId, source }: Held, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ErasedRow" ("organisationId", source, "keyHash", at)
    SELECT ${organisationId}::int, ${source}, "keyHash", ${at} FROM ${ERASED} ON CONFLICT DO NOTHING`;
}

/** Remarks quote cells of a file: on receipts of imports as old, their number is enough. */
export function forgetRemarks(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Import" SET rejected = '[]', suspicious = '[]'
    WHERE "createdAt" < ${before} AND status <> 'prepared' AND (rejected <> '[]' OR suspicious <> '[]')`;
}

/** The contents that tell two rows of one number apart (a request examined at several meetings). */
export async function findKeyContents(db: Db, { organisationId, source }: Held): Promise<Content[]> {
  const found = await queryRows(db, z.object({ meetingDate: z.string().nullable(), month: z.string().nullable() }))`
    SELECT DISTINCT content->>'meetingDate' AS "meetingDate", content->>'month' AS month FROM "RegisterRow"
    WHERE "organisationId" = ${organisationId}::int AND source = ${source}`;
  return found.map(({ meetingDate, month }) => ({ meetingDate, ...(month !== null && { month }) }));
}

export interface FoundRow {
  key: Uint8Array;
  organisationId: number;
  organisation: string;
  source: SourceName;
  content: Content;
  outOfTerritory: boolean;
  importId: number;
  importedAt: Date;
  /** Found by the identity that it shares with the row of the number, once people are linked. */
  linked: boolean;
}

const foundRow: z.ZodType<FoundRow> = z.object({
  key: z.instanceof(Uint8Array),
  organisationId: z.number(),
  organisation: z.string(),
  source: z.enum(sourceNames),
  content: rowContent,
  outOfTerritory: z.boolean(),
  importId: z.number(),
  importedAt: z.date(),
  linked: z.boolean(),
});

/** The real rows that carry a pseudonym, and those of the same identity in any register. */
export function findPerson(db: Db, { organisationId, source }: Held, keys: readonly Uint8Array[]): Promise<FoundRow[]> {
  return queryRows(db, foundRow)`
    WITH own AS (SELECT "organisationId", "keyHash", "identityHash" FROM "RegisterRow"
      WHERE "organisationId" = ${organisationId}::int AND source = ${source} AND "keyHash" = ANY (${[...keys]}::bytea[]))
    SELECT r."keyHash" AS key, r."organisationId", o.name AS organisation, r.source, r.content, r."outOfTerritory", r."importId",
      i."createdAt" AS "importedAt", w."keyHash" IS NULL AS linked
    FROM "RegisterRow" r JOIN "Organisation" o ON o.id = r."organisationId" JOIN "Import" i ON i.id = r."importId"
    LEFT JOIN own w ON w."organisationId" = r."organisationId" AND w."keyHash" = r."keyHash"
    WHERE i.kind <> 'demonstration' AND (w."keyHash" IS NOT NULL OR r."identityHash" IN (SELECT "identityHash" FROM own))
    ORDER BY linked, o.name, r.source, r."keyHash"`;
}

/** What some rows of a register were before imports changed them, the latest first. */
export async function findFormerContents(
  db: Db,
  { organisationId }: Held,
  keys: readonly Uint8Array[],
): Promise<Content[]> {
  const found = await queryRows(db, z.object({ before: rowContent }))`
    SELECT c.before FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId"
    WHERE i."organisationId" = ${organisationId}::int AND c."keyHash" = ANY (${[...keys]}::bytea[]) ORDER BY c."importId" DESC`;
  return found.map(({ before }) => before);
}

export async function findCommuneNames(db: Db): Promise<Map<string, string>> {
  const communes = await db.commune.findMany({ select: { inseeCode: true, name: true } });
  return new Map(communes.map(({ inseeCode, name }) => [inseeCode, name]));
}
