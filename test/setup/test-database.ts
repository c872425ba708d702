import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { inject } from 'vitest';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { openReaders } from '../../server/platform/database/readers.ts';

/** A database of one's own, copied in some tens of milliseconds: the bare schema, the catalogue alone, or the demonstration. */
export async function testDatabase({
  catalogue = false,
  demonstration = false,
} = {}): Promise<{ db: PrismaClient; readers: PrismaClient; pool: pg.Pool; close: () => Promise<void> }> {
  const server = inject('database');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client(server);
  await admin.connect();
  // Two copies of one template at a time would disturb each other.
  await admin.query('SELECT pg_advisory_lock(1)');
  const filled = demonstration ? 'template_demonstration' : 'template_catalogue';
  const template = catalogue || demonstration ? filled : 'template_bare';
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  await admin.query('SELECT pg_advisory_unlock(1)');
  const pool = new pg.Pool({ ...server, database: name });
  // Dropping the database cuts connections that the pool has let go of and not closed yet.
  pool.on('error', () => {});
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const readers = await openReaders(pool, { ...server, database: name }, (sentence) => {
    throw new Error(sentence);
  });
  return {
    db,
    readers: readers.prisma,
    pool,
    async close() {
      await readers.close();
      await db.$disconnect();
      await pool.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}
