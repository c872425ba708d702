import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { migrate } from '../../postgres/migrate.ts';
import { MIGRATIONS } from './database.ts';
import { openPool } from './pool.ts';

/** An empty database at this version, for a trial. */
interface ScratchDatabase {
  db: PrismaClient;
  pool: pg.Pool;
}

/** Settings of a pool that lead to another database of the same server. */
function beside(options: pg.PoolConfig, database: string): pg.PoolConfig {
  const { connectionString, ...rest } = options;
  if (!connectionString) return { ...rest, database, max: 4 };
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return { ...rest, connectionString: url.href, max: 4 };
}

/**
 * Lends a database beside that of `pool`, which is gone afterwards. Its name is always the same: what a cut left is replaced
 * by the next one. Whoever asks makes sure that nobody else does at the same time.
 */
export async function withScratchDatabase<T>(pool: pg.Pool, use: (scratch: ScratchDatabase) => Promise<T>): Promise<T> {
  const { rows } = await pool.query<{ name: string }>(`SELECT quote_ident(current_database() || '_essai') AS name`);
  const name = rows[0]?.name ?? 'essai';
  await pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await pool.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  const scratch = openPool(beside(pool.options, name.replaceAll('"', '')));
  const db = new PrismaClient({ adapter: new PrismaPg(scratch, { disposeExternalPool: false }) });
  try {
    await migrate(scratch, MIGRATIONS);
    return await use({ db, pool: scratch });
  } finally {
    await db.$disconnect();
    await scratch.end();
    await pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}
