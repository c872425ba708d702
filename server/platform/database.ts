import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/client.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { DatabaseUnavailable } from './postgres-runtime.ts';

export interface Database {
  prisma: PrismaClient;
  pool: pg.Pool;
  kind: 'embedded' | 'server';
  /** Refuses a second product on the same embedded database; a server may be shared by several. */
  acquireProductLock(lost?: (refusal: Error) => void): Promise<void>;
  close(): Promise<void>;
}

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;

async function openServer(databaseUrl: string): Promise<pg.PoolConfig> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw new DatabaseUnavailable(
      `Le serveur PostgreSQL de DATABASE_URL ne répond pas (${error instanceof Error ? error.message : error}). Vérifiez l’adresse, le compte et le réseau.`,
    );
  }
  return { connectionString: databaseUrl };
}

/** Opens the embedded database of a folder, or the server of an address, at this version. */
export async function openDatabase({
  databaseUrl,
  dataDir,
  log,
}: {
  databaseUrl: string | undefined;
  dataDir: string;
  log: (sentence: string) => void;
}): Promise<Database> {
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir, say: log });
  const config = embedded?.connection ?? (await openServer(databaseUrl ?? ''));
  const pool = new pg.Pool({ ...config, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
  // A connection in use that drops tells whoever uses it; unheard, its error would end the process as well.
  pool.on('connect', (client) => client.on('error', () => {}));
  // A connection that drops while idle is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => log('Une connexion à la base de données a été coupée.'));
  try {
    const applied = await migrate(pool, MIGRATIONS);
    if (applied.length > 0) log(`Base de données mise à jour (${applied.length}).`);
  } catch (error) {
    await pool.end();
    await embedded?.stop();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    pool,
    kind: embedded ? 'embedded' : 'server',
    acquireProductLock: async (lost) => embedded?.acquireProductLock(lost),
    async close() {
      await prisma.$disconnect();
      await pool.end();
      await embedded?.stop();
    },
  };
}
