import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { diskOf } from '../backup/backup-store.ts';
import type { JobLoopState } from '../jobs.ts';
import { refuse } from './refusal.ts';

/** What runs in this process, for those who look after it. */
export interface Vitals {
  startedAt: Date;
  /** Open pages that follow the figures. */
  liveLines(): number;
  /** Overviews that were answered from memory. */
  readyAnswers(): number;
  /** The loops that do what the product does by itself. */
  loops(): JobLoopState[];
}

const ANSWER_MS = 2_000;
/** A loop looks for work every half minute at least. */
const LOOP_MS = 3 * 60_000;
/** With less, PostgreSQL may stop in the middle of a write. */
const LEAST_ROOM = 50 * 1024 * 1024;
const LOOK_EVERY_MS = 2_000;

interface Place {
  pool: pg.Pool;
  env: { dataDir: string };
  clock: { now(): Date };
}

/** The migrations of the database that this version does not know: it was updated under this process. */
async function strangeMigrations(pool: pg.Pool, known: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND migration_name <> ALL($1) ORDER BY 1`,
    [known],
  );
  return rows.map(({ name }) => name);
}

/** True while a loop is at work, or looked for some lately, or has only just begun. */
export function isLoopAlive({ lastRound, inHand }: JobLoopState, startedAt: Date, now: Date): boolean {
  const silence = Math.abs(now.getTime() - (lastRound ?? startedAt).getTime());
  return inHand !== null || silence < LOOP_MS;
}

type Check = 'database' | 'migrations' | 'jobs' | 'disk';

/** Which of the four conditions of serving hold. */
async function readinessOf(place: Place, vitals: Vitals, known: readonly string[]): Promise<Record<Check, boolean>> {
  const late = delay(ANSWER_MS, null, { ref: false });
  const strange = await Promise.race([strangeMigrations(place.pool, known).catch(() => null), late]);
  const now = place.clock.now();
  return {
    database: strange !== null,
    migrations: strange === null || strange.length === 0,
    jobs: vitals.loops().every((loop) => isLoopAlive(loop, vitals.startedAt, now)),
    disk: diskOf(place.env.dataDir).free > LEAST_ROOM,
  };
}

/** `GET /readyz`: 200 when requests may be sent here, else 503; the body says which condition fails. */
export function registerReadiness(app: FastifyInstance, place: Place, vitals: Vitals, known: readonly string[]): void {
  app.get('/readyz', async (_, reply) => {
    const checks = await readinessOf(place, vitals, known);
    const ready = Object.values(checks).every(Boolean);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, checks });
  });
}

const isForOthers = (url: string) => /^\/(?:healthz|readyz|metrics|assets\/)/.test(url);

/**
 * Two versions behind one database, during an update: this one, whose database has become another's, writes and shows nothing
 * any more. It looks at most every two seconds, when somebody asks for something.
 */
export function refuseWhenOutdated(app: FastifyInstance, pool: pg.Pool, known: readonly string[]): void {
  let lastLook = 0;
  let outdated = false;
  app.addHook('onRequest', async (request, reply) => {
    if (isForOthers(request.url)) return;
    if (performance.now() - lastLook > LOOK_EVERY_MS) {
      lastLook = performance.now();
      // A database that is away is said by whoever needs it.
      outdated = await strangeMigrations(pool, known).then(
        (strange) => strange.length > 0,
        () => outdated,
      );
    }
    if (outdated) return refuse(request, reply, 503, 'OUTDATED', LOOK_EVERY_MS / 1000);
  });
}
