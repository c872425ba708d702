import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { diskOf, keptBackups } from '../platform/backup/backup-store.ts';
import { parisDate, parisHour } from '../platform/clock.ts';
import type { Context, Platform } from '../platform/context.ts';
import type { Environment } from '../platform/env.ts';
import { AppError } from '../platform/errors.ts';
import { enqueue, type JobHandlers } from '../platform/jobs.ts';
import { isLoopAlive } from '../platform/web/readiness.ts';
import { type BackupPlatform, backUp, lastBackup } from './backups.ts';
import * as repository from './repository.ts';

/** What only a served product has; a caller without it (a test, a command) sees less. */
type Served = Platform & { env?: Environment; kind?: 'embedded' | 'server' };

const BACKUP = 'backup';
/** The hour in Paris from which the backup of the day is made; found to be missing by day, it waits for the start to be over. */
const BACKUP_HOUR = 2;
const LAST_NIGHT_HOUR = 6;
const AFTER_START_MS = 15 * 60_000;

/** The backup of each day, in a loop of its own: however long it takes, messages leave in time. */
export function backupSchedule(platform: BackupPlatform, report: (error: unknown) => void): JobHandlers {
  let planned = '';
  return {
    async plan(now) {
      const day = parisDate(now);
      const hour = parisHour(now);
      if (!platform.env.backupFolder || planned === day || hour < BACKUP_HOUR) return;
      const runAt = hour < LAST_NIGHT_HOUR ? now : new Date(now.getTime() + AFTER_START_MS);
      await enqueue(platform.db, { name: BACKUP, key: `${BACKUP}/${day}`, runAt });
      planned = day;
    },
    run: {
      async [BACKUP]() {
        await backUp(platform).catch((error: unknown) => {
          report(error);
          throw error;
        });
      },
    },
  };
}

type Row = Awaited<ReturnType<typeof repository.findJobStates>>;

function jobsIn({ done, waiting }: Row, now: Date) {
  const names = [...new Set([...done, ...waiting].map(({ name }) => name))].sort();
  return names.map((name) => {
    const due = waiting.filter((one) => one.name === name);
    const failing = due.filter(({ error }) => error !== null);
    const next = due[0];
    return {
      ...{ name, waiting: due.length, failing: failing.length },
      lastDoneAt: done.find((one) => one.name === name)?.doneAt?.toISOString() ?? null,
      nextAt: next?.runAt.toISOString() ?? null,
      underWay: due.some(({ lockedUntil }) => lockedUntil !== null && lockedUntil > now),
      error: failing.at(-1)?.error ?? null,
    };
  });
}

const readVersion = (): string =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')).version;

async function readBackups({ db, env }: Served) {
  const folder = env?.backupFolder ?? null;
  const { failure, verification } = await repository.readBackupMemory(db);
  const last = lastBackup(folder);
  return {
    on: folder !== null,
    last: last && { name: last.name, day: last.day, bytes: last.bytes },
    kept: folder ? keptBackups(folder).length : 0,
    failure: failure ?? null,
    verification: verification ?? null,
  };
}

async function readVersions({ db, kind }: Served) {
  const { version, size, migrations, last } = await repository.findDatabaseVersion(db);
  return {
    ...{ product: readVersion(), node: process.versions.node, postgres: version, kind: kind ?? null },
    ...{ migrations: Number(migrations), lastMigration: last, databaseBytes: Number(size) },
  };
}

function readProcess({ clock, vitals }: Pick<Context, 'clock' | 'vitals'>) {
  const now = clock.now();
  return {
    startedAt: vitals?.startedAt.toISOString() ?? null,
    memoryBytes: process.memoryUsage().rss,
    liveLines: vitals?.liveLines() ?? 0,
    loopsAlive: vitals?.loops().every((loop) => isLoopAlive(loop, vitals.startedAt, now)) ?? true,
  };
}

/** How the installation is, for whoever looks after it: no name, no figure of anybody. */
export async function readStatus(context: Context & Served) {
  const { db, clock, env } = context;
  const [backups, versions, jobs, mails] = await Promise.all([
    readBackups(context),
    readVersions(context),
    repository.findJobStates(db),
    repository.findMailStates(db),
  ]);
  return {
    ...{ now: clock.now().toISOString(), backups, versions, mails, process: readProcess(context) },
    disk: env ? diskOf(env.dataDir) : null,
    jobs: jobsIn(jobs, clock.now()),
  };
}

/** Asks for a backup now; refused while one is asked for already. It is made within seconds, beside what people do. */
export async function requestBackup(context: Served, viewer: Viewer): Promise<void> {
  const { db, clock, env } = context;
  if (!env?.backupFolder) throw new AppError('NOT_FOUND', { entity: 'backup' });
  const now = clock.now();
  const { waiting } = await repository.findJobStates(db);
  if (waiting.some(({ name, runAt, error }) => name === BACKUP && error === null && runAt <= now))
    throw new AppError('BUSY');
  await db.$transaction(async (tx) => {
    await enqueue(tx, { name: BACKUP, key: `${BACKUP}/${randomUUID()}`, runAt: now });
    await recordAudit(tx, viewer, { action: 'backup.request', entity: 'backup', entityId: parisDate(now) });
  });
}
