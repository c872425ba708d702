import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { LedgerCount } from '../../shared/domain/ledger/ledger-tally.ts';
import { spellFields } from '../../shared/registers/siao-spell.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRow, queryRows, queryTextRows } from '../platform/database/rows.ts';

type Tx = Prisma.TransactionClient;
type Db = Tx | PrismaClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** Rows are sent as one text, fields and rows set apart by characters that no cell holds: a million rows stay cheap to read. */
const FIELD = '\x1f';
const ROW = '\x1e';
const PAGES_AT_ONCE = 1000;

/** `content`, cut to the fields that the ledger looks at, as text. Field names are constants of the product. */
export const lineOf = (content: string) =>
  `array_to_string(ARRAY[${spellFields.map((field) => `${content}->>'${field}'`).join(', ')}], E'\\x1f', '')`;

export type LedgerRow = Record<string, string>;

/** The rows of a text, one after the other. */
export function* rowsOf(text: string): Generator<LedgerRow> {
  for (const line of text.split(ROW)) {
    const values = line.split(FIELD);
    const row: LedgerRow = {};
    for (let index = 0; index < spellFields.length; index += 1) row[spellFields[index] ?? ''] = values[index] ?? '';
    yield row;
  }
}

/** One writer of the ledger of an organisation at a time. */
export async function lockLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ledger'), ${organisationId}::int)`;
}

export type LedgerStateRecord = Prisma.LedgerStateCreateManyInput;

export function findLedgerState(db: Db, { organisationId }: Scope) {
  return db.ledgerState.findUnique({ where: { organisationId } });
}

export async function saveLedgerState(
  tx: Tx,
  { organisationId }: Scope,
  data: Omit<LedgerStateRecord, 'organisationId'>,
): Promise<void> {
  await tx.ledgerState.upsert({ where: { organisationId }, create: { organisationId, ...data }, update: data });
}

/** No ledger counts by the present rule any more: the first who looks at one makes it again. */
export async function forgetEveryLedgerState(tx: Tx): Promise<void> {
  await tx.ledgerState.deleteMany();
}

/** The ledger is no longer that of the rows: the first who looks at it makes it again. */
export async function forgetLedgerState(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.ledgerState.deleteMany({ where: { organisationId } });
}

/** Organisations that have, or had, SIAO rows whose ledger was never computed, or under another rule. */
export function findStaleLedgers(db: Db, inactivityDays: number): Promise<Scope[]> {
  return queryRows(db, z.object({ organisationId: z.number() }))`
    SELECT o.id AS "organisationId" FROM "Organisation" o LEFT JOIN "LedgerState" s ON s."organisationId" = o.id
    WHERE s."inactivityDays" IS DISTINCT FROM ${inactivityDays}::int
      AND (EXISTS (SELECT FROM "RegisterRow" r WHERE r.source = 'siao-request' AND r."organisationId" = o.id)
        OR EXISTS (SELECT FROM "KeptLedger" k JOIN "Import" i ON i.id = k."importId" WHERE i."organisationId" = o.id))`;
}

export async function isSiaoImport(tx: Tx, importId: number): Promise<boolean> {
  const found = await tx.import.findUnique({ where: { id: importId }, select: { source: true } });
  return found?.source === 'siao-request';
}

/** True when this import is already in the ledger: it is being undone. */
export async function isInLedger(tx: Tx, importId: number): Promise<boolean> {
  return (await tx.ledgerChange.findFirst({ where: { importId }, select: { importId: true } })) !== null;
}

interface PageOfRows {
  importId: number;
  lines: string;
}

const pageOfRows: z.ZodType<PageOfRows> = z.object({ importId: z.number(), lines: z.string() });

/**
 * Every row of an organisation's SIAO register, or all but those set apart in `ledger_shared`, by ranges of the table's pages:
 * in the order of the disk, a bounded memory, and the next range is read while the caller works on this one.
 */
export async function* everyRow(
  tx: Tx,
  { organisationId }: Scope,
  { butShared }: { butShared: boolean },
): AsyncGenerator<PageOfRows> {
  const alone = butShared
    ? 'AND NOT EXISTS (SELECT FROM ledger_shared s WHERE s."identityHash" = "RegisterRow"."identityHash")'
    : '';
  const size = await queryRow(tx, z.object({ pages: z.number() }))`
    SELECT (pg_relation_size('"RegisterRow"') / current_setting('block_size')::int)::int AS pages`;
  const read = async (from: number): Promise<PageOfRows[]> =>
    queryTextRows(tx, pageOfRows)(
      `SELECT "importId", string_agg(${lineOf('content')}, E'\\x1e') AS lines FROM "RegisterRow"
       WHERE ctid >= $1::tid AND ctid < $2::tid AND source = 'siao-request' AND "organisationId" = $3::int
         AND NOT "outOfTerritory" ${alone} GROUP BY 1`,
      `(${from},0)`,
      `(${from + PAGES_AT_ONCE},0)`,
      organisationId,
    );
  const pages = size?.pages ?? 0;
  let next = read(0);
  for (let from = 0; from < pages; from += PAGES_AT_ONCE) {
    const current = next;
    const found = await current;
    next = from + PAGES_AT_ONCE < pages ? read(from + PAGES_AT_ONCE) : Promise.resolve([]);
    yield* found;
  }
  await next;
}

const ROWS_AT_ONCE = 20_000;

/** The rows of some keys, as one text; null when there is none. */
export async function rowsOfKeys(
  tx: Tx,
  { organisationId }: Scope,
  keys: readonly Uint8Array[],
): Promise<string | null> {
  const [found] = await queryTextRows(tx, z.object({ lines: z.string().nullable() }))(
    `SELECT string_agg(${lineOf('content')}, E'\\x1e') AS lines FROM "RegisterRow"
     WHERE "organisationId" = $1::int AND "keyHash" = ANY ($2::bytea[]) AND NOT "outOfTerritory"`,
    organisationId,
    keys,
  );
  return found?.lines ?? null;
}

/** What the rows that an import changed or took away were before, as texts. */
export async function* rowsBefore(tx: Tx, importId: number): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const [page] = await queryTextRows(tx, z.object({ lines: z.string().nullable(), last: z.string().nullable() }))(
      `SELECT string_agg(line, E'\\x1e') FILTER (WHERE NOT outside) AS lines, max(key) AS last
       FROM (SELECT encode("keyHash", 'hex') AS key, "beforeOutside" AS outside, ${lineOf('before')} AS line
         FROM "RegisterChange" WHERE "importId" = $1::int AND "keyHash" > decode($2, 'hex')
         ORDER BY "keyHash" LIMIT ${ROWS_AT_ONCE}) c`,
      importId,
      after,
    );
    if (!page || page.last === null) return;
    if (page.lines !== null) yield page.lines;
    after = page.last;
  }
}

/** What rows were before an import changed them, with the import that had written them. */
export function everyChange(tx: Tx, { organisationId }: Scope) {
  return queryTextRows(tx, z.object({ importId: z.number(), beforeImportId: z.number(), lines: z.string() }))(
    `SELECT c."importId", c."beforeImportId", string_agg(${lineOf('c.before')}, E'\\x1e') AS lines
     FROM "RegisterChange" c JOIN "Import" i ON i.id = c."importId"
     WHERE i.source = 'siao-request' AND i.status = 'done' AND i."organisationId" = $1::int AND NOT c."beforeOutside"
     GROUP BY 1, 2`,
    organisationId,
  );
}

/** Publication group by INSEE code. */
export async function findCommuneGroups(db: Db): Promise<Map<string, string>> {
  const communes = await db.commune.findMany({ select: { inseeCode: true, groupCode: true } });
  return new Map(communes.map(({ inseeCode, groupCode }) => [inseeCode, groupCode]));
}

const four = Prisma.raw('households, persons, "inseeHouseholds", "inseePersons"');

/** The counts of imports, one a line again. */
const unrolled = Prisma.sql`
  "LedgerChange" c CROSS JOIN LATERAL unnest(c.dimensions, c.months, c.flows, c."values", c.households, c.persons,
    c."inseeHouseholds", c."inseePersons") AS u(dimension, month, flow, value, ${four})`;

/** Keeps what an import changes, in its own name. */
export async function keepLedgerChange(tx: Tx, importId: number, counts: readonly LedgerCount[]): Promise<void> {
  const text = (field: 'dimension' | 'month' | 'flow' | 'value') => counts.map((one) => one[field]);
  const number = (field: 'households' | 'persons' | 'inseeHouseholds' | 'inseePersons') =>
    counts.map((one) => one[field]);
  await tx.$executeRaw`
    INSERT INTO "LedgerChange" ("importId", dimensions, months, flows, "values", ${four})
    VALUES (${importId}::int, ${text('dimension')}::text[], ${text('month')}::text[], ${text('flow')}::text[],
      ${text('value')}::text[], ${number('households')}::int[], ${number('persons')}::int[],
      ${number('inseeHouseholds')}::int[], ${number('inseePersons')}::int[])`;
}

/** Adds an import's change to the roll-up, or takes it away (−1). */
export async function addToRollUp(tx: Tx, { organisationId }: Scope, importId: number, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" AS m ("organisationId", dimension, month, flow, value, ${four})
    SELECT ${organisationId}::int, u.dimension, u.month, u.flow, u.value, ${sign}::int * u.households,
      ${sign}::int * u.persons, ${sign}::int * u."inseeHouseholds", ${sign}::int * u."inseePersons"
    FROM ${unrolled} WHERE c."importId" = ${importId}::int ORDER BY 2, 3, 4, 5
    ON CONFLICT ("organisationId", dimension, month, flow, value) DO UPDATE
    SET households = m.households + EXCLUDED.households, persons = m.persons + EXCLUDED.persons,
      "inseeHouseholds" = m."inseeHouseholds" + EXCLUDED."inseeHouseholds",
      "inseePersons" = m."inseePersons" + EXCLUDED."inseePersons"`;
}

export async function deleteLedgerChange(tx: Tx, importId: number): Promise<void> {
  await tx.ledgerChange.deleteMany({ where: { importId } });
}

/** Empties the ledger of an organisation before it is computed again. */
export async function emptyLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.ledgerMonth.deleteMany({ where: { organisationId } });
  await tx.$executeRaw`
    DELETE FROM "LedgerChange" c USING "Import" i
    WHERE i.id = c."importId" AND i."organisationId" = ${organisationId}::int`;
}

/** The roll-up of an organisation: what its imports say, and what is kept of requests that were erased. */
export async function sumLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" ("organisationId", dimension, month, flow, value, ${four})
    SELECT ${organisationId}::int, u.dimension, u.month, u.flow, u.value, sum(u.households), sum(u.persons),
      sum(u."inseeHouseholds"), sum(u."inseePersons")
    FROM (SELECT c."importId", u.* FROM ${unrolled}
      UNION ALL SELECT "importId", dimension, month, flow, value, ${four} FROM "KeptLedger") u
    JOIN "Import" i ON i.id = u."importId"
    WHERE i."organisationId" = ${organisationId}::int GROUP BY 2, 3, 4, 5 HAVING sum(u.persons) <> 0 ORDER BY 2, 3, 4, 5`;
}
