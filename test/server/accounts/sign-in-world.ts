import Fastify, { type FastifyInstance } from 'fastify';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { OidcClient } from '../../../server/accounts/provider/oidc-client.ts';
import { createUser } from '../../../server/accounts/service.ts';
import { registerAuthRoutes } from '../../../server/accounts/sign-in-routes.ts';
import type { Role } from '../../../server/platform/access.ts';
import { createAuth, type SecondFactorRule, viewerOf } from '../../../server/platform/session.ts';

export const password = 'Vq7!mZ2#xLp9';
export const host = 'localhost:3000';

interface World {
  db: PrismaClient;
  clock: { now(): Date };
  provider?: OidcClient | null;
  baseUrl?: string;
  secondFactor?: SecondFactorRule;
}

/** The doors of the product, with one page behind them that says who asks. `trustProxy`: a test stands at many addresses. */
export async function openDoors({
  db,
  clock,
  provider = null,
  baseUrl,
  secondFactor,
}: World): Promise<FastifyInstance> {
  const app = Fastify({ trustProxy: true });
  const secret = 'a secret of the tests, long enough to sign cookies';
  const auth = createAuth({ db, secret, baseUrl, clock, secondFactor });
  registerAuthRoutes(app, { auth, provider, mails: false });
  app.get('/me', async ({ headers }) => ({ viewer: await viewerOf(auth, headers) }));
  return app;
}

export const addPerson = (db: PrismaClient, id: string, role: Role = 'reader') =>
  createUser(db, { id, name: `${id} Rémond`, email: `${id}@exemple.fr`, role, organisationId: null, password });

/** A browser: it keeps its cookies, and stands at an address. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: FastifyInstance,
    readonly address = '198.51.100.1',
  ) {}

  private headers(more: object) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { host, 'x-forwarded-for': this.address, ...(cookie && { cookie }), ...more };
  }

  private keep(lines: string | string[] | undefined): void {
    for (const line of [lines ?? []].flat()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/Max-Age=0/u.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value.join('='));
    }
  }

  async post(path: string, payload: object = {}, headers: object = {}) {
    const answer = await this.app.inject({
      method: 'POST',
      url: `/api/auth/${path}`,
      headers: this.headers({ origin: `http://${host}`, ...headers }),
      payload,
    });
    this.keep(answer.headers['set-cookie']);
    return answer;
  }

  async get(url: string) {
    const answer = await this.app.inject({ url, headers: this.headers({}) });
    this.keep(answer.headers['set-cookie']);
    return answer;
  }

  signIn(id: string, secret = password) {
    return this.post('sign-in/email', { email: `${id}@exemple.fr`, password: secret });
  }

  async viewer() {
    return (await this.get('/me')).json().viewer;
  }

  /** Another browser with the same cookies of recognition, but no session. */
  forgetSession(): void {
    this.cookies.delete('obs.session_token');
  }
}
