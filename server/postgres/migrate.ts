import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { migrationRepairs } from './migration-repairs.ts';
import { DatabaseUnavailable } from './postgres-runtime.ts';

/** The advisory lock that Prisma Migrate itself takes, so that the two can be used in turn. */
const MIGRATION_LOCK = 72_707_369;

const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

function checkHistory(rows: HistoryRow[], migrations: Migration[]): void {
  for (const row of rows) {
    const known = migrations.find((one) => one.name === row.migration_name);
    if (row.finished_at === null)
      throw new DatabaseUnavailable(
        `La mise à jour « ${row.migration_name} » de la base a échoué auparavant : ${row.logs ?? 'sans message'}. Restaurez une sauvegarde, ou corrigez-la avec « prisma migrate resolve ».`,
      );
    if (!known)
      throw new DatabaseUnavailable(
        `La base a reçu la mise à jour « ${row.migration_name} », que cette version ne connaît pas. Installez une version plus récente de l’observatoire.`,
      );
    if (known.checksum !== row.checksum)
      throw new DatabaseUnavailable(
        `La mise à jour « ${row.migration_name} » a été modifiée après avoir été appliquée. Réinstallez l’observatoire.`,
      );
  }
}

async function inTransaction(client: pg.PoolClient, name: string, act: () => Promise<void>): Promise<void> {
  try {
    await client.query('BEGIN');
    await act();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new DatabaseUnavailable(
      `La mise à jour « ${name} » de la base a échoué, rien n’a été changé : ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** What puts right a migration that was edited since it was applied. */
function repairOf({ migration_name, checksum, finished_at }: HistoryRow, migrations: Migration[]): Migration | null {
  const standing = migrations.find(({ name }) => name === migration_name);
  if (!standing || standing.checksum === checksum || finished_at === null) return null;
  const repair = migrationRepairs.find(({ name, from }) => name === migration_name && from === checksum);
  return repair ? { ...standing, sql: repair.sql(standing.sql) } : null;
}

/** The repair and the line of history that says so are one transaction: a cut in the middle leaves neither. */
async function mend(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await inTransaction(client, name, async () => {
    await client.query(sql);
    await client.query('UPDATE _prisma_migrations SET checksum = $2 WHERE migration_name = $1', [name, checksum]);
  });
}

/** The migrations that this version knows. */
export const knownMigrations = (folder: string): string[] => readMigrations(folder).map(({ name }) => name);

/** The update and its line of history are one transaction: a cut in the middle leaves neither. */
async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await inTransaction(client, name, async () => {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  });
}

/**
 * Brings the database to this version as `prisma migrate deploy` does, with the same history table and checksums, without
 * its command line. Each migration is a transaction; two processes that start together wait for each other. `before`: what is
 * done first when a database of an earlier version, whose last migration it is told, is about to change; nothing changes when it throws.
 */
export async function migrate(
  pool: pg.Pool,
  folder: string,
  before: (version: string) => Promise<void> = async () => {},
): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(HISTORY);
    const { rows } = await client.query<HistoryRow>(
      'SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const repairs = rows.flatMap((row) => repairOf(row, migrations) ?? []);
    checkHistory(
      rows.filter((row) => !repairs.some(({ name }) => name === row.migration_name)),
      migrations,
    );
    const missing = migrations.filter((one) => !rows.some((row) => row.migration_name === one.name));
    const version = rows
      .map((row) => row.migration_name)
      .sort()
      .at(-1);
    if (missing.length + repairs.length > 0 && version) await before(version);
    for (const repair of repairs) await mend(client, repair);
    for (const migration of missing) await apply(client, migration);
    return missing.map((one) => one.name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}
