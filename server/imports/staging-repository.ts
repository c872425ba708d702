import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { SentRemark, StoredRemark } from '../../shared/schemas/import.ts';
import type { BulkLoad } from '../platform/database/bulk.ts';
import { CopyWriter } from '../platform/database/copy-writer.ts';
import { queryTextRows, rowContent } from '../platform/database/rows.ts';

type Db = Prisma.TransactionClient | PrismaClient;

/** A row of a file on its way in: no file number any more, only its keyed hash. */
export interface StagedRow {
  /** Rank in the file, over all its sheets: the later of two rows with one key stands. */
  position: number;
  row: number;
  /** The rank of its sheet; null: the file has none. */
  sheet: string | null;
  keyHash: string | null;
  identityHash: string | null;
  /** Null when the row could not be read. */
  content: Record<string, string | number | null> | null;
  outside: boolean;
  remarks: SentRemark[];
  /** A question that the row raises: whether it stands when nobody answers. Null: no question. */
  stands: boolean | null;
  /** The row is to be taken out of the register. */
  gone: boolean;
}

/** The table in which the rows of a prepared import wait. Its name is made of a number, so it is safe to write in a statement. */
export const stagingTable = (importId: number): string => `staging.import_${Math.trunc(importId)}`;

/** The index of the table's ranges, which goes with it. */
export const rangesOf = (importId: number): string => `import_${Math.trunc(importId)}_ranges`;

const columns = [
  'position',
  'row',
  'sheet',
  'keyHash',
  'identityHash',
  'content',
  'outside',
  'remarks',
  'stands',
  'gone',
];

/** Unlogged: a power cut empties it, and the import then says that it must be dropped again. */
export async function createStaging(db: Db, importId: number): Promise<void> {
  await db.$executeRawUnsafe(`CREATE UNLOGGED TABLE ${stagingTable(importId)} (
    position int NOT NULL, row int NOT NULL, sheet text, "keyHash" bytea, "identityHash" bytea, content jsonb,
    outside boolean NOT NULL, remarks jsonb, stands boolean, gone boolean NOT NULL, taken boolean,
    settled text, rekeyed boolean NOT NULL DEFAULT false, absent boolean NOT NULL DEFAULT false)`);
}

export async function dropStaging(db: Db, importId: number): Promise<void> {
  await db.$executeRawUnsafe(`DROP TABLE IF EXISTS ${stagingTable(importId)}`);
}

/** Rows as COPY reads them, in the order of `columns`. */
function* linesOf(fields: ReadonlySet<string>, rows: Iterable<StagedRow>): Generator<Buffer> {
  const writer = new CopyWriter(fields);
  for (const one of rows) {
    writer.integer(one.position);
    writer.integer(one.row);
    writer.text(one.sheet);
    writer.hash(one.keyHash);
    writer.hash(one.identityHash);
    writer.content(one.content);
    writer.boolean(one.outside);
    writer.json(one.remarks.length === 0 ? null : one.remarks);
    writer.boolean(one.stands);
    writer.boolean(one.gone);
    writer.endRow();
    const piece = writer.take();
    if (piece) yield piece;
  }
  const rest = writer.take(true);
  if (rest) yield rest;
}

/** Pours rows into the table of a prepared import: of their content, the fields that may be stored. */
export function stageRows(
  bulk: BulkLoad,
  importId: number,
  fields: ReadonlySet<string>,
  rows: Iterable<StagedRow>,
): Promise<void> {
  return bulk(stagingTable(importId), columns, linesOf(fields, rows));
}

/** How many rows wait; undefined when the table is gone. */
export async function countStaged(db: Db, importId: number): Promise<number | undefined> {
  const [found] = await queryTextRows(
    db,
    z.object({ here: z.boolean() }),
  )(`SELECT to_regclass('${stagingTable(importId)}') IS NOT NULL AS here`);
  if (!found?.here) return undefined;
  const [counted] = await queryTextRows(
    db,
    z.object({ n: z.number() }),
  )(`SELECT count(*)::int AS n FROM ${stagingTable(importId)} WHERE NOT absent`);
  return counted?.n;
}

/** Keeps what someone decides for some rows: taken, or left out. */
export async function decideRows(
  db: Db,
  importId: number,
  positions: number[],
  { taken, settled }: { taken: boolean; settled: Settled | null },
): Promise<void> {
  await db.$executeRawUnsafe(
    `UPDATE ${stagingTable(importId)} SET taken = $1, settled = $2 WHERE position = ANY($3::int[])`,
    taken,
    settled,
    positions,
  );
}

/** A row that is known under another date is that row, corrected, or another one. */
export type Settled = 'correct' | 'another';

/** Settles beforehand every row that will turn out to be known under another date. */
export async function settleMoved(db: Db, importId: number, settled: Settled): Promise<void> {
  await db.$executeRawUnsafe(`UPDATE ${stagingTable(importId)} SET settled = $1`, settled);
}

/** A cell of a file of months as it waits: what the catalogue calls it, and what it says. */
export interface StagedCell {
  position: number;
  code: string;
  role: string;
  month: string;
  value: number | null;
  /** The units that the word written after the figure may count; null: no word. */
  unit: string | null;
}

const stagedCell: z.ZodType<StagedCell> = z.object({
  position: z.number(),
  code: z.string(),
  role: z.string(),
  month: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
});

/** The cells of a file of months that could be read, in its order. */
export function findStagedCells(tx: Db, importId: number): Promise<StagedCell[]> {
  return queryTextRows(
    tx,
    stagedCell,
  )(
    `SELECT position, content ->> 'code' AS code, content ->> 'role' AS role, content ->> 'month' AS month,
      (content ->> 'value')::float8 AS value, content ->> 'unit' AS unit
    FROM ${stagingTable(importId)} WHERE content ->> 'code' IS NOT NULL AND content ->> 'month' IS NOT NULL
    ORDER BY position`,
  );
}

const dated = (field: string) => `coalesce(left(content ->> '${field}', 7), content ->> 'month')`;

/** The months that date the rows of a file that could be read. */
export async function findStagedMonths(tx: Db, importId: number, field: string): Promise<Month[]> {
  const found = await queryTextRows(
    tx,
    z.object({ month: z.string() }),
  )(
    `SELECT DISTINCT ${dated(field)} AS month FROM ${stagingTable(importId)} WHERE content IS NOT NULL AND ${dated(field)} IS NOT NULL`,
  );
  return found.map(({ month }) => month);
}

const stagedDates = z.object({ content: rowContent, positions: z.array(z.number()) });

/** The rows that some months date, put together by what their fields say of months: few, in a file of a million rows. */
export function findStagedDates(
  tx: Db,
  importId: number,
  { field, months, dates }: { field: string; months: readonly Month[]; dates: readonly string[] },
): Promise<z.infer<typeof stagedDates>[]> {
  const cut = (one: string) => `'${one}', CASE jsonb_typeof(content -> '${one}')
    WHEN 'string' THEN to_jsonb(left(content ->> '${one}', 7)) ELSE content -> '${one}' END`;
  return queryTextRows(tx, stagedDates)(
    `SELECT jsonb_build_object(${dates.map(cut).join(', ')}) AS content, array_agg(position) AS positions
    FROM ${stagingTable(importId)} WHERE ${dated(field)} = ANY($1::text[]) GROUP BY 1`,
    [...months],
  );
}

/** Keeps a row out, with why: it counts among those that are rejected. */
export async function refuseStaged(
  tx: Db,
  importId: number,
  refused: readonly { position: number; remarks: StoredRemark[] }[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE ${stagingTable(importId)} t SET content = NULL, "keyHash" = NULL, stands = NULL, remarks = r.remarks
    FROM unnest($1::int[], $2::jsonb[]) AS r(position, remarks) WHERE t.position = r.position`,
    refused.map(({ position }) => position),
    refused.map(({ remarks }) => JSON.stringify(remarks)),
  );
}

/** The word of a unit is held against its line and is no part of the row. */
export async function dropUnitWords(tx: Db, importId: number): Promise<void> {
  await tx.$executeRawUnsafe(`UPDATE ${stagingTable(importId)} SET content = content - 'unit' WHERE content ? 'unit'`);
}
