import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryTextRows } from '../platform/database/rows.ts';
import type { Linking } from './reading.ts';
import type { Requests } from './repository.ts';
import { lineOf } from './request-lines.ts';

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

const linkingRow: z.ZodType<Linking> = z.object({
  requests: z.number(),
  identifiedRequests: z.number(),
  joinedRequests: z.number(),
});

/** Sets the identities of several requests apart, in `ledger_shared`, until the end of the transaction. */
export async function setSharedApart(tx: Tx, { organisationId }: Scope, requests: Requests): Promise<Linking> {
  const those = Prisma.sql`FROM ${Prisma.raw(requests)} WHERE source = 'siao-request'
    AND "organisationId" = ${organisationId}::int AND NOT "outOfTerritory"`;
  await tx.$executeRawUnsafe('DROP TABLE IF EXISTS ledger_shared');
  await tx.$executeRawUnsafe(
    'CREATE TEMP TABLE ledger_shared ("identityHash" bytea PRIMARY KEY, n int) ON COMMIT DROP',
  );
  await tx.$executeRaw`
    INSERT INTO ledger_shared SELECT "identityHash", count(*) ${those} AND "identityHash" IS NOT NULL
    GROUP BY 1 HAVING count(*) > 1`;
  const found = await queryRow(tx, linkingRow)`
    SELECT count(*)::int AS requests, count("identityHash")::int AS "identifiedRequests",
      (SELECT coalesce(sum(n), 0)::int FROM ledger_shared) AS "joinedRequests" ${those}`;
  return found ?? { requests: 0, identifiedRequests: 0, joinedRequests: 0 };
}

const ROWS_AT_ONCE = 20_000;

/** The requests of each household that made several, with the import that wrote one of them. */
export async function* sharedHouseholds(
  tx: Tx,
  { organisationId }: Scope,
  { joinedRequests }: Linking,
  { requests, keyed }: { requests: Requests; keyed: boolean },
): AsyncGenerator<{ importId: number; lines: string }> {
  // A key is spread evenly: its first byte cuts what must be held at once into even parts.
  const parts = Math.min(256, Math.ceil(joinedRequests / ROWS_AT_ONCE));
  for (let part = 0; part < parts; part += 1) {
    yield* await queryTextRows(tx, z.object({ importId: z.number(), lines: z.string() }))(
      `SELECT min(r."importId") AS "importId", string_agg(${lineOf('r.content', keyed ? 'r."keyHash"' : null)}, E'\\x1e') AS lines
       FROM ${requests} r JOIN ledger_shared s USING ("identityHash")
       WHERE r.source = 'siao-request' AND r."organisationId" = $1::int AND NOT r."outOfTerritory"
         AND get_byte("identityHash", 0) % $2::int = $3::int
       GROUP BY "identityHash"`,
      organisationId,
      parts,
      part,
    );
  }
}
