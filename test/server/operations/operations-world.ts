import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createUser } from '../../../server/accounts/service.ts';
import { buildApp } from '../../../server/app.ts';
import { openInstallation } from '../../../server/installation.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import { demonstrationFolder } from '../../setup/first-start.ts';

const person = { email: 'anne.martin@metropole.test', password: 'sept chevaux verts au galop' };

/** A product that listens, on a folder or a database of its own, and how its coordinator asks. */
export interface ServedProduct {
  installation: Installation;
  app: FastifyInstance;
  address: string;
  dataDir: string;
  said: string[];
  cookie: string;
  /** One answer of a procedure: its status, and the code of its refusal. */
  ask(procedure: string, input?: unknown): Promise<{ status: number; appCode: string | null }>;
  close(): Promise<void>;
}

async function signIn(app: FastifyInstance): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: person });
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

export async function serveProduct(env: Record<string, string> = {}): Promise<ServedProduct> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'operations-'));
  const said: string[] = [];
  if (env.DEMO === '1') await demonstrationFolder(dataDir);
  const environment = readEnvironment({
    ...{ DEMO: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, PORT: '0' },
    // Its coordinator comes in by a password alone: what a second factor asks is said in accounts/second-factor.test.ts.
    ...{ SECOND_FACTOR: 'offered', ...env },
  });
  const installation = await openInstallation(environment, { say: (sentence) => said.push(sentence) });
  await installation.acquireProductLock();
  await createUser(installation.db, { ...person, name: 'Anne Martin', role: 'coordinator', organisationId: null });
  const app = await buildApp(installation, null);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const cookie = await signIn(app);
  return {
    ...{ installation, app, address, dataDir, said, cookie },
    async ask(procedure, input) {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      const answer = await fetch(`${address}/trpc/${procedure}${query}`, { headers: { cookie } });
      const body = await answer.json();
      return { status: answer.status, appCode: body.error?.data?.appCode ?? null };
    },
    async close() {
      await app.close();
      await installation.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const serverPid = (dataDir: string) =>
  Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Asks until `wanted` answers true; how long it took, in milliseconds. */
export async function until(wanted: () => Promise<boolean>, mostMs = 15_000): Promise<number> {
  const from = performance.now();
  while (!(await wanted())) {
    if (performance.now() - from > mostMs) throw new Error(`nothing within ${mostMs} ms`);
    await pause(20);
  }
  return performance.now() - from;
}
