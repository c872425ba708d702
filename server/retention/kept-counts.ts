import { type KeptFor, Prisma } from '../../prisma/generated/client.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { isOfCountedMonth, registerRows } from '../contributions/register-rows.ts';
import type { Visibility } from '../platform/access.ts';

type Tx = Prisma.TransactionClient;

/**
 * One way of reading the rows of a register: the lines that a figure counts. When rows are erased, their lines are kept as
 * counts, so that the figure is the same before and after. A reading says no more than its figure needs: dates cut to
 * months, and nothing that two readings would let bring together.
 */
export interface Reading {
  name: string;
  source: SourceName;
  /** The columns of a line after "organisationId", in SQL: `month text, stock text`. */
  columns: string;
  /** The column that says of which month a line is: those of months that do not count for a visibility are left out. */
  dated?: string;
  /** The lines of some rows (of a table like "RegisterRow"), "organisationId" first. `erased`: what is kept may be coarser. */
  lines: (rows: Prisma.Sql, erased: boolean) => Prisma.Sql;
}

/** Where the rows of one register of one organisation wait that this transaction erases. */
export const ERASED = Prisma.raw('erased_rows');

/** The rows that are erased, by who counts them: a correction that waits counts for whoever sees it, what it replaced for readers. */
export const erasedParts = [
  { rows: Prisma.raw('erased_settled'), keptFor: 'both' },
  { rows: Prisma.raw('erased_waiting'), keptFor: 'working' },
  { rows: Prisma.raw('erased_validated'), keptFor: 'validated' },
] as const satisfies { rows: Prisma.Sql; keptFor: KeptFor }[];

/** The kept counts that a visibility leaves out. */
export const leftOutOf = (visibility: Visibility): KeptFor => (visibility === 'validated' ? 'working' : 'validated');

/** What was kept for those who saw what waited counts for all once the register is validated, and what it replaced does not any more. */
export async function settleKeptCounts(
  tx: Tx,
  { organisationId, source }: { organisationId: number; source: SourceName },
): Promise<void> {
  await tx.keptCount.deleteMany({ where: { organisationId, source, keptFor: 'validated' } });
  await tx.$executeRaw`
    INSERT INTO "KeptCount" AS k ("organisationId", source, reading, key, content, count, "keptFor")
    SELECT "organisationId", source, reading, key, content, count, 'both' FROM "KeptCount"
    WHERE "organisationId" = ${organisationId}::int AND source = ${source} AND "keptFor" = 'working'
    ON CONFLICT ("organisationId", source, reading, key, "keptFor") DO UPDATE SET count = k.count + EXCLUDED.count`;
  await tx.keptCount.deleteMany({ where: { organisationId, source, keptFor: 'working' } });
}

/** The lines of a register for a visibility: those of its rows, and those kept of rows that were erased. */
export function linesOf({ name, source, columns, dated, lines }: Reading, visibility: Visibility): Prisma.Sql {
  const all = Prisma.sql`
    (${lines(registerRows(visibility), false)} UNION ALL
    SELECT k."organisationId", c.* FROM "KeptCount" k CROSS JOIN LATERAL jsonb_to_record(k.content) AS c(${Prisma.raw(columns)})
    CROSS JOIN LATERAL generate_series(1, k.count) WHERE k.source = ${source} AND k.reading = ${name}
      AND k."keptFor" <> ${leftOutOf(visibility)}::"KeptFor")`;
  if (dated === undefined) return all;
  const isOfMonth = isOfCountedMonth(source, visibility, Prisma.raw('d."organisationId"'), Prisma.raw(`d.${dated}`));
  return Prisma.sql`(SELECT d.* FROM ${all} d WHERE ${isOfMonth})`;
}

/** Keeps lines of the rows about to go: a select of "organisationId" and of the content that tells them apart. */
export async function keepCounts(
  tx: Tx,
  source: SourceName,
  name: string,
  contents: Prisma.Sql,
  keptFor: KeptFor,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "KeptCount" AS k ("organisationId", source, reading, key, content, count, "keptFor")
    SELECT "organisationId", ${source}, ${name}, md5(content::text), content, count(*), ${keptFor}::"KeptFor"
    FROM (${contents}) lines GROUP BY "organisationId", content ORDER BY 4
    ON CONFLICT ("organisationId", source, reading, key, "keptFor") DO UPDATE SET count = k.count + EXCLUDED.count`;
}

/** The content of a row cut to some fields, in SQL; of a date that counts by its month, the month. */
export function cutTo(content: string, months: readonly string[], values: readonly string[]): Prisma.Sql {
  return Prisma.sql`(
    SELECT coalesce(jsonb_object_agg(e.key, CASE WHEN e.key = ANY (${months}::text[])
      THEN to_jsonb(left(e.value #>> '{}', 7)) ELSE e.value END), '{}'::jsonb)
    FROM jsonb_each(${Prisma.raw(content)}) e WHERE e.key = ANY (${[...months, ...values]}::text[]))`;
}

/** Keeps what a reading says of the rows about to go. */
export async function keepLines(tx: Tx, { name, source, columns, lines }: Reading): Promise<void> {
  const names = columns.split(',').map((column) => Prisma.raw(column.trim().split(' ')[0] ?? ''));
  const kept = Prisma.join(names.map((column) => Prisma.sql`l.${column}`));
  for (const { rows, keptFor } of erasedParts) {
    const contents = Prisma.sql`
      SELECT l."organisationId", (SELECT jsonb_strip_nulls(to_jsonb(c)) FROM (SELECT ${kept}) c) AS content
      FROM (${lines(rows, true)}) l`;
    await keepCounts(tx, source, name, contents, keptFor);
  }
}

/** True when something is kept of rows of a register that are gone. */
export async function hasKeptCounts(db: Tx, source: SourceName, organisationId: number): Promise<boolean> {
  return (await db.keptCount.findFirst({ where: { source, organisationId }, select: { key: true } })) !== null;
}
