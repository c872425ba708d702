import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
// @ts-expect-error: it comes without types; only its constructor and three of its methods are used.
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { oidcClient } from '../../../server/accounts/provider/oidc-client.ts';
import { readEnvironment } from '../../../server/platform/env.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { addPerson, host, openDoors, Visitor } from './sign-in-world.ts';

/** Who the provider says has signed in there. */
let identity = { sub: 'agent-1', email: 'karim@exemple.fr', email_verified: true };
let db: PrismaClient;
let closeDatabase: () => Promise<void>;
let server: Server;
let issuer: string;
const clock = { now: () => new Date() };
const redirect = `http://${host}/api/auth/provider/callback`;

/** A real provider on this machine: PKCE is required, and for one of its clients userinfo is signed, as ProConnect does. */
async function startProvider(): Promise<void> {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = (client_id: string, more: object) => ({
    client_id,
    client_secret: `secret of ${client_id}, thirty-two characters at least`,
    redirect_uris: [redirect],
    token_endpoint_auth_method: 'client_secret_post' as const,
    ...more,
  });
  const provider = new Provider(issuer, {
    clients: [client('plain', {}), client('signed', { userinfo_signed_response_alg: 'RS256' })],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true }, jwtUserinfo: { enabled: true } },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ ...identity, sub }) }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/accept/${interaction.uid}` },
    cookies: { keys: ['a key of the tests'] },
  } as never);
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/accept/')) return handle(request, response);
    const details = await provider.interactionDetails(request, response);
    const grant = new provider.Grant({ accountId: identity.sub, clientId: String(details.params.client_id) });
    grant.addOIDCScope('openid email');
    const grantId = await grant.save();
    const result = { login: { accountId: identity.sub }, consent: { grantId } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
}

/** The browser's way through the provider, from our door to the address that it is sent back to. */
async function goThrough(address: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let hop = 0; hop < 8 && !next.startsWith(redirect); hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/su);
      cookies.set(name, value);
    }
    next = new URL(answer.headers.get('location') ?? '/nowhere', next).href;
  }
  return next.replace(`http://${host}`, '');
}

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'info').mockImplementation(() => {});
  ({ db, close: closeDatabase } = await testDatabase());
  await startProvider();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => server.close(resolve));
  await closeDatabase();
});

let app: FastifyInstance;
const open = async (clientId = 'plain', acr: readonly string[] = []) => {
  const clientSecret = `secret of ${clientId}, thirty-two characters at least`;
  const provider = oidcClient({ issuer, clientId, clientSecret, label: 'ProConnect', acr }, clock.now);
  app = await openDoors({ db, clock, provider });
};
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE "User", "Session", "Account", "Invitation", "RateLimit", "Verification", "AuditEvent" CASCADE`;
  identity = { sub: 'agent-1', email: 'Karim@exemple.fr', email_verified: true };
  await addPerson(db, 'karim');
  await open();
  return () => app.close();
});

/** The two sides of a tie: the provider’s word, then the password of the account that it names. */
async function tied(): Promise<void> {
  const visitor = new Visitor(app);
  expect(await comeIn(visitor)).toBe('/connexion?refus=relier');
  expect(await visitor.viewer()).toBeNull();
  expect((await visitor.signIn('karim')).statusCode).toBe(200);
}

async function comeIn(visitor: Visitor, back = '/catalogue'): Promise<string> {
  const start = await visitor.get(`/api/auth/provider/start?retour=${encodeURIComponent(back)}`);
  const arrival = await goThrough(String(start.headers.location));
  return String((await visitor.get(arrival)).headers.location);
}

describe('the identity provider', () => {
  it.each(['plain', 'signed'])(
    'lets in an active account by its verified address, once both sides have said that it is one person’s (userinfo %s)',
    async (clientId) => {
      await app.close();
      await open(clientId);
      await tied();
      const visitor = new Visitor(app);
      expect(await comeIn(visitor)).toBe('/catalogue');
      expect(await visitor.viewer()).toMatchObject({ id: 'karim', role: 'reader' });
      expect((await db.session.findMany()).map(({ method }) => method).sort()).toEqual(['password', 'provider']);
    },
  );

  it('never makes an account by itself', async () => {
    identity = { sub: 'agent-2', email: 'inconnue@exemple.fr', email_verified: true };
    const visitor = new Visitor(app);
    expect(await comeIn(visitor)).toBe('/connexion?refus=inconnu');
    expect(await visitor.viewer()).toBeNull();
    expect(await db.user.count()).toBe(1);
  });

  it('is not believed about an address that it has not verified', async () => {
    identity = { ...identity, email_verified: false };
    expect(await comeIn(new Visitor(app))).toBe('/connexion?refus=adresse');
    expect(await db.session.count()).toBe(0);
  });

  it('opens the account that an invitation promises, with its role and no other, once', async () => {
    identity = { sub: 'agent-3', email: 'nadia@exemple.fr', email_verified: true };
    const expiresAt = new Date(Date.now() + 3_600_000);
    const invited = { email: 'nadia@exemple.fr', name: 'Nadia Bel', role: 'reader' as const, createdById: 'helene' };
    await db.invitation.create({ data: { ...invited, tokenHash: 'a'.repeat(64), expiresAt } });
    const visitor = new Visitor(app);
    expect(await comeIn(visitor)).toBe('/catalogue');
    expect(await visitor.viewer()).toMatchObject({ name: 'Nadia Bel', role: 'reader', organisationId: null });
    expect(await db.invitation.count({ where: { acceptedAt: null } })).toBe(0);
    expect(await comeIn(new Visitor(app))).toBe('/catalogue');
    expect(await db.user.count()).toBe(2);
  });

  it('hands no account on: neither to a disabled person, nor to whoever gets the address after them', async () => {
    await tied();
    expect(await comeIn(new Visitor(app))).toBe('/catalogue');
    identity = { ...identity, sub: 'agent-9' };
    expect(await comeIn(new Visitor(app))).toBe('/connexion?refus=inconnu');
    await db.user.updateMany({ data: { disabled: true } });
    identity = { ...identity, sub: 'agent-1' };
    expect(await comeIn(new Visitor(app))).toBe('/connexion?refus=inconnu');
  });

  it('answers once, and only to the browser that left', async () => {
    await tied();
    const [mine, thief] = [new Visitor(app), new Visitor(app)];
    const start = await mine.get('/api/auth/provider/start');
    const arrival = await goThrough(String(start.headers.location));
    expect((await thief.get(arrival)).headers.location).toBe('/connexion?refus=fournisseur');
    expect((await mine.get(arrival)).headers.location).toBe('/');
    expect((await mine.get(arrival)).headers.location).toBe('/connexion?refus=fournisseur');
  });

  it('with another state, or leading to another site, opens nothing', async () => {
    const visitor = new Visitor(app);
    const start = await visitor.get('/api/auth/provider/start?retour=//pirate.example');
    const arrival = await goThrough(String(start.headers.location));
    const forged = arrival.replace(/state=[^&]+/u, 'state=forged');
    expect((await visitor.get(forged)).headers.location).toBe('/connexion?refus=fournisseur');
  });
});

describe('a tie to the provider', () => {
  it('is made by the account’s own password and by no other', async () => {
    await addPerson(db, 'camille');
    const visitor = new Visitor(app);
    expect(await comeIn(visitor)).toBe('/connexion?refus=relier');
    expect((await visitor.signIn('camille')).statusCode).toBe(200);
    expect(await db.account.count({ where: { providerId: 'oidc' } })).toBe(0);
    await tied();
    expect(await db.account.findMany({ where: { providerId: 'oidc' }, select: { userId: true } })).toEqual([
      { userId: 'karim' },
    ]);
  });

  it('that the provider’s own session ends with, when the person leaves', async () => {
    await tied();
    const visitor = new Visitor(app);
    await comeIn(visitor);
    expect(JSON.stringify(await db.account.findMany())).not.toContain('eyJ');
    const { next } = (await visitor.post('sign-out')).json();
    expect(new URL(next).origin).toBe(issuer);
    expect(new URL(next).searchParams.get('id_token_hint')).toMatch(/^eyJ/u);
    expect(await visitor.viewer()).toBeNull();
  });
});

describe('how strongly the provider recognised somebody', () => {
  it('is asked and checked when the installation says what it accepts', async () => {
    await tied();
    await app.close();
    await open('plain', ['eidas2']);
    const visitor = new Visitor(app);
    const begun = await visitor.get('/api/auth/provider/start');
    expect(new URL(String(begun.headers.location)).searchParams.get('acr_values')).toBe('eidas2');
    expect(await comeIn(new Visitor(app))).toBe('/connexion?refus=fournisseur');
  });
});

describe('the address to come back to', () => {
  const start = (back: string) => new Visitor(app).get(`/api/auth/provider/start?retour=${back}`);

  it('is a page of the product, whatever browsers make of it', async () => {
    await tied();
    for (const back of [
      '//pirate.example',
      '/%09/pirate.example',
      '/%5Cpirate.example',
      '/.//pirate.example',
      'https://pirate.example',
      '/%0A/pirate.example',
    ]) {
      const visitor = new Visitor(app);
      const begun = await visitor.get(`/api/auth/provider/start?retour=${back}`);
      const arrival = await goThrough(String(begun.headers.location));
      const answer = await visitor.get(arrival);
      expect([back, answer.statusCode, answer.headers.location]).toEqual([back, 302, '/']);
    }
  });

  it('with an end of line or a letter that no header bears is no fault of the server', async () => {
    for (const back of ['/%0Aset-cookie:x', '/%00', '/%E2%80%A8', '/%F0%9F%94%91', 'x'.repeat(600)])
      expect([back, (await start(back)).statusCode]).toEqual([back, 302]);
  });
});

describe('the environment of a provider', () => {
  const whole = { OIDC_ISSUER: 'https://auth.exemple.fr', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
  it('is whole or absent, and never in clear across a network', () => {
    expect(readEnvironment({}).provider).toBeNull();
    expect(readEnvironment(whole).provider).toMatchObject({ clientId: 'a', label: 'ProConnect' });
    expect(() => readEnvironment({ ...whole, OIDC_CLIENT_SECRET: '' })).toThrow('OIDC_CLIENT_SECRET');
    expect(() => readEnvironment({ ...whole, OIDC_ISSUER: 'http://auth.exemple.fr' })).toThrow('OIDC_ISSUER');
  });
});
