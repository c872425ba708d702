import { createHmac } from 'node:crypto';
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import * as z from 'zod';
import { loadSecrets } from '../secrets/pseudonym.ts';

/**
 * A backup is a gzipped text: a header line, then for each table a line that names it and a line for each row, as
 * PostgreSQL itself writes a row in JSON, and a last line that says that all is there, signed. It goes from the embedded
 * database to a server and back. The key of the pseudonyms is not in it: whoever has both could walk file numbers back.
 */

const FORMAT = 1;
/** Rows that are read, or put back, at once. */
export const BATCH = 2000;
/** What the last line begins with. */
export const END = '#fin ';
/** The first migration of the versions that sign. Those before would take the last line for a table that they do not know. */
const SIGNED_SINCE = '20261209000000_second_factor_required';

/** By the code of an indicator: how many cells and months it has, and what they hold. */
export type Marks = Record<string, string>;

export const headerLine = z.object({
  product: z.literal('observatoire-logement-dabord'),
  format: z.literal(FORMAT),
  migrations: z.array(z.string()),
  at: z.string(),
  /** The mark of each indicator in this picture; a backup of an older version has none. */
  marks: z.record(z.string(), z.string()).optional(),
});
type Header = z.infer<typeof headerLine>;

/** Of the text before the last line. Null: nobody signed it. */
export const endLine = z.object({ signature: z.string().nullable() });

const backupKeyFile = (keyFile: string) => path.join(path.dirname(keyFile), 'backups.key');

/** The key that backups are signed with, beside that of the pseudonyms: neither is in a backup. */
export function backupKey(keyFile: string): Buffer {
  return loadSecrets(backupKeyFile(keyFile))[0];
}

/** True where no backup was ever signed: a new machine, to which figures come from another one. */
export const hasNoBackupKey = (keyFile: string): boolean => !existsSync(backupKeyFile(keyFile));

export const signer = (key: Buffer | null) => (key ? createHmac('sha256', key) : null);

export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1',
  );
  return rows.map((row) => row.migration_name);
}

/** Adds up what every row hashes to: neither order nor place counts, and a single cell that differs shows. */
const marksOf = (table: string) =>
  `SELECT "indicatorId" AS id, count(*) || ':' || sum(hashtextextended(to_jsonb(t)::text, 0)::numeric) AS mark FROM "${table}" t GROUP BY 1`;

/** The marks of every indicator: equal marks, equal figures. */
export async function indicatorMarks(client: pg.ClientBase | pg.Pool): Promise<Marks> {
  const { rows } = await client.query(
    `SELECT i.code, concat_ws(' ', o.mark, m.mark) AS mark FROM "Indicator" i
     LEFT JOIN (${marksOf('Observation')}) o ON o.id = i.id LEFT JOIN (${marksOf('IndicatorMonth')}) m ON m.id = i.id ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ code, mark }) => [code, mark]));
}

/** The tables, each after those that it refers to, so that rows can be put back in this order; a link that may wait until the end is no obstacle. */
export async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' ORDER BY 1`,
  );
  const { rows: links } =
    await client.query(`SELECT conrelid::regclass::oid = confrelid::regclass::oid AS self, c.relname AS child, p.relname AS parent
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE contype = 'f' AND NOT condeferrable`);
  const waiting = new Set(tables.map((table) => table.name));
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((name) =>
      links.every((link) => link.self || link.child !== name || !waiting.has(link.parent)),
    );
    if (ready.length === 0) throw new Error('the tables refer to each other in a circle');
    for (const name of ready) {
      ordered.push(name);
      waiting.delete(name);
    }
  }
  return ordered;
}

async function* lines(client: pg.ClientBase, at: Date): AsyncGenerator<string> {
  const header: Header = {
    product: 'observatoire-logement-dabord',
    format: FORMAT,
    migrations: await migrationsOf(client),
    at: at.toISOString(),
    marks: await indicatorMarks(client),
  };
  yield `${JSON.stringify(header)}\n`;
  for (const table of await tablesInOrder(client)) {
    yield `#${table}\n`;
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
    for (;;) {
      const { rows } = await client.query(`FETCH ${BATCH} FROM rows`);
      if (rows.length === 0) break;
      yield `${rows.map((one) => one.row).join('\n')}\n`;
    }
    await client.query('CLOSE rows');
  }
}

/**
 * The same, and the line that ends it: a backup that was cut, or changed by anybody without the key, has no right one. What is
 * kept of an earlier version before an update is for that version, as it reads it.
 */
async function* signed(client: pg.ClientBase, at: Date, key: Buffer | null): AsyncGenerator<string> {
  if (!(await migrationsOf(client)).includes(SIGNED_SINCE)) return yield* lines(client, at);
  const seal = signer(key);
  for await (const text of lines(client, at)) {
    seal?.update(text);
    yield text;
  }
  yield `${END}${JSON.stringify({ signature: seal?.digest('hex') ?? null })}\n`;
}

/** Writes one consistent picture of the database to a file, signed when there is a key, while others go on working. */
export async function backup(pool: pg.Pool, file: string, at: Date, key: Buffer | null = null): Promise<void> {
  const client = await pool.connect();
  const unfinished = `${file}.partial`;
  let failure: unknown;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // On the disk before it has its name: a power cut leaves no half of a backup under a whole one's name.
    const written = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(Readable.from(signed(client, at, key)), createGzip(), written);
    await client.query('COMMIT');
    renameSync(unfinished, file);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    // A transaction that stopped half-way is nobody else's to go on with.
    client.release(failure !== undefined);
  }
}
