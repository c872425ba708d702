import { tmpdir } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { buildApp } from '../../../server/app.ts';
import type { Installation } from '../../../server/platform/context.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import type { ImportWorld } from '../imports/import-world.ts';

export const SESSION_SECRET = 'une clé de signature assez longue pour les essais';

/** What a served product has around the platform of a world: its environment, quiet, and the clock of this machine. */
export function installationOf({ platform, pool }: ImportWorld, env: NodeJS.ProcessEnv = {}): Installation {
  return {
    ...platform,
    clock: { now: () => new Date() },
    env: readEnvironment({ LOG_LEVEL: 'silent', DATA_DIR: tmpdir(), ...env }),
    ...{ pool, kind: 'server', isNewHere: false, sessionSecret: SESSION_SECRET },
    ...{ acquireProductLock: async () => {}, close: async () => {} },
  };
}

/** The product over a world; `clientRoot`: where its built interface is, if there is one. */
export const serve = (world: ImportWorld, clientRoot: string | null = null): Promise<FastifyInstance> =>
  buildApp(installationOf(world), clientRoot);

/** Every cookie of somebody who signs in by a form, as a browser sends them back. */
export async function cookieOf(app: FastifyInstance, payload: { email: string; password: string }): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload });
  const cookies = [answer.headers['set-cookie']].flat();
  return cookies.map((one) => String(one).split(';')[0]).join('; ');
}

/** Each demonstration account by the name before its @, signed in. */
export async function cookiesOf(app: FastifyInstance): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const { email, password } of demonstrationAccounts)
    cookies.set(email.split('@')[0] ?? '', await cookieOf(app, { email, password }));
  return cookies;
}
