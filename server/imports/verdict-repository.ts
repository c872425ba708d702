import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Contact } from '../../shared/registers/register.ts';
import type { Verdict } from '../../shared/schemas/import.ts';
import { verdicts } from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows, queryTextRows, rowContent } from '../platform/database/rows.ts';
import { isOver } from '../retention/last-contact.ts';
import { remarksColumn } from './receipt-columns.ts';
import type { ImportScope } from './repository.ts';
import { rangesOf, stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

export interface Staged {
  importId: number;
  source: string;
  /** The field whose month dates a row, and the months that are validated: a row there is told "locked". */
  monthField: string | null;
  lockedMonths: Month[];
  /** What tells when a person was last in contact; null: the rows are about nobody. */
  contact: Contact | null;
}

/**
 * Sets apart the waiting rows that may not come back: those of a person who asked for it, and those whose last contact is
 * before the day up to which the register was cleared.
 */
async function setExpiredApart(tx: Tx, scope: OrganisationScope, { importId, source, contact }: Staged): Promise<void> {
  const mark = await tx.retentionMark.findUnique({
    where: { organisationId_source: { organisationId: scope.organisationId, source } },
    select: { before: true },
  });
  const over = mark && contact ? isOver('t.content', contact, Prisma.sql`${mark.before}::text`) : Prisma.sql`FALSE`;
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE expired ON COMMIT DROP AS
    SELECT t.position FROM ${Prisma.raw(stagingTable(importId))} t
    WHERE t.content IS NOT NULL AND NOT t.gone AND (${over} OR EXISTS (
      SELECT FROM "ErasedRow" e WHERE e."organisationId" = ${scope.organisationId}::int AND e."keyHash" = t."keyHash"))`;
}

/**
 * Gives every waiting row its verdict, in a table of this transaction. Of the rows that share a key, one with the same
 * content as the one before it is a duplicate, and only the last of the different ones stands. `takes`: the row is to be
 * written, once decisions and unanswered questions have been heard.
 */
export async function judgeRows(tx: Tx, scope: ImportScope, staged: Staged): Promise<void> {
  const table = stagingTable(staged.importId);
  // A whole file is compared at once: with too little memory the comparison would go through the disk.
  await tx.$executeRawUnsafe(`SET LOCAL work_mem = '128MB'`);
  // Rows lie in the order of the file: a few bytes say where each range of them is.
  await tx.$executeRawUnsafe(
    `CREATE INDEX IF NOT EXISTS ${rangesOf(staged.importId)} ON ${table} USING brin (position)`,
  );
  // Only what rows are joined by: to look at their contents would cost as much as the comparison.
  await tx.$executeRawUnsafe(`ANALYZE ${table} (position, "keyHash")`);
  await tx.$executeRawUnsafe('DROP TABLE IF EXISTS pg_temp.repeats, pg_temp.judged, pg_temp.expired');
  await setExpiredApart(tx, scope, staged);
  // Apart and first: few rows share a key, and knowing how few spares the comparison a walk through all of them.
  await tx.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE repeats ON COMMIT DROP AS
    WITH repeated AS (SELECT "keyHash" FROM ${table} WHERE "keyHash" IS NOT NULL GROUP BY 1 HAVING count(*) > 1),
    compared AS (
      SELECT t.position, t."keyHash", t.content = lag(t.content) OVER w AND t.outside = lag(t.outside) OVER w AS same
      FROM ${table} t JOIN repeated USING ("keyHash") WINDOW w AS (PARTITION BY t."keyHash" ORDER BY t.position))
    SELECT position, 'duplicate' AS verdict FROM compared WHERE same
    UNION ALL
    SELECT position, 'superseded' FROM (
      SELECT position, lead(position) OVER (PARTITION BY "keyHash" ORDER BY position) AS next
      FROM compared WHERE same IS NOT TRUE) later WHERE next IS NOT NULL`,
  );
  await tx.$executeRawUnsafe('ANALYZE repeats (position)');
  await tx.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE judged ON COMMIT DROP AS
    WITH verdicts AS (
      SELECT t.position, t."keyHash", t.outside, r."keyHash" IS NOT NULL AS known,
        COALESCE(t.taken, t.stands, true) AS wanted,
        CASE
          WHEN t.gone THEN 'gone'
          WHEN t.content IS NULL THEN 'unreadable'
          WHEN e.position IS NOT NULL AND r."keyHash" IS NULL THEN 'expired'
          WHEN p.verdict IS NOT NULL THEN p.verdict
          WHEN t.outside THEN CASE WHEN r.content = t.content AND r."outOfTerritory" THEN 'known-outside' ELSE 'outside' END
          WHEN r.content = t.content AND NOT r."outOfTerritory" THEN 'identical'
          WHEN t.stands IS NOT NULL THEN 'suspicious'
          WHEN $2::text IS NOT NULL AND left(t.content ->> $2, 7) = ANY ($3::text[]) THEN 'locked'
          WHEN r."keyHash" IS NULL THEN 'new'
          ELSE 'changed'
        END AS verdict
      FROM ${table} t
      LEFT JOIN repeats p USING (position)
      LEFT JOIN expired e USING (position)
      LEFT JOIN "RegisterRow" r ON r."organisationId" = $1 AND r."keyHash" = t."keyHash")
    SELECT position, "keyHash", outside, known, wanted, CASE verdict WHEN 'known-outside' THEN 'outside' ELSE verdict END AS verdict,
      wanted AND verdict IN ('new', 'changed', 'locked', 'suspicious', 'outside') AS takes,
      NOT outside AND (verdict = 'identical' OR wanted AND verdict IN ('new', 'changed', 'locked', 'suspicious')) AS counts
    FROM verdicts`,
    scope.organisationId,
    staged.monthField,
    staged.lockedMonths,
  );
  await tx.$executeRawUnsafe('ANALYZE judged (position, "keyHash")');
}

export interface VerdictCounts {
  verdicts: Record<Verdict, number>;
  rows: number;
  /** To be written, inside the territory, and those of them that replace a known row. */
  accepted: number;
  changed: number;
  /** Kept out by a decision, by a question without an answer, or because their time is over. */
  leftOut: number;
}

const verdict = z.enum(verdicts);

/** What the judged rows amount to. */
export async function countVerdicts(tx: Tx): Promise<VerdictCounts> {
  const found = await queryRows(
    tx,
    // A row that somebody takes out of the register by hand is gone: no file says that.
    z.object({
      verdict: z.enum([...verdicts, 'gone']),
      n: z.number(),
      taken: z.number(),
      known: z.number(),
      left: z.number(),
    }),
  )`
    SELECT verdict, count(*)::int AS n, (count(*) FILTER (WHERE takes AND NOT outside))::int AS taken,
      (count(*) FILTER (WHERE takes AND NOT outside AND known))::int AS known,
      (count(*) FILTER (WHERE verdict = 'expired'
        OR NOT wanted AND verdict IN ('new', 'changed', 'locked', 'suspicious', 'outside')))::int AS left
    FROM judged GROUP BY verdict`;
  const sum = (pick: (one: (typeof found)[number]) => number) => found.reduce((total, one) => total + pick(one), 0);
  const none = { new: 0, changed: 0, identical: 0, duplicate: 0, superseded: 0, outside: 0, expired: 0 };
  return {
    verdicts: {
      ...none,
      locked: 0,
      suspicious: 0,
      unreadable: 0,
      ...Object.fromEntries(found.map((one) => [one.verdict, one.n])),
    },
    rows: sum((one) => one.n),
    accepted: sum((one) => one.taken),
    changed: sum((one) => one.known),
    leftOut: sum((one) => one.left),
  };
}

export interface JudgedRow {
  position: number;
  row: number;
  sheet: string | null;
  verdict: Verdict;
  takes: boolean;
  outside: boolean;
  content: Record<string, string | number | null> | null;
  /** What the register holds today under the same key; null when it holds nothing. */
  before: Record<string, string | number | null> | null;
  remarks: { column: string; value: string; reason: string }[] | null;
}

const judgedRow: z.ZodType<JudgedRow> = z.object({
  position: z.number(),
  row: z.number(),
  sheet: z.string().nullable(),
  verdict,
  takes: z.boolean(),
  outside: z.boolean(),
  content: rowContent.nullable(),
  before: rowContent.nullable(),
  remarks: remarksColumn.nullable(),
});

/** A page of judged rows in the order of the file, of one verdict or of all. */
export function pageOfRows(
  tx: Tx,
  scope: OrganisationScope,
  importId: number,
  { verdict, after, limit }: { verdict: Verdict | null; after: number; limit: number },
): Promise<JudgedRow[]> {
  return queryTextRows(tx, judgedRow)(
    `SELECT j.position, t.row, t.sheet, j.verdict, j.takes, j.outside, t.content, r.content AS before, t.remarks
    FROM judged j JOIN ${stagingTable(importId)} t USING (position)
    LEFT JOIN "RegisterRow" r ON r."organisationId" = $1 AND r."keyHash" = j."keyHash"
    WHERE j.position > $2 AND ($3::text IS NULL OR j.verdict = $3) ORDER BY j.position LIMIT $4`,
    scope.organisationId,
    after,
    verdict,
    limit,
  );
}

/** The first remarks of the rows that could not be read, or whose cells were set aside. */
export async function firstRemarks(tx: Tx, importId: number, unreadable: boolean, limit: number) {
  const found = await queryTextRows(tx, z.object({ remarks: remarksColumn }))(
    `SELECT remarks FROM ${stagingTable(importId)}
    WHERE remarks IS NOT NULL AND (content IS NULL) = $1 ORDER BY position LIMIT $2`,
    unreadable,
    limit,
  );
  return found.flatMap(({ remarks }) => remarks);
}

/** The keys of the rows that are written. */
export async function takenKeys(tx: Tx): Promise<Uint8Array[]> {
  const found = await queryRows(
    tx,
    z.object({ keyHash: z.instanceof(Uint8Array) }),
  )`SELECT "keyHash" FROM judged WHERE takes`;
  return found.map(({ keyHash }) => keyHash);
}

/** Where the judged rows of a verdict stand in the file. */
export async function positionsOf(tx: Tx, verdict: Verdict): Promise<number[]> {
  const found = await queryRows(
    tx,
    z.object({ position: z.number() }),
  )`SELECT position FROM judged WHERE verdict = ${verdict}`;
  return found.map((one) => one.position);
}
