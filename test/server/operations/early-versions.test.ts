import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { verifyJournal } from '../../../server/audit/service.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { startEmbeddedPostgres } from '../../../server/postgres/embedded-postgres.ts';
import { migrate } from '../../../server/postgres/migrate.ts';
import { signIn } from '../../faults/client.ts';
import {
  type EarlyVersion,
  earlyFigures,
  earlyRows,
  earlyVersions,
  writeEarlyRows,
  writeMigrations,
} from '../../fixtures/early-versions.ts';
import { command, ended, startProduct } from './command.ts';

/**
 * Data made by any version of the product opens with this one: what each version had applied is applied again, edited texts
 * included, on a demonstration that the version `33991e86` made. Nothing of it needs the history of the project.
 */
const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');
const YEARS = [2024, 2025];
/**
 * What is counted otherwise by decision: the number of people without a home is the ledger's (what was typed is a count beside it),
 * the share of connected sources is worked out, and the share of targets reached says what the others say.
 */
const COUNTED_OTHERWISE = ['IND-01', 'IND-20', 'IND-27'];

let folder: string;
let server: pg.Client;
let expected: string[];
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'early-'));
  server = new pg.Client(inject('database'));
  await server.connect();
  expected = await withDatabase('early_none', async (pool) => {
    await migrate(pool, MIGRATIONS);
    return schemaOf(pool);
  });
}, 240_000);
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

async function withDatabase<T>(name: string, use: (pool: pg.Pool) => Promise<T>): Promise<T> {
  await server.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const pool = new pg.Pool({ ...inject('database'), database: name });
  pool.on('error', () => {});
  try {
    return await use(pool);
  } finally {
    await pool.end();
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** A database as a version left it, its rows as old as they can be. */
async function leave(version: EarlyVersion, pool: pg.Pool): Promise<void> {
  const [first, all] = [path.join(folder, version.commit, 'first'), path.join(folder, version.commit, 'all')];
  writeMigrations(version, first, { first: true });
  writeMigrations(version, all, { first: false });
  await migrate(pool, first);
  await writeEarlyRows(pool);
  await migrate(pool, all);
  await pool.query(
    `INSERT INTO "AuditEvent" ("actorName", action, entity, "entityId") VALUES ('Essai', 'essai', 'page', '1')`,
  );
}

/** Everything that a schema is made of, whatever the order in which it came. */
async function schemaOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT format('%s.%s %s %s %s', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND adnum = attnum
      WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace, 'revision'::regnamespace, 'staging'::regnamespace) AND attnum > 0 AND NOT attisdropped AND relname <> '_prisma_migrations'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'revision', 'staging') AND tablename <> '_prisma_migrations'
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> '_prisma_migrations'::regclass
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'revision'::regnamespace)
    UNION ALL SELECT format('%s %s', enumtypid::regtype, string_agg(enumlabel, ',' ORDER BY enumlabel)) FROM pg_enum GROUP BY enumtypid
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

async function figuresOf(db: PrismaClient): Promise<Record<string, Record<string, number | null>>> {
  const platform = { db, referenceDate: () => '2025-11-14', demonstration: () => true };
  const said: Record<string, Record<string, number | null>> = {};
  for (const year of YEARS)
    said[year] = Object.fromEntries((await summariseFigures(platform, year)).map(({ code, value }) => [code, value]));
  return said;
}

const asSaidThen = (figures: Record<string, Record<string, number | null>>) =>
  YEARS.map((year) => Object.entries(figures[year] ?? {}).filter(([code]) => !COUNTED_OTHERWISE.includes(code)));

describe.each(earlyVersions.map((version) => [`${version.commit} of ${version.date}`, version] as const))(
  'a database left by %s',
  (_, version) => {
    it('opens: its rows are there, its figures are those that it said, its journal holds, its schema is this one', async () => {
      await withDatabase(`early_${version.commit}`, async (pool) => {
        const db = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
        await leave(version, pool);
        const kept: string[] = [];
        await migrate(pool, MIGRATIONS, async (last) => void kept.push(last));
        expect(kept).toEqual(version === earlyVersions.at(-1) ? [] : [version.through]);
        expect(await migrate(pool, MIGRATIONS)).toEqual([]);
        expect(await schemaOf(pool)).toEqual(expected);
        expect((await verifyJournal({ db })).broken).toBeNull();
        if (version.landed && version.through > '20261123')
          expect(asSaidThen(await figuresOf(db))).toEqual(asSaidThen(earlyFigures));
        await db.$disconnect();
      });
    }, 240_000);
  },
);

describe('a folder of the first version', () => {
  const first = earlyVersions.find(({ commit }) => commit === '33991e86');
  const dataDir = () => path.join(folder, 'data');

  beforeAll(async () => {
    const embedded = await startEmbeddedPostgres({ dataDir: dataDir() });
    const pool = new pg.Pool(embedded.connection);
    if (first) {
      writeMigrations(first, path.join(folder, 'first'), { first: true });
      await migrate(pool, path.join(folder, 'first'));
      await writeEarlyRows(pool);
    }
    await pool.end();
    await embedded.stop();
  }, 120_000);

  it('starts as it is: its people come in and read what was typed, and what a reader reads', async () => {
    const { child, address } = await startProduct(dataDir(), { DEMO: '1' });
    try {
      for (const account of demonstrationAccounts.slice(0, 4)) {
        const person = await signIn(() => address, account);
        expect(await person.query('session.me')).toMatchObject({
          kind: 'done',
          data: { viewer: { email: account.email } },
        });
        // All but the coordination read publications, of which that version had none, and one's own months.
        const read = await person.query('overview.forYear', { year: 2025 });
        expect(read).toMatchObject(account.role === 'coordinator' ? { kind: 'done' } : { code: 'NOT_PUBLISHED' });
        if (account.role === 'contributor')
          expect(await person.query('monthlyEntry.myMonths', {})).toMatchObject({ kind: 'done' });
      }
    } finally {
      await ended(child, 'SIGTERM');
    }
    const said = await command(dataDir(), ['indicators', '--year', '2025', '--json']);
    const figures = JSON.parse(said.stdout) as { code: string; value: number | null }[];
    const now = { 2025: Object.fromEntries(figures.map(({ code, value }) => [code, value])) };
    expect(asSaidThen(now)).toEqual(asSaidThen({ 2025: earlyFigures[2025] ?? {} }));
  }, 600_000);

  it('goes back by the backup made before the update, in which that version finds its own rows and nothing that it does not know', () => {
    const [file, ...others] = readdirSync(path.join(dataDir(), 'backups'));
    expect(others).toEqual([]);
    expect(file).toContain('avant-mise-a-jour-20261123010000_collection');
    const [header, ...lines] = gunzipSync(readFileSync(path.join(dataDir(), 'backups', file ?? '')))
      .toString()
      .trimEnd()
      .split('\n');
    expect(JSON.parse(header ?? '')).toMatchObject({
      product: 'observatoire-logement-dabord',
      format: 1,
      migrations: ['20261122000000_init', '20261123000000_imports', '20261123010000_collection'],
    });
    expect(lines).toEqual(earlyRows().flatMap(([table, rows]) => [`#${table}`, ...rows]));
  });
});
