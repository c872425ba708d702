import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { seedCatalogue, seedDemonstration } from '../../prisma/seed.ts';
import { createUser } from '../../server/accounts/service.ts';
import { migrate } from '../../server/postgres/migrate.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** The demonstration with a publication: made by the first test that asks for it (`testDatabase`), for one run. */
export const PUBLISHED = 'template_published';

async function makeTemplate(
  server: pg.PoolConfig,
  name: string,
  fill: (db: PrismaClient) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.query(`DROP DATABASE IF EXISTS ${PUBLISHED}`);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const pool = new pg.Pool({ ...server, database: name });
  // A connection that drops while idle is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => {});
  await migrate(pool, MIGRATIONS);
  // Tests begin again from an empty journal; a product never does.
  await pool.query('DROP TRIGGER "AuditEvent_no_truncate" ON "AuditEvent"');
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  await fill(db);
  await db.$disconnect();
  await pool.end();
}

/** The databases that tests copy: the bare schema, the catalogue alone, and the demonstration. */
export async function fillTemplates(server: pg.PoolConfig): Promise<void> {
  await makeTemplate(server, 'template_bare', async () => {});
  await makeTemplate(server, 'template_catalogue', seedCatalogue);
  await makeTemplate(server, 'template_demonstration', async (db) => {
    await seedCatalogue(db);
    await seedDemonstration(db, { createUser });
  });
}
