import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { LedgerCount } from '../../shared/domain/ledger/ledger-tally.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryTextRows } from '../platform/database/rows.ts';
import { ERASED } from '../retention/kept-counts.ts';
import type { Linking } from './reading.ts';
import { columnsOf } from './repository.ts';
import { lineOf } from './request-lines.ts';

/** The part of the ledger that requests leave behind when they are erased: counts by month, and no request any more. */

type Tx = Prisma.TransactionClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

const PARTS = 16;

/**
 * Requests about to be erased, under the import that wrote them last, in parts that stay small: when `linked`, those of one
 * identity make one text.
 */
export async function* erasedRequests(
  tx: Tx,
  { linked, keyed }: { linked: boolean; keyed: boolean },
): AsyncGenerator<{ importId: number; lines: string }> {
  const household = linked ? `coalesce(r."identityHash", r."keyHash")` : `r."keyHash"`;
  for (let part = 0; part < PARTS; part += 1) {
    yield* await queryTextRows(
      tx,
      z.object({ importId: z.number(), lines: z.string() }),
    )(
      `SELECT min(r."importId") AS "importId", string_agg(${lineOf('r.content', keyed ? 'r."keyHash"' : null)}, E'\\x1e') AS lines
       FROM erased_rows r WHERE NOT r."outOfTerritory" AND get_byte(${household}, 0) % ${PARTS} = ${part}
       GROUP BY ${linked ? household : 'r."importId"'}`,
    );
  }
}

/** What the requests about to be erased were before imports changed them. */
export function erasedChanges(tx: Tx, keyed: boolean) {
  return queryTextRows(
    tx,
    z.object({ importId: z.number(), beforeImportId: z.number(), lines: z.string() }),
  )(
    `SELECT c."importId", c."beforeImportId", string_agg(${lineOf('c.before', keyed ? 'c."keyHash"' : null)}, E'\\x1e') AS lines
     FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId"
     JOIN erased_changes e ON e."importId" = c."importId" AND e."keyHash" = c."keyHash"
     WHERE i.source = 'siao-request' AND i.status = 'done' AND NOT c."beforeOutside" GROUP BY 1, 2`,
  );
}

/** Keeps what requests about to be erased are in the ledger, under the import that brought them. */
export async function keepLedgerCounts(tx: Tx, importId: number, counts: readonly LedgerCount[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "KeptLedger" AS k ("importId", dimension, month, flow, value, households, persons, "inseeHouseholds", "inseePersons")
    SELECT ${importId}::int, * FROM unnest(${columnsOf(counts)})
    ON CONFLICT ("importId", dimension, month, flow, value) DO UPDATE
    SET households = k.households + EXCLUDED.households, persons = k.persons + EXCLUDED.persons,
      "inseeHouseholds" = k."inseeHouseholds" + EXCLUDED."inseeHouseholds",
      "inseePersons" = k."inseePersons" + EXCLUDED."inseePersons"`;
}

const LINKING = 'linking';

/** Keeps how many of the requests about to be erased were brought together: the share that carries a key stays true. */
export async function keepLinking(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "KeptCount" AS k ("organisationId", source, reading, key, content, count)
    SELECT ${organisationId}::int, 'siao-request', ${LINKING}, kind, '{}', n FROM (
      SELECT (count(*))::int AS requests, (count("identityHash"))::int AS identified,
        (SELECT coalesce(sum(n), 0)::int FROM (SELECT count(*) AS n FROM ${ERASED} WHERE "identityHash" IS NOT NULL
          AND NOT "outOfTerritory" GROUP BY "identityHash" HAVING count(*) > 1) shared) AS joined
      FROM ${ERASED} WHERE NOT "outOfTerritory") c
    CROSS JOIN LATERAL (VALUES ('requests', c.requests), ('identified', c.identified), ('joined', c.joined)) AS v(kind, n)
    WHERE n > 0
    ON CONFLICT ("organisationId", source, reading, key, "keptFor") DO UPDATE SET count = k.count + EXCLUDED.count`;
}

/** What was kept of linked requests that are gone, added to those that are there. */
export async function withKeptLinking(tx: Tx, { organisationId }: Scope, present: Linking): Promise<Linking> {
  const kept = await tx.keptCount.findMany({
    where: { organisationId, source: 'siao-request', reading: LINKING },
    select: { key: true, count: true },
  });
  const of = (key: string) => kept.find((one) => one.key === key)?.count ?? 0;
  return {
    requests: present.requests + of('requests'),
    identifiedRequests: present.identifiedRequests + of('identified'),
    joinedRequests: present.joinedRequests + of('joined'),
  };
}
