import type { FastifyInstance } from 'fastify';
import { demonstrationAccounts } from '../../prisma/seed.ts';
import { buildApp } from '../../server/app.ts';
import { readEnvironment } from '../../server/platform/env.ts';
import type { Installation } from '../../server/platform/installation.ts';
import { type ImportWorld, importWorld } from './import-world.ts';

export interface ApiWorld {
  world: ImportWorld;
  app: FastifyInstance;
  installation: Installation;
  /** The session of a demonstration account, by the first part of its address. */
  cookieOf(person: string): string;
  close(): Promise<void>;
}

/** The demonstration as an HTTP server, and the sessions of its people. `now`: what the clock says. */
export async function apiWorld(now: () => Date = () => new Date()): Promise<ApiWorld> {
  const world = await importWorld();
  const installation: Installation = {
    ...world.platform,
    clock: { now },
    env: readEnvironment({ LOG_LEVEL: 'silent' }),
    pool: world.pool,
    kind: 'server',
    sessionSecret: 'une clé de signature assez longue pour les essais',
    acquireProductLock: async () => {},
    close: async () => {},
  };
  const app = await buildApp(installation, null);
  const cookies = new Map<string, string>();
  for (const { email, password } of demonstrationAccounts) {
    const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } });
    cookies.set(email.split('@')[0] ?? '', String(answer.headers['set-cookie']).split(';')[0] ?? '');
  }
  return {
    ...{ world, app, installation },
    cookieOf: (person) => cookies.get(person) ?? '',
    async close() {
      await app.close();
      await world.close();
    },
  };
}
