import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { openPool } from './pool.ts';

/** The role that reads publications, and has no right on the working tables (migration `publications`). */
export const READER_ROLE = 'observatory_reader';
const CONNECTIONS = 4;

/** True when this account may act as the role of readers. */
async function mayAct(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ may: boolean }>(
    `SELECT coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = $1), FALSE) AS may`,
    [READER_ROLE],
  );
  return rows[0]?.may ?? false;
}

/** A second way to the same database, for what readers are answered: every connection takes the role before its first question. */
export async function openReaders(
  pool: pg.Pool,
  config: pg.PoolConfig,
  log: (sentence: string) => void,
): Promise<{ prisma: PrismaClient; close: () => Promise<void> }> {
  const restricted = await mayAct(pool);
  if (!restricted)
    log(
      'Ce serveur PostgreSQL ne permet pas de rôle de lecture\u00a0: les publications sont lues par le compte ordinaire.',
    );
  const own = openPool({ ...config, max: CONNECTIONS, ...(restricted && { options: `-c role=${READER_ROLE}` }) });
  const prisma = new PrismaClient({ adapter: new PrismaPg(own, { disposeExternalPool: false }) });
  return {
    prisma,
    async close() {
      await prisma.$disconnect();
      await own.end();
    },
  };
}
