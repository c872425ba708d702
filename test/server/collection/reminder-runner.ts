import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { runDueJobs } from '../../../server/platform/jobs.ts';
import { smtpMailer } from '../../../server/platform/mail/mail.ts';
import { scheduleOf } from '../../../server/schedule.ts';

/** One process that does the product's own work until nothing is left, at an hour that does not move. */
interface Errand {
  database: pg.PoolConfig;
  smtp: string;
  now: string;
}

const { database, smtp, now } = JSON.parse(process.env.RUNNER ?? '') as Errand;
const pool = new pg.Pool(database);
const db = new PrismaClient({ adapter: new PrismaPg(pool) });
const clock = { now: () => new Date(now) };
const platform = {
  db,
  readers: db,
  clock,
  bulk: async () => {},
  mailer: smtpMailer({ url: smtp, from: 'Observatoire <observatoire@exemple.fr>', outbox: async () => 'kept' }),
  pseudonym: (_source: string, fileNumber: string) => fileNumber,
  referenceDate: () => now.slice(0, 10),
  demonstration: () => false,
  siteAddress: 'https://observatoire.exemple.fr',
};

const isDone = async () => (await db.job.count({ where: { doneAt: null } })) === 0;
do {
  await runDueJobs({ db, clock }, scheduleOf(platform));
  await pause(20);
} while (!(await isDone()));
await db.$disconnect();
await pool.end();
