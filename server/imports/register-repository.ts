import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { sourceName } from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { ImportScope } from './repository.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

/** One import of a source for an organisation at a time; the lock goes with the transaction. */
export async function lockRegister(
  tx: Tx,
  scope: ImportScope | OrganisationScope<'imports.undo'>,
  source: string,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`register ${source}`}), ${scope.organisationId}::int)`;
}

/** The rank of the import that is about to be written into a register; the register is held. */
export async function nextSequence(tx: Tx, scope: ImportScope, source: string): Promise<number> {
  const { _max } = await tx.import.aggregate({
    where: { organisationId: scope.organisationId, source },
    _max: { sequence: true },
  });
  return (_max.sequence ?? 0) + 1;
}

/** Keeps what the judged rows are about to replace. */
export async function keepReplacedRows(tx: Tx, scope: ImportScope, importId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RegisterChange" ("importId", "keyHash", before, "beforeOutside", "beforeImportId", "beforeIdentity")
    SELECT ${importId}::int, r."keyHash", r.content, r."outOfTerritory", r."importId", r."identityHash"
    FROM judged j JOIN "RegisterRow" r ON r."organisationId" = ${scope.organisationId}::int AND r."keyHash" = j."keyHash"
    WHERE j.known AND (j.takes OR j.verdict = 'gone')`;
}

/** Takes the rows that are to go out of the register, once they are kept. */
export async function removeGoneRows(tx: Tx, scope: ImportScope): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "RegisterRow" r USING judged j
    WHERE j.verdict = 'gone' AND r."organisationId" = ${scope.organisationId}::int AND r."keyHash" = j."keyHash"`;
}

/** Writes the judged rows of a range of the file, in the order of their keys: the index grows at few places at a time. */
export async function writeJudgedRows(
  tx: Tx,
  scope: ImportScope,
  source: string,
  importId: number,
  [from, to]: [from: number, to: number],
): Promise<void> {
  const table = stagingTable(importId);
  const range = 'j.takes AND j.position BETWEEN $1::int AND $2::int AND t.position BETWEEN $1::int AND $2::int';
  await tx.$executeRawUnsafe(
    `UPDATE "RegisterRow" r SET content = t.content, "outOfTerritory" = t.outside, "importId" = $3::int,
      "identityHash" = t."identityHash"
    FROM judged j JOIN ${table} t USING (position)
    WHERE ${range} AND j.known AND r."organisationId" = $4::int AND r."keyHash" = j."keyHash"`,
    from,
    to,
    importId,
    scope.organisationId,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "outOfTerritory", "importId", "identityHash")
    SELECT $4::int, j."keyHash", $5, t.content, t.outside, $3::int, t."identityHash"
    FROM judged j JOIN ${table} t USING (position)
    WHERE ${range} AND NOT j.known ORDER BY j."keyHash"`,
    from,
    to,
    importId,
    scope.organisationId,
    source,
  );
}

/** Puts back the rows as they were before an import: those that it brought go, those that it replaced or took away return. */
export async function restoreRows(
  tx: Tx,
  scope: OrganisationScope<'imports.undo'>,
  source: string,
  importId: number,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "RegisterRow" WHERE "organisationId" = ${scope.organisationId}::int AND "importId" = ${importId}::int`;
  await tx.$executeRaw`
    INSERT INTO "RegisterRow" ("organisationId", "keyHash", source, content, "outOfTerritory", "importId", "identityHash")
    SELECT ${scope.organisationId}::int, "keyHash", ${source}, before, "beforeOutside", "beforeImportId", "beforeIdentity"
    FROM "RegisterChange" WHERE "importId" = ${importId}::int`;
}

/** The months whose validation covers an import: what it brought counts for readers. */
export async function validatedOver(tx: Tx, scope: OrganisationScope, importId: number): Promise<string[]> {
  const found = await queryRows(tx, z.object({ month: z.string() }))`
    SELECT v.month FROM "RegisterValidation" v JOIN "Import" i ON i."organisationId" = v."organisationId" AND i.source = v.source
    WHERE i.id = ${importId}::int AND v."organisationId" = ${scope.organisationId}::int AND v.sequence >= i.sequence ORDER BY 1`;
  return found.map(({ month }) => month);
}

/** The later imports that wrote over rows of this one. */
export async function importsOver(tx: Tx, scope: OrganisationScope, importId: number): Promise<number[]> {
  const found = await queryRows(tx, z.object({ id: z.number() }))`
    SELECT DISTINCT c."importId" AS id FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId"
    WHERE c."beforeImportId" = ${importId}::int AND i.status = 'done' AND i.id <> ${importId}::int
      AND i."organisationId" = ${scope.organisationId}::int ORDER BY 1`;
  return found.map((one) => one.id);
}

/** The sources of which an organisation keeps rows. */
export async function findKeptSources(tx: Tx, { organisationId }: OrganisationScope): Promise<SourceName[]> {
  const found = await tx.import.findMany({
    where: { organisationId, status: 'done' },
    distinct: ['source'],
    select: { source: true },
    orderBy: { source: 'asc' },
  });
  return found.map(({ source }) => sourceName.parse(source));
}
