import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { migrate } from '../../../server/postgres/migrate.ts';
import { migrationRepairs } from '../../../server/postgres/migration-repairs.ts';
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

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

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

describe('what was validated', () => {
  const validated = '20261130100000_validated';
  const rowsBefore = `
    INSERT INTO "Organisation" (code, name, kind) VALUES ('HH', 'HH', 'Association');
    INSERT INTO "Indicator" (code, position, label, unit, "timeRule", direction, frequency, "sourceText")
      VALUES ('T-01', 1, 'Essai', 'persons', 'flow', 'increase', 'monthly', '');
    INSERT INTO "Observation" ("organisationId", "indicatorId", month, state, value, origin, stage, revision)
      VALUES (1, 1, '2025-01', 'value', 4, 'entry', 'validated', 3), (1, 1, '2025-02', 'value', 5, 'entry', 'submitted', 1);
    INSERT INTO "MonthlyReturn" ("organisationId", month, status, "validatedAt", "validatedById", "updatedAt")
      VALUES (1, '2025-01', 'validated', '2025-02-20T10:00:00Z', 'helene', now()), (1, '2025-02', 'submitted', NULL, NULL, now());
    INSERT INTO "Import" ("organisationId", source, "fileName", "fileHash", status, rows, accepted, changed, identical, duplicates,
      "outOfTerritory", superseded, rejected, suspicious, "droppedColumns", indicators, changes)
    SELECT 1, 'workshop', 'fichier', id::text, status::"ImportStatus", 0, 0, 0, 0, 0, 0, 0, '[]', '[]', '{}', '{}',
      '[{"code":"T-01","label":"Essai","month":"2025-01","before":4,"after":6,"locked":true},
        {"code":"T-01","label":"Essai","month":"2025-02","before":4,"after":5,"locked":false}]'
    FROM (VALUES (1, 'done'), (2, 'prepared'), (3, 'undone'), (4, 'done')) AS v(id, status)`;

  it('by the version before stays what readers see, its registers at their latest import', async () => {
    const { pool } = database;
    await pool.query('DROP SCHEMA public, revision, staging CASCADE');
    await pool.query('CREATE SCHEMA public');
    for (const name of readdirSync(folder).filter((one) => one >= validated && one !== 'migration_lock.toml'))
      rmSync(path.join(folder, name), { recursive: true });
    await migrate(pool, folder);
    await pool.query(rowsBefore);
    cpSync(path.join(MIGRATIONS, validated), path.join(folder, validated), { recursive: true });
    expect(await migrate(pool, folder)).toEqual([validated]);
    const { rows: cells } = await pool.query(
      'SELECT month, value, revision, "validatedAt", "validatedById" FROM "ValidatedCell"',
    );
    const at = new Date('2025-02-20T10:00:00Z');
    expect(cells).toEqual([{ month: '2025-01', value: 4, revision: 3, validatedAt: at, validatedById: 'helene' }]);
    const { rows: imports } = await pool.query('SELECT status, sequence, changes FROM "Import" ORDER BY id');
    expect(imports.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['done', 1],
      ['prepared', null],
      ['undone', 2],
      ['done', 3],
    ]);
    expect(imports[0].changes).toEqual([
      { code: 'T-01', label: 'Essai', month: '2025-02', before: 4, after: 5, waits: false },
    ]);
    const { rows: registers } = await pool.query('SELECT source, month, sequence FROM "RegisterValidation"');
    expect(registers).toEqual([{ source: 'workshop', month: '2025-01', sequence: 3 }]);
  });
});

describe('the closed sets', () => {
  /** A database of the version before, with a row of each kind whose words become types. */
  const rowsBefore = `
    INSERT INTO "Organisation" (code, name, kind) VALUES ('ADEFO', 'ADEFO', 'Association');
    INSERT INTO "User" (id, name, email, role, "organisationId") VALUES ('karim', 'Karim', 'karim@exemple.fr', 'contributor', 1);
    INSERT INTO "Indicator" (code, position, label, unit, "timeRule", direction, perimeter, frequency, "sourceText")
      VALUES ('T-01', 1, 'Essai', 'persons', 'flow', 'increase', 'insee', 'monthly', '');
    INSERT INTO "Assignment" ("organisationId", "indicatorId", "fromMonth", register) VALUES (1, 1, '2025-01', 'siao-request');
    INSERT INTO "Target" ("indicatorId", year, value, "startMonth", "endMonth", reading, quote, document, weights)
      VALUES (1, 2025, 10, '2025-01', '2025-12', 'stated', 'dix', 'annexe', '{}');
    INSERT INTO "Observation" ("organisationId", "indicatorId", month, state, value, origin, stage, review)
      VALUES (1, 1, '2025-01', 'value', 4, 'entry', 'validated', 'none'), (1, 1, '2025-02', 'not-applicable', NULL, 'demo', 'submitted', 'returned');
    INSERT INTO "ObservationRevision" ("observationId", revision, state, origin, stage, review)
      VALUES (1, 1, 'missing', 'register', 'draft', NULL);
    INSERT INTO "MonthlyReturn" ("organisationId", month, status, "updatedAt") VALUES (1, '2025-01', 'published', now());
    INSERT INTO "IndicatorMonth" ("indicatorId", month, audience, value, reported, unavailable, "updatedAt")
      VALUES (1, '2025-01', 'working', 4, 1, 0, now()), (1, '2025-01', 'validated', 4, 1, 0, now());
    INSERT INTO "Mail" (key, kind, "to", subject, text, "messageId", status, "createdAt", attachments)
      VALUES ('edition/1', 'edition', 'x@exemple.fr', 'Essai', 'Essai', 'x', 'queued', now(), '[]');
    INSERT INTO "Edition" (year, kind, number, status, "createdAt", "createdByName", sealed, sha256, "frozenAt")
      VALUES (2025, 'report', 1, 'frozen', now(), 'Hélène', '{}', '', now());
    INSERT INTO "EditionSending" ("editionId", recipient, address, subject, formats, "mailKey", at, "sentByName")
      VALUES (1, 'dihal', 'x@exemple.fr', 'Essai', '{pdf,csv}', 'edition/1', now(), 'Hélène');
    INSERT INTO "FinanceClosing" (year, kind, reason, "byName", at) VALUES (2025, 'reopen', 'oubli', 'Hélène', now());
    INSERT INTO "AuditEvent" ("actorName", action, entity, "entityId", channel) VALUES ('Hélène', 'cell.save', 'cell', '1', 'screen')`;

  const everything = async () => {
    const found = await Promise.all(
      (await tables())
        .filter((name) => name !== '_prisma_migrations')
        .map((name) => database.pool.query(`SELECT to_jsonb(t) AS row FROM "${name}" t`)),
    );
    const texts = found.flatMap(({ rows }) => rows.map(({ row }) => JSON.stringify(row)));
    return texts.map((text) => text.replace('"audience"', '"visibility"')).sort();
  };
  const sorted = (text: string) => [...text].sort().join('');

  it('take in what a version before had written, to the letter, and keep its rules', async () => {
    const { pool } = database;
    await pool.query('DROP SCHEMA public, revision, staging CASCADE');
    await pool.query('CREATE SCHEMA public');
    const closedSets = '20261129000000_closed_sets';
    for (const name of readdirSync(folder).filter((one) => one >= closedSets && one !== 'migration_lock.toml'))
      rmSync(path.join(folder, name), { recursive: true });
    await migrate(pool, folder);
    await pool.query(rowsBefore);
    const before = await everything();
    const [{ hash }] = (await pool.query('SELECT audit_hash(NULL, line) AS hash FROM "AuditEvent" line')).rows;
    cpSync(path.join(MIGRATIONS, closedSets), path.join(folder, closedSets), { recursive: true });
    expect(await migrate(pool, folder)).toEqual([closedSets]);
    expect((await everything()).map(sorted)).toEqual(before.map(sorted));
    expect((await pool.query('SELECT hash FROM "AuditEvent"')).rows).toEqual([{ hash }]);
    await expect(pool.query(`UPDATE "Observation" SET stage = 'seen'`)).rejects.toThrow(/CellStage/);
    await expect(pool.query(`UPDATE "Assignment" SET register = 'tableau'`)).rejects.toThrow(
      /Assignment_register_check/,
    );
    await expect(pool.query(`UPDATE "Edition" SET status = 'draft'`)).rejects.toThrow(/cannot be changed/);
    await expect(pool.query(`UPDATE "User" SET "organisationId" = NULL`)).rejects.toThrow(/User_organisation_check/);
    await pool.query(`UPDATE "Mail" SET status = 'sent', "sentAt" = now()`);
    expect((await pool.query('SELECT state FROM "EditionSending"')).rows).toEqual([{ state: 'sent' }]);
  });

  it('that is on the main branch is never edited: its text is the one that was committed, and each new one is listed', () => {
    const committed = readFileSync(path.join(ROOT, 'test/fixtures/migrations.sha256'), 'utf8').trim().split('\n');
    const names = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const found = names
      .map(({ name }) => name)
      .sort()
      .map((name) => `${sha256(path.join(MIGRATIONS, name, 'migration.sql'))}  ${name}`);
    expect(found).toEqual(committed);
  });

  it('of the first versions, before one of them was edited, is put right, and the database goes on to this version', async () => {
    const early = path.join(path.dirname(folder), 'early');
    for (const name of ['20261122000000_init', '20261123000000_imports', '20261123010000_collection'])
      cpSync(path.join(MIGRATIONS, name), path.join(early, name), { recursive: true });
    const edited = path.join(early, '20261123000000_imports', 'migration.sql');
    const first = readFileSync(edited, 'utf8').replace(
      /-- Registers are read whole.*\nDROP INDEX "RegisterRow_importId_idx";/u,
      'CREATE INDEX "RegisterRow_source_organisationId_idx" ON "RegisterRow"("source", "organisationId");',
    );
    writeFileSync(edited, first);
    expect(sha256(edited)).toBe(migrationRepairs.find(({ name }) => edited.includes(name))?.from);
    await database.pool.query('DROP DATABASE IF EXISTS early WITH (FORCE)');
    await database.pool.query('CREATE DATABASE early TEMPLATE template0');
    const pool = new pg.Pool({ ...database.pool.options, database: 'early' });
    pool.on('error', () => {});
    try {
      await migrate(pool, early);
      await pool.query(`INSERT INTO "Setting" (name, value, "updatedAt") VALUES ('early', 'true', now())`);
      await migrate(pool, folder);
      expect((await pool.query(`SELECT FROM "Setting" WHERE name = 'early'`)).rowCount).toBe(1);
      const indexes = await pool.query(`SELECT indexname FROM pg_indexes WHERE tablename = 'RegisterRow'`);
      const expected = await database.pool.query(`SELECT indexname FROM pg_indexes WHERE tablename = 'RegisterRow'`);
      expect(indexes.rows).toEqual(expected.rows);
    } finally {
      await pool.end();
      await database.pool.query('DROP DATABASE early WITH (FORCE)');
    }
  });
});

describe('the spans of an assignment', () => {
  it('are made of the months that it had, and nothing of it is lost', async () => {
    const { pool } = database;
    await pool.query('DROP SCHEMA public, revision, staging CASCADE');
    await pool.query('CREATE SCHEMA public');
    const spans = '20261208000000_assignment_spans';
    for (const name of readdirSync(folder).filter((one) => one >= spans && one !== 'migration_lock.toml'))
      rmSync(path.join(folder, name), { recursive: true });
    await migrate(pool, folder);
    await pool.query(`
      INSERT INTO "Organisation" (code, name, kind) VALUES ('ADEFO', 'ADEFO', 'Association');
      INSERT INTO "Indicator" (code, position, label, unit, "timeRule", direction, frequency, "sourceText")
        SELECT 'T-' || n, n, 'Essai', 'persons', 'flow', 'increase', 'monthly', '' FROM generate_series(1, 2) n;
      INSERT INTO "Assignment" ("organisationId", "indicatorId", "fromMonth", "toMonth", position)
        VALUES (1, 1, '2025-01', NULL, 4), (1, 2, '2024-03', '2025-06', 5);
      INSERT INTO "Agreement" ("organisationId", "indicatorId", "fromMonth", register) VALUES (1, 1, '2025-01', 'workshop')`);
    cpSync(path.join(MIGRATIONS, spans), path.join(folder, spans), { recursive: true });
    expect(await migrate(pool, folder)).toEqual([spans]);
    const { rows } = await pool.query('SELECT "indicatorId", "fromMonth", "toMonth" FROM "AssignmentSpan" ORDER BY 1');
    expect(rows).toEqual([
      { indicatorId: 1, fromMonth: '2025-01', toMonth: null },
      { indicatorId: 2, fromMonth: '2024-03', toMonth: '2025-06' },
    ]);
    expect((await pool.query('SELECT position FROM "Assignment" ORDER BY 1')).rows).toEqual([
      { position: 4 },
      { position: 5 },
    ]);
    expect((await pool.query('SELECT register FROM "Agreement"')).rows).toEqual([{ register: 'workshop' }]);
  });
});
