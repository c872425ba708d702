import path from 'node:path';
import { demonstrationAccounts } from '../prisma/seed.ts';
import { inviteFirstCoordinator } from './accounts/service.ts';
import { buildApp } from './app.ts';
import { readEnvironment } from './platform/env.ts';
import { openInstallation } from './platform/installation.ts';
import { startJobs } from './platform/jobs.ts';
import { scheduleOf } from './schedule.ts';

const JOBS_EVERY_MS = 30_000;

async function start(): Promise<void> {
  const env = readEnvironment(process.env);
  const installation = await openInstallation(env, { say: console.log });
  await installation.acquireProductLock().catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  let jobs: ReturnType<typeof startJobs> | undefined;
  const app = await buildApp(installation, path.resolve(import.meta.dirname, '../dist/client'));
  const stop = async () => {
    await jobs?.stop();
    await app.close();
    await installation.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  const address = await app.listen({ port: env.port, host: env.host });

  // Links of messages lead where the product is reached; it works by itself only while it serves.
  const schedule = scheduleOf({ ...installation, siteAddress: env.baseUrl ?? address });
  const report = (error: unknown) => app.log.error(error, 'jobs');
  jobs = startJobs(installation, schedule, { everyMs: JOBS_EVERY_MS, report });

  console.log(`\nL’observatoire est prêt : ${address}`);
  if (installation.demonstration()) {
    console.log('\nDonnées fictives de démonstration. Comptes :');
    for (const account of demonstrationAccounts)
      console.log(`  ${account.email.padEnd(30)} ${account.password}   ${account.name}`);
  }
  const invitation = await inviteFirstCoordinator(installation, env.baseUrl ?? address);
  if (invitation) console.log(`\nAucun compte encore. Créez celui de la coordination : ${invitation}`);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exit(1);
});
