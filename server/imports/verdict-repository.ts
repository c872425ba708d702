import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { Contact } from '../../shared/registers/register.ts';
import { type Verdict, verdicts } from '../../shared/schemas/import.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';
import { isOver } from '../retention/last-contact.ts';
import { matchByContent } from './content-match-repository.ts';
import type { ImportScope } from './repository.ts';
import { rangesOf, stagingTable } from './staging-repository.ts';

type Tx = Prisma.TransactionClient;

export interface Staged {
  importId: number;
  source: string;
  /** The field whose month dates a row, and the months that were validated: a row there is a correction that waits. */
  monthField: string | null;
  validatedMonths: Month[];
  /** Rows are known by a number alone, which another year may use again. */
  numbered: boolean;
  /** Rows are known by their place among those that are alike in these fields; null: by a number. */
  groupFields: string[] | null;
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
 * Rows of the file that share a key: one with the same content as the one before it is a duplicate, and only the last of the
 * different ones stands. Where rows are known by a number alone, the same number in a later year is asked about.
 */
async function setRepeatsApart(tx: Tx, { importId, monthField, numbered }: Staged): Promise<void> {
  const year = numbered ? `left(t.content ->> '${monthField}', 4)` : 'NULL::text';
  // Apart and first: few rows share a key, and knowing how few spares the comparison a walk through all of them.
  await tx.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE repeats ON COMMIT DROP AS
    WITH repeated AS (SELECT "keyHash" FROM ${stagingTable(importId)} WHERE "keyHash" IS NOT NULL GROUP BY 1 HAVING count(*) > 1),
    dated AS (
      SELECT t.position, t."keyHash", t.content, t.outside,
        coalesce(${year} > min(${year}) OVER (PARTITION BY t."keyHash"), false) AS later
      FROM ${stagingTable(importId)} t JOIN repeated USING ("keyHash")),
    compared AS (
      SELECT position, "keyHash", later, content = lag(content) OVER w AND outside = lag(outside) OVER w AS same
      FROM dated WINDOW w AS (PARTITION BY "keyHash", later ORDER BY position))
    SELECT position, 'duplicate' AS verdict FROM compared WHERE same AND NOT later
    UNION ALL
    SELECT position, 'superseded' FROM (
      SELECT position, lead(position) OVER (PARTITION BY "keyHash" ORDER BY position) AS next
      FROM compared WHERE same IS NOT TRUE AND NOT later) row WHERE next IS NOT NULL
    UNION ALL
    SELECT position, 'moved' FROM compared WHERE later`,
  );
  await tx.$executeRawUnsafe('ANALYZE repeats (position)');
}

/** Keeps PostgreSQL from writing what a query computes wherever it is spoken of: each row would be judged eight times. */
const ONCE = 'OFFSET 0';

async function compareRows(tx: Tx, scope: OrganisationScope, staged: Staged): Promise<void> {
  const { monthField, validatedMonths, numbered } = staged;
  await setRepeatsApart(tx, staged);
  await tx.$executeRawUnsafe(
    `CREATE TEMPORARY TABLE judged ON COMMIT DROP AS
    WITH verdicts AS (
      SELECT t.position, t."keyHash", t.outside, r."keyHash" IS NOT NULL AS known, t.taken, t.stands, t.settled,
        CASE
          WHEN t.gone THEN 'gone'
          WHEN t.content IS NULL THEN 'unreadable'
          WHEN e.position IS NOT NULL AND r."keyHash" IS NULL THEN 'expired'
          WHEN p.verdict IS NOT NULL THEN p.verdict
          WHEN t.outside THEN CASE WHEN r.content = t.content AND r."outOfTerritory" THEN 'known-outside' ELSE 'outside' END
          WHEN r.content = t.content AND NOT r."outOfTerritory" THEN 'identical'
          WHEN r."keyHash" IS NOT NULL AND (
            $4 AND left(r.content ->> $2, 4) <> left(t.content ->> $2, 4)
            OR left(r.content ->> $2, 7) = ANY ($3::text[]) AND left(r.content ->> $2, 7) <> left(t.content ->> $2, 7))
            THEN 'moved'
          WHEN t.stands IS NOT NULL THEN 'suspicious'
          WHEN $2::text IS NOT NULL AND $3::text[] <> '{}' AND left(t.content ->> $2, 7) = ANY ($3::text[]) THEN 'waiting'
          WHEN r."keyHash" IS NULL THEN 'new'
          ELSE 'changed'
        END AS verdict
      FROM ${stagingTable(staged.importId)} t
      LEFT JOIN repeats p USING (position)
      LEFT JOIN expired e USING (position)
      LEFT JOIN "RegisterRow" r ON r."organisationId" = $1 AND r."keyHash" = t."keyHash" ${ONCE}),
    heard AS (
      SELECT *, CASE verdict WHEN 'moved' THEN COALESCE(taken, settled IS NOT NULL AND stands IS NOT FALSE)
        ELSE COALESCE(taken, stands, true) END AS wanted
      FROM verdicts ${ONCE})
    SELECT position, "keyHash", outside, known, wanted, false AS absent,
      CASE verdict WHEN 'known-outside' THEN 'outside' ELSE verdict END AS verdict,
      wanted AND verdict IN ('new', 'changed', 'waiting', 'suspicious', 'outside', 'moved') AS takes,
      NOT outside AND (verdict = 'identical' OR wanted AND verdict IN ('new', 'changed', 'waiting', 'suspicious', 'moved')) AS counts
    FROM heard`,
    scope.organisationId,
    monthField,
    validatedMonths,
    numbered,
  );
  await tx.$executeRawUnsafe('ANALYZE judged (position, "keyHash")');
}

/**
 * Gives a number that begins again with the year a key of its own, for the rows of which someone said so, and for those that
 * were told apart before. Answers how many.
 */
function rekey(tx: Tx, scope: OrganisationScope, { importId, monthField }: Staged): Promise<number> {
  const other = `sha256(t."keyHash" || convert_to(left(t.content ->> '${monthField}', 4), 'UTF8'))`;
  return tx.$executeRawUnsafe(
    `UPDATE ${stagingTable(importId)} t SET "keyHash" = ${other}, rekeyed = true
    FROM judged j
    WHERE j.position = t.position AND j.verdict = 'moved' AND NOT t.rekeyed AND (t.settled = 'another' OR EXISTS (
      SELECT FROM "RegisterRow" r WHERE r."organisationId" = $1 AND r."keyHash" = ${other}))`,
    scope.organisationId,
  );
}

/**
 * Gives every waiting row its verdict, in a table of this transaction. `takes`: the row is to be written, once decisions and
 * unanswered questions have been heard.
 */
export async function judgeRows(tx: Tx, scope: ImportScope, staged: Staged): Promise<void> {
  const table = stagingTable(staged.importId);
  // A whole file is compared at once: with too little memory the comparison would go through the disk.
  await tx.$executeRawUnsafe(`SET LOCAL work_mem = '128MB'`);
  // Rows lie in the order of the file: a few bytes say where each range of them is.
  await tx.$executeRawUnsafe(
    `CREATE INDEX IF NOT EXISTS ${rangesOf(staged.importId)} ON ${table} USING brin (position)`,
  );
  await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE absent`);
  if (staged.groupFields) await matchByContent(tx, scope, { ...staged, groupFields: staged.groupFields });
  // How many rows there are, and that their keys differ: a few thousand of them tell.
  await tx.$executeRawUnsafe('SET LOCAL default_statistics_target = 10');
  // Only what rows are joined by: to look at their contents would cost as much as the comparison.
  await tx.$executeRawUnsafe(`ANALYZE ${table} (position, "keyHash")`);
  await tx.$executeRawUnsafe(
    'DROP TABLE IF EXISTS pg_temp.repeats, pg_temp.judged, pg_temp.expired, pg_temp.pairs, pg_temp.absent',
  );
  // Rows that are known under another date, and what they were there.
  await tx.$executeRawUnsafe(
    'CREATE TEMPORARY TABLE pairs (position int, "keyHash" bytea, content jsonb) ON COMMIT DROP',
  );
  await setExpiredApart(tx, scope, staged);
  await compareRows(tx, scope, staged);
  if (!staged.numbered || (await rekey(tx, scope, staged)) === 0) return;
  await tx.$executeRawUnsafe('DROP TABLE pg_temp.repeats, pg_temp.judged');
  await compareRows(tx, scope, staged);
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
        OR NOT wanted AND verdict IN ('new', 'changed', 'waiting', 'suspicious', 'outside', 'moved')))::int AS left
    FROM judged WHERE NOT absent GROUP BY verdict`;
  const sum = (pick: (one: (typeof found)[number]) => number) => found.reduce((total, one) => total + pick(one), 0);
  const none = { new: 0, changed: 0, identical: 0, duplicate: 0, superseded: 0, outside: 0, expired: 0 };
  return {
    verdicts: {
      ...none,
      waiting: 0,
      moved: 0,
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
