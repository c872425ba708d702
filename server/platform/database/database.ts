import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres.ts';
import { migrate } from '../../postgres/migrate.ts';
import { DatabaseUnavailable } from '../../postgres/postgres-runtime.ts';
import { type BackupPlace, keepBeforeUpdate } from '../backup/backup-store.ts';
import { systemClock } from '../clock.ts';
import { openPool } from './pool.ts';
import { openReaders } from './readers.ts';
import type { Replica } from './replica.ts';

export interface Database {
  prisma: PrismaClient;
  /** What reads publications: by a role without rights on anything else, where the server allows it. */
  readers: PrismaClient;
  /** A copy on another server, where there is one. */
  replica?: Replica | undefined;
  pool: pg.Pool;
  kind: 'embedded' | 'server';
  /** Refuses a second product on the same embedded database; a server may be shared by several. */
  acquireProductLock(lost?: (refusal: Error) => void): Promise<void>;
  close(): Promise<void>;
}

export const MIGRATIONS = path.resolve(import.meta.dirname, '../../../prisma/migrations');
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

/** An update is not begun without a way back. A database that nothing was ever written to needs none. */
async function keepBeforeMigrating(
  pool: pg.Pool,
  place: BackupPlace,
  version: string,
  log: (sentence: string) => void,
): Promise<void> {
  const { rows } = await pool.query(`SELECT to_regclass('"Setting"') IS NOT NULL AS made`);
  if (!rows[0].made || (await pool.query('SELECT FROM "Setting" LIMIT 1')).rowCount === 0) return;
  log('Mise à jour de la base : une sauvegarde d’abord…');
  try {
    const { file } = await keepBeforeUpdate(pool, place, version, systemClock.now());
    log(`Sauvegarde d’avant la mise à jour : ${file}. Pour revenir en arrière, restaurez-la avec la version d’avant.`);
  } catch (error) {
    throw new DatabaseUnavailable(
      `La sauvegarde d’avant la mise à jour a échoué, rien n’a été changé : ${error instanceof Error ? error.message : error} (BACKUPS=0 met à jour sans sauvegarde.)`,
    );
  }
}

/** Opens the embedded database of a folder, or the server of an address, at this version. */
export async function openDatabase({
  databaseUrl,
  replicaUrl,
  connections = 10,
  dataDir,
  log,
  backups = null,
}: {
  databaseUrl: string | undefined;
  /** A streaming replica of that server, for publications. */
  replicaUrl?: string | undefined;
  /** The most that this process opens at once, beside those of readers. */
  connections?: number;
  dataDir: string;
  log: (sentence: string) => void;
  /** Where a database that holds something is kept before an update; null: nowhere. */
  backups?: BackupPlace | null;
}): Promise<Database> {
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir, say: log });
  const config = embedded?.connection ?? (await openServer(databaseUrl ?? ''));
  const pool = openPool({ ...config, max: connections, connectionTimeoutMillis: CONNECT_MS, keepAlive: true }, () =>
    log('Une connexion à la base de données a été coupée.'),
  );
  try {
    const applied = await migrate(pool, MIGRATIONS, async (version) => {
      if (await embedded?.productRuns())
        throw new DatabaseUnavailable(
          'L’observatoire tourne encore dans sa version d’avant sur ce dossier de données. Arrêtez-le, puis recommencez : la base sera mise à jour.',
        );
      if (backups) await keepBeforeMigrating(pool, backups, version, log);
    });
    if (applied.length > 0) log(`Base de données mise à jour (${applied.length}).`);
  } catch (error) {
    await pool.end();
    await embedded?.stop();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  const readers = await openReaders(pool, config, log, replicaUrl);
  return {
    prisma,
    readers: readers.prisma,
    replica: readers.replica,
    pool,
    kind: embedded ? 'embedded' : 'server',
    acquireProductLock: async (lost) => embedded?.acquireProductLock(lost),
    async close() {
      await prisma.$disconnect();
      await readers.close();
      await pool.end();
      await embedded?.stop();
    },
  };
}
