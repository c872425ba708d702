import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { inject } from 'vitest';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { openReaders } from '../../server/platform/database/readers.ts';
import { PUBLISHED } from './templates.ts';

interface Opened {
  db: PrismaClient;
  readers: PrismaClient;
  pool: pg.Pool;
  close: () => Promise<void>;
}

/** Two copies of one template at a time would disturb each other. */
const copy = (admin: pg.Client, name: string, template: string) =>
  alone(admin, 1, () => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`));

async function alone(admin: pg.Client, lock: number, act: () => Promise<unknown>): Promise<void> {
  await admin.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    await act();
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

/** The demonstration published is made by the first test of a run that asks for it: publishing costs some seconds. */
async function makePublished(admin: pg.Client, server: pg.PoolConfig): Promise<void> {
  const { rowCount } = await admin.query(`SELECT FROM pg_database WHERE datname = '${PUBLISHED}'`);
  if (rowCount !== 0) return;
  const { publishDemonstration } = await import('./published.ts');
  await admin.query('DROP DATABASE IF EXISTS being_published');
  await copy(admin, 'being_published', 'template_demonstration');
  const { close, ...opened } = await open(server, 'being_published');
  await publishDemonstration(opened);
  await close();
  await admin.query(`ALTER DATABASE being_published RENAME TO ${PUBLISHED}`);
}

interface Asked {
  catalogue?: boolean;
  demonstration?: boolean;
  /** The demonstration, with a first publication of what is validated in it. */
  published?: boolean;
}

/** A database of one's own, copied in some tens of milliseconds: the bare schema, the catalogue alone, or the demonstration. */
export async function testDatabase({ catalogue, demonstration, published }: Asked = {}): Promise<Opened> {
  const server = inject('database');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client(server);
  await admin.connect();
  if (published) await alone(admin, 2, () => makePublished(admin, server));
  const filled = demonstration ? 'template_demonstration' : 'template_catalogue';
  const template = catalogue || demonstration ? filled : 'template_bare';
  await copy(admin, name, published ? PUBLISHED : template);
  const { close, ...opened } = await open(server, name);
  return {
    ...opened,
    async close() {
      await close();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

async function open(server: pg.PoolConfig, name: string): Promise<Opened> {
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
    },
  };
}
