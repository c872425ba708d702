import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { queryRow, queryRows, toJson } from '../platform/database/rows.ts';

type Db = PrismaClient | Prisma.TransactionClient;

/** What is remembered of the backups beside their files, in JSON: dates are texts. */
const backupMemory = z.object({
  failure: z.object({ at: z.string(), words: z.string() }).nullable().optional(),
  verification: z
    .object({
      at: z.string(),
      backup: z.string(),
      outcome: z.enum(['same', 'different', 'impossible']),
      words: z.string(),
    })
    .optional(),
});
export type BackupMemory = z.infer<typeof backupMemory>;

const NAME = 'backup.memory';

export async function readBackupMemory(db: Db): Promise<BackupMemory> {
  const row = await db.setting.findUnique({ where: { name: NAME } });
  return row ? backupMemory.parse(row.value) : {};
}

export async function rememberBackup(db: PrismaClient, change: BackupMemory): Promise<void> {
  const value = toJson({ ...(await readBackupMemory(db)), ...change });
  await db.setting.upsert({ where: { name: NAME }, create: { name: NAME, value }, update: { value } });
}

/** By name of job: when it was last done, when it is next due, and how the tries that failed went. */
export async function findJobStates(db: PrismaClient) {
  const [done, waiting] = await Promise.all([
    db.job.groupBy({ by: ['name'], where: { doneAt: { not: null } }, _max: { doneAt: true } }),
    db.job.findMany({
      where: { doneAt: null },
      select: { name: true, runAt: true, attempts: true, error: true, lockedUntil: true },
      orderBy: { runAt: 'asc' },
      take: 500,
    }),
  ]);
  return { done: done.map(({ name, _max }) => ({ name, doneAt: _max.doneAt })), waiting };
}

export async function findMailStates(db: PrismaClient): Promise<{ queued: number; failed: number }> {
  const [queued, failed] = await Promise.all(
    (['queued', 'failed'] as const).map((status) => db.mail.count({ where: { status } })),
  );
  return { queued: queued ?? 0, failed: failed ?? 0 };
}

export async function findDatabaseVersion(db: PrismaClient) {
  const row = await queryRow(
    db,
    z.object({ version: z.string(), size: z.bigint(), migrations: z.bigint(), last: z.string() }),
  )`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS size,
      count(*) AS migrations, max(migration_name) AS last FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
  return row ?? { version: '', size: 0n, migrations: 0n, last: '' };
}

/** The years in which there is something to compare. */
export async function findYearsWithFigures(db: PrismaClient): Promise<number[]> {
  const rows = await queryRows(db, z.object({ year: z.number() }))`
    SELECT DISTINCT left(month, 4)::int AS year FROM "IndicatorMonth" ORDER BY 1`;
  return rows.map(({ year }) => year);
}
