import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { LedgerCount } from '../../shared/domain/ledger/ledger-tally.ts';
import { registerRows } from '../contributions/register-rows.ts';
import type { OrganisationScope, Visibility } from '../platform/access.ts';
import { readAhead } from '../platform/database/read-ahead.ts';
import { queryRow, queryRows, queryTextRows } from '../platform/database/rows.ts';
import { lineOf } from './request-lines.ts';
import type { ContactRules } from './rules.ts';

type Tx = Prisma.TransactionClient;
type Db = Tx | PrismaClient;
type Scope = Pick<OrganisationScope, 'organisationId'>;

/** The ledger of an organisation, as its rows are or as they were validated. */
export interface LedgerScope extends Scope {
  visibility: Visibility;
}

/** Where the requests of a ledger are read: the register, or what was validated of it, set apart. */
export type Requests = '"RegisterRow"' | 'validated_requests';

/** Sets the requests that were validated apart until the end of the transaction. */
export async function setValidatedApart(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRawUnsafe('DROP TABLE IF EXISTS validated_requests');
  await tx.$executeRaw`
    CREATE TEMP TABLE validated_requests ON COMMIT DROP AS SELECT r.* FROM ${registerRows('validated')} r
    WHERE r.source = 'siao-request' AND r."organisationId" = ${organisationId}::int`;
}

/** True when no import came after the validation of an organisation's requests: what is validated is what is there. */
export async function isWhollyValidated(tx: Tx, { organisationId }: Scope): Promise<boolean> {
  const found = await queryRow(tx, z.object({ whole: z.boolean() }))`
    SELECT coalesce((SELECT max(sequence) FROM "Import" WHERE "organisationId" = ${organisationId}::int
      AND source = 'siao-request' AND status = 'done') <= (SELECT max(sequence) FROM "RegisterValidation"
      WHERE "organisationId" = ${organisationId}::int AND source = 'siao-request'), FALSE) AS whole`;
  return found?.whole ?? false;
}

const PAGES_AT_ONCE = 1000;

/** One writer of the ledger of an organisation at a time. */
export async function lockLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ledger'), ${organisationId}::int)`;
}

export type LedgerStateRecord = Prisma.LedgerStateCreateManyInput;

const stateOf = ({ organisationId, visibility }: LedgerScope) => ({
  organisationId_visibility: { organisationId, visibility },
});

export function findLedgerState(db: Db, scope: LedgerScope) {
  return db.ledgerState.findUnique({ where: stateOf(scope) });
}

export async function saveLedgerState(
  tx: Tx,
  { organisationId, visibility }: LedgerScope,
  data: Omit<LedgerStateRecord, 'organisationId' | 'visibility'>,
): Promise<void> {
  const where = stateOf({ organisationId, visibility });
  await tx.ledgerState.upsert({ where, create: { organisationId, visibility, ...data }, update: data });
}

/** No ledger counts by the present rule any more: the first who looks at one makes it again. */
export async function forgetEveryLedgerState(tx: Tx): Promise<void> {
  await tx.ledgerState.deleteMany();
}

/** A ledger is no longer that of the rows: the first who looks at it makes it again. */
export async function forgetLedgerState(tx: Tx, { organisationId, visibility }: LedgerScope): Promise<void> {
  await tx.ledgerState.deleteMany({ where: { organisationId, visibility } });
}

/** The ledgers of organisations that sent requests which were never computed, or under other rules; what is there before what is validated. */
export function findStaleLedgers(db: Db, { inactivityDays, contactByExport }: ContactRules): Promise<LedgerScope[]> {
  return queryRows(db, z.object({ organisationId: z.number(), visibility: z.enum(['working', 'validated']) }))`
    SELECT o.id AS "organisationId", v.visibility::text AS visibility
    FROM "Organisation" o CROSS JOIN unnest(enum_range(NULL::"Visibility")) AS v(visibility)
    LEFT JOIN "LedgerState" s ON s."organisationId" = o.id AND s.visibility = v.visibility
    WHERE (s."inactivityDays" IS DISTINCT FROM ${inactivityDays}::int OR s."contactByExport" IS DISTINCT FROM ${contactByExport})
      AND EXISTS (SELECT FROM "Import" i WHERE i."organisationId" = o.id AND i.source = 'siao-request' AND i.status <> 'prepared')
    ORDER BY v.visibility, o.id`;
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
 * Every request of an organisation, or all but those set apart in `ledger_shared`, by ranges of the table's pages:
 * in the order of the disk, a bounded memory, and the next range is read while the caller works on this one.
 */
export async function* everyRow(
  tx: Tx,
  { organisationId }: Scope,
  { requests, butShared, keyed }: { requests: Requests; butShared: boolean; keyed: boolean },
): AsyncGenerator<PageOfRows> {
  const alone = butShared
    ? 'AND NOT EXISTS (SELECT FROM ledger_shared s WHERE s."identityHash" = r."identityHash")'
    : '';
  const size = await queryRow(tx, z.object({ pages: z.number() }))`
    SELECT (pg_relation_size(${requests}::text) / current_setting('block_size')::int)::int AS pages`;
  const read = async (from: number): Promise<PageOfRows[]> =>
    queryTextRows(tx, pageOfRows)(
      `SELECT "importId", string_agg(${lineOf('content', keyed ? 'r."keyHash"' : null)}, E'\\x1e') AS lines FROM ${requests} r
       WHERE ctid >= $1::tid AND ctid < $2::tid AND source = 'siao-request' AND "organisationId" = $3::int
         AND NOT "outOfTerritory" ${alone} GROUP BY 1`,
      `(${from},0)`,
      `(${from + PAGES_AT_ONCE},0)`,
      organisationId,
    );
  const ranges = Array.from(
    { length: Math.ceil((size?.pages ?? 0) / PAGES_AT_ONCE) },
    (_, rank) => rank * PAGES_AT_ONCE,
  );
  for await (const found of readAhead(ranges.map((from) => () => read(from)))) yield* found;
}

const ROWS_AT_ONCE = 20_000;

/** The rows of some keys, as one text; null when there is none. */
export async function rowsOfKeys(
  tx: Tx,
  { organisationId }: Scope,
  keys: readonly Uint8Array[],
  keyed: boolean,
): Promise<string | null> {
  const [found] = await queryTextRows(tx, z.object({ lines: z.string().nullable() }))(
    `SELECT string_agg(${lineOf('content', keyed ? '"keyHash"' : null)}, E'\\x1e') AS lines FROM "RegisterRow"
     WHERE "organisationId" = $1::int AND "keyHash" = ANY ($2::bytea[]) AND NOT "outOfTerritory"`,
    organisationId,
    keys,
  );
  return found?.lines ?? null;
}

/** What the rows that an import changed or took away were before, as texts. */
export async function* rowsBefore(tx: Tx, importId: number, keyed: boolean): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const [page] = await queryTextRows(tx, z.object({ lines: z.string().nullable(), last: z.string().nullable() }))(
      `SELECT string_agg(line, E'\\x1e') FILTER (WHERE NOT outside) AS lines, max(key) AS last
       FROM (SELECT encode("keyHash", 'hex') AS key, "beforeOutside" AS outside, ${lineOf('before', keyed ? '"keyHash"' : null)} AS line
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
export function everyChange(tx: Tx, { organisationId }: Scope, keyed: boolean) {
  return queryTextRows(tx, z.object({ importId: z.number(), beforeImportId: z.number(), lines: z.string() }))(
    `SELECT c."importId", c."beforeImportId", string_agg(${lineOf('c.before', keyed ? 'c."keyHash"' : null)}, E'\\x1e') AS lines
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

/** Sets the values of a column apart in the one text that carries them: a list of so many parameters costs more than what is done with it. */
const BETWEEN = '\x1f';

/** Counts as columns of SQL, in the order of the table. */
export function columnsOf(counts: readonly LedgerCount[]): Prisma.Sql {
  const column = (field: keyof LedgerCount, type: 'text' | 'int') => {
    const said = counts.map((one) => `${one[field]}${BETWEEN}`).join('');
    return Prisma.sql`(string_to_array(${said}, ${BETWEEN}))[:${counts.length}::int]::${Prisma.raw(type)}[]`;
  };
  const texts = (['dimension', 'month', 'flow', 'value'] as const).map((field) => column(field, 'text'));
  const numbers = (['households', 'persons', 'inseeHouseholds', 'inseePersons'] as const).map((field) =>
    column(field, 'int'),
  );
  return Prisma.join([...texts, ...numbers]);
}

/** Keeps what an import changes, in its own name. */
export async function keepLedgerChange(tx: Tx, importId: number, counts: readonly LedgerCount[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerChange" ("importId", dimensions, months, flows, "values", ${four})
    SELECT ${importId}::int, ${columnsOf(counts)}`;
}

/** Adds an import's change to the roll-up, or takes it away (−1). */
export async function addToRollUp(tx: Tx, { organisationId }: Scope, importId: number, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" AS m ("organisationId", visibility, dimension, month, flow, value, ${four})
    SELECT ${organisationId}::int, 'working', u.dimension, u.month, u.flow, u.value, ${sign}::int * u.households,
      ${sign}::int * u.persons, ${sign}::int * u."inseeHouseholds", ${sign}::int * u."inseePersons"
    FROM ${unrolled} WHERE c."importId" = ${importId}::int ORDER BY 3, 4, 5, 6
    ON CONFLICT ("organisationId", visibility, dimension, month, flow, value) DO UPDATE
    SET households = m.households + EXCLUDED.households, persons = m.persons + EXCLUDED.persons,
      "inseeHouseholds" = m."inseeHouseholds" + EXCLUDED."inseeHouseholds",
      "inseePersons" = m."inseePersons" + EXCLUDED."inseePersons"`;
}

export async function deleteLedgerChange(tx: Tx, importId: number): Promise<void> {
  await tx.ledgerChange.deleteMany({ where: { importId } });
}

/** Empties a ledger before it is computed again, with what each import changed in it. */
export async function emptyLedger(tx: Tx, { organisationId, visibility }: LedgerScope): Promise<void> {
  await tx.ledgerMonth.deleteMany({ where: { organisationId, visibility } });
  if (visibility === 'validated') return;
  await tx.$executeRaw`
    DELETE FROM "LedgerChange" c USING "Import" i
    WHERE i.id = c."importId" AND i."organisationId" = ${organisationId}::int`;
}

/** The roll-up of an organisation: what its imports say, and what is kept of requests that were erased. */
export async function sumLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" ("organisationId", visibility, dimension, month, flow, value, ${four})
    SELECT ${organisationId}::int, 'working', u.dimension, u.month, u.flow, u.value, sum(u.households), sum(u.persons),
      sum(u."inseeHouseholds"), sum(u."inseePersons")
    FROM (SELECT c."importId", u.* FROM ${unrolled}
      UNION ALL SELECT "importId", dimension, month, flow, value, ${four} FROM "KeptLedger") u
    JOIN "Import" i ON i.id = u."importId"
    WHERE i."organisationId" = ${organisationId}::int GROUP BY 3, 4, 5, 6 HAVING sum(u.persons) <> 0 ORDER BY 3, 4, 5, 6`;
}

/** What is there, as what is validated: nothing waits. */
export async function copyLedger(tx: Tx, { organisationId }: Scope): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" ("organisationId", visibility, dimension, month, flow, value, ${four})
    SELECT "organisationId", 'validated', dimension, month, flow, value, ${four} FROM "LedgerMonth"
    WHERE "organisationId" = ${organisationId}::int AND visibility = 'working'`;
}

/** The counts of validated requests, with what is kept of those that were erased by imports that a validation covers. */
export async function saveValidatedLedger(
  tx: Tx,
  { organisationId }: Scope,
  counts: readonly LedgerCount[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "LedgerMonth" ("organisationId", visibility, dimension, month, flow, value, ${four})
    SELECT ${organisationId}::int, 'validated', u.dimension, u.month, u.flow, u.value, sum(u.households), sum(u.persons),
      sum(u."inseeHouseholds"), sum(u."inseePersons")
    FROM (SELECT * FROM unnest(${columnsOf(counts)}) AS c(dimension, month, flow, value, ${four})
      UNION ALL SELECT k.dimension, k.month, k.flow, k.value, ${four} FROM "KeptLedger" k JOIN "Import" i ON i.id = k."importId"
      WHERE i."organisationId" = ${organisationId}::int AND i.sequence <= (SELECT max(v.sequence) FROM "RegisterValidation" v
        WHERE v."organisationId" = ${organisationId}::int AND v.source = 'siao-request')) u
    GROUP BY 3, 4, 5, 6 HAVING sum(u.persons) <> 0 ORDER BY 3, 4, 5, 6`;
}
