import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { systemClock } from '../clock.ts';
import { openPool } from './pool.ts';
import { type Replica, replicaOf } from './replica.ts';

/** The role that reads publications, and has no right on the working tables (migration `publications`). */
export const READER_ROLE = 'observatory_reader';
const CONNECTIONS = 4;
/** A replica that is slower than this is no help: the first server is asked. */
const REPLICA_PATIENCE = { connectionTimeoutMillis: 1_000, query_timeout: 5_000 };

/** True when this account may act as the role of readers. */
async function mayAct(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `SELECT coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), FALSE) AS may`,
    [READER_ROLE],
  );
  return rows[0]?.may ?? false;
}

function openClient(config: pg.PoolConfig): { prisma: PrismaClient; close: () => Promise<void> } {
  const pool = openPool({ ...config, max: CONNECTIONS });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return {
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * A second way to the same database, for what readers are answered: every connection takes the role before its first question.
 * `replicaUrl`: a copy of it on another server, asked first for what never changes.
 */
export async function openReaders(
  pool: pg.Pool,
  config: pg.PoolConfig,
  log: (sentence: string) => void,
  replicaUrl?: string,
): Promise<{ prisma: PrismaClient; replica?: Replica; close: () => Promise<void> }> {
  const restricted = await mayAct(pool);
  if (!restricted)
    log(
      'Ce serveur PostgreSQL ne permet pas de rôle de lecture\u00a0: les publications sont lues par le compte ordinaire.',
    );
  const role = restricted ? { options: `-c role=${READER_ROLE}` } : {};
  const first = openClient({ ...config, ...role });
  if (!replicaUrl) return first;
  const copy = openClient({ connectionString: replicaUrl, keepAlive: true, ...REPLICA_PATIENCE, ...role });
  return {
    prisma: first.prisma,
    replica: replicaOf(copy.prisma, systemClock, log),
    async close() {
      await Promise.all([first.close(), copy.close()]);
    },
  };
}
