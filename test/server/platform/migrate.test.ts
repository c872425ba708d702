import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../../server/postgres/migrate.ts';
import { DatabaseUnavailable } from '../../../server/postgres/postgres-runtime.ts';
import { testDatabase } from '../../setup/test-database.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const MIGRATIONS = path.join(ROOT, 'prisma/migrations');

let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;

beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'migrations-')), 'migrations');
  cpSync(MIGRATIONS, folder, { recursive: true });
  database = await testDatabase();
});
afterEach(async () => {
  await database.close();
  rmSync(path.dirname(folder), { recursive: true });
});

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

const refused = (words: RegExp) => ({ message: expect.stringMatching(words) });

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  return rows.map((row) => row.tablename);
}

describe('an update of the database', () => {
  it('is made once, whoever comes first', async () => {
    addMigration('20990101000000_more', 'CREATE TABLE more (x int)');
    const both = await Promise.all([migrate(database.pool, folder), migrate(database.pool, folder)]);
    expect(both.flat()).toEqual(['20990101000000_more']);
    expect(await migrate(database.pool, folder)).toEqual([]);
    expect(await tables()).toContain('more');
  });

  it('that fails says so and leaves nothing behind, so that a repaired one can be made', async () => {
    addMigration('20990101000000_more', 'CREATE TABLE more (x int); CREATE TABLE more (x int)');
    const before = await tables();
    const attempt = migrate(database.pool, folder);
    await expect(attempt).rejects.toThrow(DatabaseUnavailable);
    await expect(attempt).rejects.toMatchObject(refused(/« 20990101000000_more ».*échoué, rien n’a été changé/));
    expect(await tables()).toEqual(before);
    writeFileSync(path.join(folder, '20990101000000_more', 'migration.sql'), 'CREATE TABLE more (x int)');
    expect(await migrate(database.pool, folder)).toEqual(['20990101000000_more']);
  });

  it('that this version does not know asks for a newer version', async () => {
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '20990101_future', now())`,
    );
    await expect(migrate(database.pool, folder)).rejects.toMatchObject(
      refused(/« 20990101_future », que cette version ne connaît pas. Installez une version plus récente/),
    );
  });

  it('that was edited after it was made is refused', async () => {
    await database.pool.query(`UPDATE _prisma_migrations SET checksum = 'edited'`);
    await expect(migrate(database.pool, folder)).rejects.toMatchObject(
      refused(/a été modifiée après avoir été appliquée/),
    );
  });

  it('that broke down half-way under another tool is told', async () => {
    await database.pool.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('x', 'y', '20990101_broken', 'disque plein')`,
    );
    await expect(migrate(database.pool, folder)).rejects.toMatchObject(
      refused(/« 20990101_broken » de la base a échoué auparavant.*disque plein.*Restaurez une sauvegarde/),
    );
  });
});

describe('the migrations', () => {
  it('make exactly the schema that the code was written for', () => {
    const { host, port, user, password } = inject('database');
    const login = [user, password].map((part) => encodeURIComponent(String(part ?? ''))).join(':');
    const url = String(host).startsWith('/')
      ? `postgresql://${login}@localhost:${port ?? 5432}/postgres?host=${encodeURIComponent(String(host))}`
      : `postgresql://${login}@${host}:${port ?? 5432}/postgres`;
    const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma'];
    const run = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', ...diff, '--exit-code'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    expect(`${run.stdout}${run.stderr}`).toMatch(/No difference detected/);
    expect(run.status).toBe(0);
  });
});
