import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Clock } from './clock.ts';
import { queryRows } from './database/rows.ts';
import { withOrigin } from './web/call-origin.ts';

/**
 * What the product does by itself: a row for each thing to do once. A process takes a row for a while (its lease); killed
 * in the middle, the row comes back when the lease ends. Whatever a job writes bears a unique key, so that doing it again
 * changes nothing.
 */

/** A job in hand renews its lease well before it ends; that of a process that died ends by itself. */
export const LEASE_MS = 2 * 60_000;
const RENEW_MS = LEASE_MS / 4;
/** After that many tries a job rests, with its error, until somebody asks for it again. */
export const MAX_ATTEMPTS = 8;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

export interface Job {
  id: number;
  name: string;
  key: string;
  payload: Prisma.JsonValue;
  /** This try included. */
  attempts: number;
}

export interface JobToDo {
  name: string;
  key: string;
  runAt: Date;
  payload?: Prisma.InputJsonValue;
}

export interface JobHandlers {
  /** Asks for what the calendar wants, at each round; asking twice is asking once. */
  plan?: (now: Date) => Promise<void>;
  /** What each name does. It throws to be tried again later. */
  run: Readonly<Record<string, (job: Job) => Promise<void>>>;
}

export interface JobPlatform {
  db: PrismaClient;
  clock: Clock;
}

/** Asks for a job, in the transaction of what causes it; false when its key is known already. */
export async function enqueue(tx: Prisma.TransactionClient, job: JobToDo): Promise<boolean> {
  const created = await tx.job.createMany({ data: [job], skipDuplicates: true });
  return created.count > 0;
}

const takenJob: z.ZodType<Job> = z.object({
  id: z.number(),
  name: z.string(),
  key: z.string(),
  payload: z.json(),
  attempts: z.number(),
});

/** Takes the job that has waited longest, unless another process holds it; null when none is due. */
export async function takeJob({ db, clock }: JobPlatform, names: readonly string[]): Promise<Job | null> {
  const now = clock.now();
  // Further away than anything that is written here: the clock was ahead, and has been put back since.
  const impossibleLease = new Date(now.getTime() + LEASE_MS);
  const impossibleWait = new Date(now.getTime() + LONGEST_WAIT_MS);
  const rows = await queryRows(db, takenJob)`
    UPDATE "Job" SET "lockedUntil" = ${new Date(now.getTime() + LEASE_MS)}, attempts = attempts + 1
    WHERE id = (
      SELECT id FROM "Job"
      WHERE "doneAt" IS NULL AND attempts < ${MAX_ATTEMPTS} AND name = ANY(${[...names]})
        AND ("runAt" <= ${now} OR (attempts > 0 AND "runAt" > ${impossibleWait}))
        AND ("lockedUntil" IS NULL OR "lockedUntil" <= ${now} OR "lockedUntil" > ${impossibleLease})
      ORDER BY "runAt", id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, name, key, payload, attempts`;
  return rows[0] ?? null;
}

/** Only the try that still holds the job may close it: another may have taken it over meanwhile. */
async function close({ db, clock }: JobPlatform, { id, attempts }: Job): Promise<void> {
  await db.job.updateMany({ where: { id, attempts }, data: { doneAt: clock.now(), lockedUntil: null, error: null } });
}

async function renew({ db, clock }: JobPlatform, { id, attempts }: Job): Promise<void> {
  const lockedUntil = new Date(clock.now().getTime() + LEASE_MS);
  await db.job.updateMany({ where: { id, attempts, doneAt: null }, data: { lockedUntil } });
}

/** Gives a job back as it was taken: the next process begins it again at once. */
async function giveBack({ db }: JobPlatform, { id, attempts }: Job): Promise<void> {
  const data = { lockedUntil: null, attempts: attempts - 1 };
  await db.job.updateMany({ where: { id, attempts, doneAt: null }, data });
}

async function runOne(platform: JobPlatform, handlers: JobHandlers, job: Job): Promise<void> {
  const renewing = setInterval(() => void renew(platform, job).catch(() => {}), RENEW_MS);
  try {
    await withOrigin({ channel: 'job', address: null }, async () => handlers.run[job.name]?.(job));
    await close(platform, job);
  } catch (error) {
    await postpone(platform, job, error);
  } finally {
    clearInterval(renewing);
  }
}

async function postpone({ db, clock }: JobPlatform, { id, attempts }: Job, error: unknown): Promise<void> {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  const runAt = new Date(clock.now().getTime() + wait);
  const words = error instanceof Error ? error.message : String(error);
  await db.job.updateMany({
    where: { id, attempts },
    data: { runAt, lockedUntil: null, error: words.slice(0, 500) },
  });
}

/** Does all that is due, one after the other, until nothing is left or `stopped` says so; how many were tried. */
export async function runDueJobs(
  platform: JobPlatform,
  handlers: JobHandlers,
  stopped: () => boolean = () => false,
  inHand: (job: Job | null) => void = () => {},
): Promise<number> {
  await handlers.plan?.(platform.clock.now());
  const names = Object.keys(handlers.run);
  for (let done = 0; ; done += 1) {
    const job = stopped() ? null : await takeJob(platform, names);
    if (!job) return done;
    inHand(job);
    await runOne(platform, handlers, job).finally(() => inHand(null));
  }
}

const DAY_MS = 86_400_000;
export const DONE_DAYS = 90;

/** Jobs done long ago are of no use any more. */
export async function forgetDone(db: PrismaClient, now: Date): Promise<void> {
  await db.job.deleteMany({ where: { doneAt: { lt: new Date(now.getTime() - DONE_DAYS * DAY_MS) } } });
}

/** What a job in hand is given to finish when the product stops. */
const GRACE_MS = 5_000;

export interface JobLoopState {
  /** When it last looked for work and could. */
  lastRound: Date | null;
  /** The name of what it is doing. */
  inHand: string | null;
}

export interface JobLoop {
  state(): JobLoopState;
  /** Resolves once the job in hand is finished, or, past `graceMs`, given back. */
  stop(graceMs?: number): Promise<void>;
}

/** Looks for work every `everyMs`. A round that fails (the database is away) is reported, and the next one tries again. */
export function startJobs(
  platform: JobPlatform,
  handlers: JobHandlers,
  { everyMs, report }: { everyMs: number; report: (error: unknown) => void },
): JobLoop {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake = () => {};
  let lastRound: Date | null = null;
  let inHand: Job | null = null;
  const pause = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, everyMs);
    });
  const loop = async () => {
    while (!stopped) {
      await runDueJobs(
        platform,
        handlers,
        () => stopped,
        (job) => {
          inHand = job;
        },
      ).then(() => {
        lastRound = platform.clock.now();
      }, report);
      if (!stopped) await pause();
    }
  };
  const running = loop();
  return {
    state: () => ({ lastRound, inHand: inHand?.name ?? null }),
    async stop(graceMs = GRACE_MS) {
      stopped = true;
      clearTimeout(timer);
      wake();
      const grace = new AbortController();
      const late = delay(graceMs, true, { signal: grace.signal }).catch(() => false);
      const isLate = await Promise.race([running.then(() => false), late]);
      grace.abort();
      if (isLate && inHand) await giveBack(platform, inHand);
    },
  };
}
