import type { Prisma } from '../../prisma/generated/client.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

/**
 * Where a row is known by its place (its rank in a day, or a number that a list gives it), a line added or taken out above it
 * would make another row of it. A row of the file that is a known one to the letter takes its key; one whose key is taken so
 * gets a key that was left in the same group. Rows that share a key in the file are let alone: which is which is asked.
 */
export async function matchByContent(
  tx: Tx,
  { organisationId }: OrganisationScope,
  { importId, source, groupFields }: { importId: number; source: string; groupFields: string[] },
): Promise<void> {
  const table = stagingTable(importId);
  const group = `jsonb_build_array(${groupFields.map((field) => `t.content -> '${field}'`).join(', ')})`;
  await tx.$executeRawUnsafe(
    `WITH file AS MATERIALIZED (
      SELECT t.position, t."keyHash", t.content, t.outside, ${group} AS place,
        coalesce(r.content = t.content AND r."outOfTerritory" = t.outside, false) AS same
      FROM ${table} t
      JOIN (SELECT "keyHash" FROM ${table} WHERE NOT gone GROUP BY 1 HAVING count(*) = 1) alone USING ("keyHash")
      LEFT JOIN "RegisterRow" r ON r."organisationId" = $1 AND r."keyHash" = t."keyHash"
      WHERE t.content IS NOT NULL AND NOT t.gone),
    known AS (
      SELECT r."keyHash", r.content, r."outOfTerritory" AS outside,
        row_number() OVER (PARTITION BY r.content, r."outOfTerritory" ORDER BY r."keyHash") AS rank
      FROM "RegisterRow" r WHERE r."organisationId" = $1 AND r.source = $2
        AND NOT EXISTS (SELECT FROM file f WHERE f."keyHash" = r."keyHash" AND f.same)
        AND NOT EXISTS (SELECT FROM ${table} t WHERE t."keyHash" = r."keyHash" AND t.position NOT IN (SELECT position FROM file))),
    other AS (
      SELECT position, content, outside, place, row_number() OVER (PARTITION BY content, outside ORDER BY position) AS rank
      FROM file WHERE NOT same),
    found AS MATERIALIZED (
      SELECT o.position, k."keyHash", o.place FROM other o JOIN known k USING (content, outside, rank)
      LEFT JOIN file owner ON owner."keyHash" = k."keyHash" WHERE owner.place IS NULL OR owner.place = o.place),
    displaced AS (
      SELECT f.position, f.place, row_number() OVER (PARTITION BY f.place ORDER BY f.position) AS rank FROM file f
      WHERE f."keyHash" IN (SELECT "keyHash" FROM found) AND f.position NOT IN (SELECT position FROM found)),
    free AS (
      SELECT f."keyHash", f.place, row_number() OVER (PARTITION BY f.place ORDER BY f.position) AS rank FROM file f
      WHERE f."keyHash" NOT IN (SELECT "keyHash" FROM found) AND f.position IN (SELECT position FROM found)),
    moves AS (
      SELECT position, "keyHash" FROM found
      UNION ALL SELECT d.position, free."keyHash" FROM displaced d JOIN free USING (place, rank))
    UPDATE ${table} t SET "keyHash" = m."keyHash" FROM moves m WHERE m.position = t.position`,
    organisationId,
    source,
  );
}
