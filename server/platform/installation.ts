import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { seedCatalogue, seedDemonstration } from '../../prisma/seed.ts';
import { createUser } from '../accounts/service.ts';
import { type Clock, parisDate, systemClock } from './clock.ts';
import type { Platform } from './context.ts';
import { openDatabase } from './database.ts';
import type { Environment } from './env.ts';
import { outboxMailer } from './mail.ts';
import { loadSecret, pseudonymiser } from './pseudonym.ts';

/** An opened data folder: the platform that every room uses, and what only the entry points need. */
export interface Installation extends Platform {
  env: Environment;
  pool: pg.Pool;
  kind: 'embedded' | 'server';
  sessionSecret: string;
  close(): Promise<void>;
}

interface DemonstrationSetting {
  date: string;
}

async function firstFill(database: Platform['db'], demonstration: boolean): Promise<void> {
  const installed = await database.setting.findUnique({ where: { name: 'installed' } });
  if (installed) return;
  await seedCatalogue(database);
  if (demonstration) await seedDemonstration(database, { createUser });
  await database.setting.upsert({
    where: { name: 'installed' },
    create: { name: 'installed', value: true },
    update: {},
  });
}

/** Opens the data folder (or the database server), migrated and filled on the first start. */
export async function openInstallation(
  env: Environment,
  { clock = systemClock, say = () => {} }: { clock?: Clock; say?: (sentence: string) => void } = {},
): Promise<Installation> {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const secrets = path.join(env.dataDir, 'secrets');
  const database = await openDatabase({ databaseUrl: env.databaseUrl, dataDir: env.dataDir, log: say });
  try {
    await firstFill(database.prisma, env.demonstration);
    const setting = await database.prisma.setting.findUnique({ where: { name: 'demonstration' } });
    const demonstration = setting?.value as DemonstrationSetting | undefined;
    return {
      env,
      db: database.prisma,
      pool: database.pool,
      kind: database.kind,
      clock,
      mailer: outboxMailer(path.join(env.dataDir, 'outbox')),
      pseudonym: pseudonymiser(loadSecret(env.keyFile)),
      sessionSecret: loadSecret(path.join(secrets, 'sessions.key')).toString('hex'),
      demonstration: () => demonstration !== undefined,
      referenceDate: () => demonstration?.date ?? parisDate(clock.now()),
      close: database.close,
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
