import path from 'node:path';
import { demonstrationAccounts } from '../prisma/seed.ts';
import { inviteFirstCoordinator } from './accounts/service.ts';
import { buildApp } from './app.ts';
import { leaveLoopback } from './first-steps/leaving-loopback.ts';
import { openInstallation } from './installation.ts';
import type { Installation } from './platform/context.ts';
import { type Environment, readEnvironment, requireHome } from './platform/env.ts';
import { systemCodeOf } from './platform/errors.ts';
import { type JobLoop, startJobs } from './platform/jobs.ts';
import { scheduleOf } from './schedule.ts';
import { backupSchedule } from './status/service.ts';

const JOBS_EVERY_MS = 30_000;
/** Somebody may be waiting for the backup that they asked for. */
const BACKUPS_EVERY_MS = 3_000;
/** What requests and jobs in hand are given to finish. */
const STOP_MS = 10_000;

/** Why the product cannot be heard where it was asked to listen. */
function unheard(error: unknown, { host, port }: Pick<Environment, 'host' | 'port'>): unknown {
  const code = systemCodeOf(error);
  if (code === 'EADDRINUSE')
    return new Error(
      `Le port ${port} de ${host} est déjà pris par un autre programme, ou par l’observatoire lui-même. Arrêtez-le, ou choisissez un autre port par PORT.`,
    );
  if (code === 'EACCES')
    return new Error(
      `Ce compte n’a pas le droit d’écouter sur le port ${port}. Choisissez-en un au-dessus de 1024 par PORT.`,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Error(`Cette machine n’a pas l’adresse ${host}. Indiquez une des siennes par HOST, ou 127.0.0.1.`);
  return error;
}

/** Who may come in from elsewhere: nobody whose password is shown at the door. */
async function requireDoors(installation: Installation): Promise<void> {
  if (installation.demonstration()) requireHome(installation.env);
  await leaveLoopback(installation);
}

async function start(): Promise<void> {
  const env = readEnvironment(process.env);
  const installation = await openInstallation(env, { say: console.log });
  let stop = (_code: number) => {};
  const lost = (refusal: Error) => {
    console.error(refusal.message);
    stop(1);
  };
  await installation.acquireProductLock(lost).catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  await requireDoors(installation).catch(async (error: unknown) => {
    await installation.close();
    throw error;
  });
  const loops: JobLoop[] = [];
  const client = path.resolve(import.meta.dirname, '../dist/client');
  const app = await buildApp(installation, client, () => loops.map((loop) => loop.state()));
  stop = (code) => {
    setTimeout(() => process.exit(code), STOP_MS).unref();
    const closing = [app.close(), ...loops.map((loop) => loop.stop())];
    void Promise.allSettled(closing)
      .then(() => installation.close())
      .finally(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(0));
  const address = await app.listen({ port: env.port, host: env.host }).catch(async (error: unknown) => {
    await app.close();
    await installation.close();
    throw unheard(error, env);
  });

  // Links of messages lead where the product is reached; it works by itself only while it serves.
  const schedule = scheduleOf({ ...installation, siteAddress: env.baseUrl ?? address });
  const report = (error: unknown) => app.log.error(error, 'jobs');
  loops.push(startJobs(installation, schedule, { everyMs: JOBS_EVERY_MS, report }));
  loops.push(startJobs(installation, backupSchedule(installation, report), { everyMs: BACKUPS_EVERY_MS, report }));

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
