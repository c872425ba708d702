import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { seedCatalogue, seedDemonstration } from '../../prisma/seed.ts';
import { createUser } from '../../server/accounts/service.ts';
import { startEmbeddedPostgres } from '../../server/postgres/embedded-postgres.ts';
import { migrate } from '../../server/postgres/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the server that the templates are on. */
    database: pg.PoolConfig;
  }
}

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

async function makeTemplate(
  server: pg.PoolConfig,
  name: string,
  fill: (db: PrismaClient) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const pool = new pg.Pool({ ...server, database: name });
  await migrate(pool, MIGRATIONS);
  // Tests begin again from an empty journal; a product never does.
  await pool.query('DROP TRIGGER "AuditEvent_no_truncate" ON "AuditEvent"');
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  await fill(db);
  await db.$disconnect();
  await pool.end();
}

function serverFrom(url: string): pg.PoolConfig {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: 'postgres',
  };
}

/** One server for the whole run, with two databases to copy: the bare schema, and the demonstration. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'observatoire-test-'));
  const url = process.env.TEST_DATABASE_URL;
  const embedded = url ? null : await startEmbeddedPostgres({ dataDir: folder });
  const server = embedded?.connection ?? serverFrom(url ?? '');
  await makeTemplate(server, 'template_bare', async () => {});
  await makeTemplate(server, 'template_demonstration', async (db) => {
    await seedCatalogue(db);
    await seedDemonstration(db, { createUser });
  });
  project.provide('database', server);
  return async () => {
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
