import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import * as z from 'zod';

/**
 * A backup is a gzipped text: a header line, then for each table a line that names it and a line for each row, as
 * PostgreSQL itself writes a row in JSON. It goes from the embedded database to a server and back. The key of the
 * pseudonyms is not in it: whoever has both could walk file numbers back.
 */

const FORMAT = 1;
const BATCH = 2000;

/** By the code of an indicator: how many cells and months it has, and what they hold. */
export type Marks = Record<string, string>;

const headerLine = z.object({
  product: z.literal('observatoire-logement-dabord'),
  format: z.literal(FORMAT),
  migrations: z.array(z.string()),
  at: z.string(),
  /** The mark of each indicator in this picture; a backup of an older version has none. */
  marks: z.record(z.string(), z.string()).optional(),
});
type Header = z.infer<typeof headerLine>;

/** A backup that cannot be read; the message is the French sentence to show. */
export class UnusableBackup extends Error {}

async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
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
async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
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

/** Writes one consistent picture of the database to a file, while others go on working. */
export async function backup(pool: pg.Pool, file: string, at: Date): Promise<void> {
  const client = await pool.connect();
  const unfinished = `${file}.partial`;
  let failure: unknown;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // On the disk before it has its name: a power cut leaves no half of a backup under a whole one's name.
    const written = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(Readable.from(lines(client, at)), createGzip(), written);
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

/** When a backup was made, and the marks that a restored copy must have. */
export async function readBackup(file: string): Promise<{ at: Date; marks: Marks }> {
  const unzipped = createReadStream(file).pipe(createGunzip());
  const source = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of source) {
      const { at, marks } = headerLine.parse(JSON.parse(line));
      return { at: new Date(at), marks: marks ?? {} };
    }
  } finally {
    unzipped.destroy();
  }
  throw new UnusableBackup('Ce fichier est vide.');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function readHeader(line: string, known: string[]): void {
  const header = headerLine.safeParse(jsonOf(line)).data;
  if (!header) throw new UnusableBackup('Ce fichier n’est pas une sauvegarde de l’observatoire.');
  if (JSON.stringify(header.migrations) !== JSON.stringify(known))
    throw new UnusableBackup(
      'Cette sauvegarde vient d’une autre version de l’observatoire. Restaurez-la avec cette version, puis mettez à jour.',
    );
}

async function putBack(client: pg.ClientBase, table: string, rows: string[]): Promise<void> {
  if (rows.length > 0)
    await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
      `[${rows.join(',')}]`,
    ]);
}

/** New rows go on after the last one that was put back. */
async function resetCounters(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id' AND column_default LIKE 'nextval(%'`,
  );
  for (const { name } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence('"${name}"', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM "${name}"`,
    );
  }
}

async function fill(
  client: pg.ClientBase,
  source: AsyncIterable<string>,
  known: string[],
  tables: string[],
): Promise<void> {
  let table: string | null = null;
  let rows: string[] = [];
  let headed = false;
  for await (const line of source) {
    if (!headed) {
      readHeader(line, known);
      headed = true;
    } else if (line.startsWith('#')) {
      if (table) await putBack(client, table, rows);
      table = tables.find((name) => name === line.slice(1)) ?? null;
      if (!table) throw new UnusableBackup(`Cette sauvegarde a une table inconnue : ${line.slice(1)}.`);
      rows = [];
    } else if (table && rows.push(line) === BATCH) {
      await putBack(client, table, rows);
      rows = [];
    }
  }
  if (!headed) throw new UnusableBackup('Ce fichier est vide.');
  if (table) await putBack(client, table, rows);
}

/** Puts a backup in the place of everything that the database holds, all or nothing. */
export async function restore(pool: pg.Pool, file: string): Promise<void> {
  if (!existsSync(file)) throw new UnusableBackup(`Le fichier « ${file} » est introuvable.`);
  const client = await pool.connect();
  try {
    const [known, tables] = [await migrationsOf(client), await tablesInOrder(client)];
    await client.query('BEGIN');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    // The journal is emptied for nothing else than another whole journal.
    await client.query(`SELECT set_config('observatoire.journal_purge', 'on', true)`);
    await client.query(`TRUNCATE ${tables.map((name) => `"${name}"`).join(', ')}`);
    const unzipped = createReadStream(file).pipe(createGunzip());
    const source = createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY });
    const broken = new Promise<never>((_, reject) =>
      unzipped.once('error', () =>
        reject(new UnusableBackup('Ce fichier est endommagé, ou n’est pas une sauvegarde de l’observatoire.')),
      ),
    );
    await Promise.race([fill(client, source, known, tables), broken]);
    await resetCounters(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
