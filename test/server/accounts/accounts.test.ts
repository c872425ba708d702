import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { accountsRouter, sessionRouter } from '../../../server/accounts/router.ts';
import { createUser, inviteFirstCoordinator } from '../../../server/accounts/service.ts';
import { registerAuthRoutes } from '../../../server/accounts/sign-in-routes.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Context } from '../../../server/platform/context.ts';
import { bulkLoader } from '../../../server/platform/database/bulk.ts';
import { outboxMailer } from '../../../server/platform/mail/mail.ts';
import { createAuth, viewerOf } from '../../../server/platform/session.ts';
import { createCaller, router } from '../../../server/platform/trpc.ts';
import { sameOrigin } from '../../../server/platform/web/origin.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** How many times a password was worked on: the slow step that must not depend on who exists. */
const hashing = vi.hoisted(() => {
  // Another file of this worker may have read the house with the real passwords: it is read again.
  vi.resetModules();
  return { times: 0 };
});
vi.mock('../../../server/platform/secrets/password.ts', async (load) => {
  const real = await load<typeof import('../../../server/platform/secrets/password.ts')>();
  return {
    ...real,
    hashPassword: (text: string) => {
      hashing.times += 1;
      return real.hashPassword(text);
    },
    verifyPassword: (hashed: string, text: string) => {
      hashing.times += 1;
      return real.verifyPassword(hashed, text);
    },
  };
});

const password = 'Vq7!mZ2#xLp9';
const otherPassword = 'cheval correct agrafe pile';
const secret = 'a secret of the tests, long enough to sign cookies';
const siteAddress = 'http://127.0.0.1:3000';

let db: PrismaClient;
let readers: PrismaClient;
let pool: pg.Pool;
let closeDatabase: () => Promise<void>;
let outbox: string;
let adefo: number;
let soliha: number;
/** How far the tests' clock runs ahead of the real one, which the sign-in library reads by itself. */
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
const hours = (count: number) => count * 3_600_000;

beforeAll(async () => {
  ({ db, readers, pool, close: closeDatabase } = await testDatabase());
  outbox = await mkdtemp(path.join(tmpdir(), 'outbox-'));
});

afterAll(async () => {
  await rm(outbox, { recursive: true });
  await closeDatabase();
});

beforeEach(async () => {
  ahead = 0;
  await db.$executeRaw`TRUNCATE "User", "Session", "Account", "Invitation", "RateLimit", "AuditEvent", "Organisation" CASCADE`;
  const organisation = (code: string) => db.organisation.create({ data: { code, name: code, kind: 'association' } });
  adefo = (await organisation('ADEFO')).id;
  soliha = (await organisation('SOLIHA')).id;
  await person('helene', 'coordinator');
  await person('karim', 'contributor', adefo);
  await person('camille', 'reader');
});

function person(id: string, role: Viewer['role'], organisationId: number | null = null) {
  return createUser(db, { id, name: `${id} Rémond`, email: `${id}@exemple.fr`, role, organisationId, password });
}

const callerFor = createCaller(router({ session: sessionRouter, accounts: accountsRouter }));

function as(viewer: Viewer | null) {
  const context: Context = {
    db,
    readers,
    bulk: bulkLoader(pool),
    clock,
    mailer: outboxMailer(outbox),
    pseudonym: () => '',
    referenceDate: () => '2026-06-15',
    demonstration: () => false,
    viewer,
    requestId: 'test',
  };
  return callerFor(context);
}

const helene: Viewer = {
  id: 'helene',
  name: 'helene Rémond',
  email: 'helene@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};
const karim = (): Viewer => ({
  id: 'karim',
  name: 'karim Rémond',
  email: 'karim@exemple.fr',
  role: 'contributor',
  organisationId: adefo,
});
const camille: Viewer = {
  id: 'camille',
  name: 'camille Rémond',
  email: 'camille@exemple.fr',
  role: 'reader',
  organisationId: null,
};

function invitation(changes: object = {}) {
  return {
    email: 'Nadia@Exemple.fr',
    name: 'Nadia Bel',
    role: 'contributor' as const,
    organisationId: adefo,
    siteAddress,
    ...changes,
  };
}

/** Invites and returns the token of the link. */
async function invitedToken(changes: object = {}): Promise<string> {
  const { link } = await as(helene).accounts.invite(invitation(changes));
  return link?.split('/').at(-1) ?? '';
}

const refusal = (code: string, facts?: object) => ({ cause: facts ? { code, facts } : { code } });
const journal = async () =>
  (await db.auditEvent.findMany({ where: { kind: 'act' }, orderBy: { id: 'asc' } })).map((event) => event.action);

/** The doors of the product, with one page behind them that says who asks. */
async function withApp(run: (app: FastifyInstance) => Promise<void>, baseUrl?: string): Promise<void> {
  const app = Fastify();
  const auth = createAuth({ db, secret, baseUrl, clock });
  registerAuthRoutes(app, { auth, provider: null, mails: false });
  app.get('/me', async ({ headers }) => ({ viewer: await viewerOf(auth, headers) }));
  await run(app).finally(() => app.close());
}

function signIn(app: FastifyInstance, { headers = {}, ...body }: Record<string, unknown> & { headers?: object } = {}) {
  const payload = { email: 'karim@exemple.fr', password, ...body };
  return app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host: 'localhost:3000', ...headers },
    payload,
  });
}

const cookieOf = (response: Awaited<ReturnType<typeof signIn>>) =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';
const viewerBy = async (app: FastifyInstance, cookie: string) =>
  (await app.inject({ url: '/me', headers: { cookie } })).json().viewer;

describe('signing in', () => {
  it('lets a contributor in, with their role and organisation, and writes it in the journal', async () => {
    await withApp(async (app) => {
      const response = await signIn(app, { email: 'Karim@Exemple.fr' });
      expect(response.statusCode).toBe(200);
      expect(response.json()).toEqual({ ok: true });
      expect(await viewerBy(app, cookieOf(response))).toMatchObject({
        id: 'karim',
        role: 'contributor',
        organisationId: adefo,
      });
      expect(await journal()).toEqual(['session.sign-in']);
    });
  });

  it('keeps the password as argon2id', async () => {
    const account = await db.account.findFirstOrThrow({ where: { userId: 'karim' } });
    expect(account.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('hides the cookie from scripts and from other sites; it is Secure only when the address is https', async () => {
    await withApp(async (app) => {
      const flags = String((await signIn(app)).headers['set-cookie']);
      expect(flags).toMatch(/^obs\.session_token=/);
      expect(flags).toContain('HttpOnly');
      expect(flags).toContain('SameSite=Lax');
      expect(flags).toContain(`Max-Age=${12 * 3600}`);
      expect(flags).not.toContain('Secure');
    });
    await withApp(async (app) => {
      expect(String((await signIn(app)).headers['set-cookie'])).toMatch(/^__Host-obs\.session_token=.*; Secure/);
    }, 'https://observatoire.metropole-dijon.fr');
  });

  it('answers the same to a wrong password, to an unknown address and to a disabled person', async () => {
    await as(helene).accounts.disable({ userId: 'camille' });
    await withApp(async (app) => {
      const wrong = await signIn(app, { password: 'Xk9fWq2mTz7bLr' });
      const unknown = await signIn(app, { email: 'personne@exemple.fr' });
      const disabled = await signIn(app, { email: 'camille@exemple.fr' });
      expect(wrong.statusCode).toBe(401);
      for (const response of [wrong, unknown, disabled]) {
        expect([response.statusCode, response.body]).toEqual([wrong.statusCode, wrong.body]);
        expect(response.headers['set-cookie']).toBeUndefined();
      }
      expect(await db.session.count()).toBe(0);
    });
  });

  it('hashes a password for an unknown address too, so that the time tells nothing', async () => {
    await withApp(async (app) => {
      const workFor = async (email: string) => {
        const before = hashing.times;
        await signIn(app, { email, password: 'Xk9fWq2mTz7bLr' });
        return hashing.times - before;
      };
      expect(await workFor('karim@exemple.fr')).toBe(1);
      expect(await workFor('personne@exemple.fr')).toBe(1);
    });
  });

  it('accepts pages of the product at any name it is reached by, and refuses those of other sites', async () => {
    await withApp(async (app) => {
      for (const host of ['127.0.0.1:3000', 'localhost:3000', 'observatoire.local']) {
        const response = await signIn(app, { headers: { host, origin: `http://${host}` } });
        expect([host, response.statusCode]).toEqual([host, 200]);
      }
      for (const origin of [
        'http://pirate.example',
        'http://localhost:4000',
        'null',
        'http://localhost:3000.pirate.example',
      ]) {
        const response = await signIn(app, { headers: { origin } });
        expect([origin, response.statusCode]).toEqual([origin, 403]);
      }
      const withCookie = {
        cookie: cookieOf(await signIn(app)),
        host: 'localhost:3000',
        origin: 'http://pirate.example',
      };
      const signOut = await app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: withCookie, payload: {} });
      expect(signOut.statusCode).toBe(403);
    });
  });

  it('accepts the configured address behind a proxy that rewrites the Host', () => {
    const headers = { host: '127.0.0.1:3000', origin: 'https://observatoire.metropole-dijon.fr' };
    expect(sameOrigin(headers, 'https://observatoire.metropole-dijon.fr/')).toBe(true);
    expect(sameOrigin(headers, undefined)).toBe(false);
  });

  it('opens no other door', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      const doors = [
        'sign-up/email',
        'update-user',
        'change-password',
        'change-email',
        'delete-user',
        'request-password-reset',
      ];
      for (const door of doors) {
        const headers = { cookie, host: 'localhost:3000', origin: 'http://localhost:3000' };
        const payload = { name: 'X', email: 'x@exemple.fr', password, role: 'coordinator', currentPassword: password };
        const response = await app.inject({ method: 'POST', url: `/api/auth/${door}`, headers, payload });
        expect([door, response.statusCode]).toEqual([door, 404]);
      }
      for (const door of ['get-session', 'list-sessions', 'ok', 'error', 'sign-in/email']) {
        expect([door, (await app.inject({ url: `/api/auth/${door}`, headers: { cookie } })).statusCode]).toEqual([
          door,
          404,
        ]);
      }
    });
  });
});

describe('a session', () => {
  it('is nothing without its signature', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      expect(await viewerBy(app, `${cookie.slice(0, -12)}AAAAAAAAAAAA`)).toBeNull();
      expect(await viewerBy(app, 'obs.session_token=invented')).toBeNull();
      expect(await viewerBy(app, cookie)).not.toBeNull();
    });
  });

  it('ends after eight hours without a request', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      ahead = hours(7.9);
      expect(await viewerBy(app, cookie)).toMatchObject({ id: 'karim' });
      ahead = hours(11.5);
      expect(await viewerBy(app, cookie)).toMatchObject({ id: 'karim' });
      await db.session.updateMany({ data: { updatedAt: new Date(clock.now().getTime() - hours(8) - 1000) } });
      expect(await viewerBy(app, cookie)).toBeNull();
      expect(await db.session.count()).toBe(0);
    });
  });

  it('ends twelve hours after signing in, however busy', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      for (const hour of [4, 8, 11.9]) {
        ahead = hours(hour);
        expect(await viewerBy(app, cookie)).toMatchObject({ id: 'karim' });
      }
      ahead = hours(12.01);
      expect(await viewerBy(app, cookie)).toBeNull();
    });
  });

  it('asked to last a day still ends with the others', async () => {
    await withApp(async (app) => {
      await signIn(app, { rememberMe: false });
      const { expiresAt, createdAt } = await db.session.findFirstOrThrow();
      expect((expiresAt.getTime() - createdAt.getTime()) / hours(1)).toBeCloseTo(12, 2);
    });
  });

  it('ends at once when the person is disabled, and follows a change of role at the next request', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      await as(helene).accounts.changeRole({ userId: 'karim', role: 'contributor', organisationId: soliha });
      expect(await viewerBy(app, cookie)).toMatchObject({ role: 'contributor', organisationId: soliha });
      await db.user.update({ where: { id: 'karim' }, data: { disabled: true } });
      expect(await viewerBy(app, cookie)).toBeNull();
    });
  });

  it('ends when signing out, on the server too', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      const headers = { cookie, host: 'localhost:3000', origin: 'http://localhost:3000' };
      expect((await app.inject({ method: 'POST', url: '/api/auth/sign-out', headers, payload: {} })).statusCode).toBe(
        200,
      );
      expect(await viewerBy(app, cookie)).toBeNull();
    });
  });

  it('can be seen and ended by its owner only', async () => {
    await withApp(async (app) => {
      const viewer = (await viewerBy(app, cookieOf(await signIn(app)))) as Viewer;
      await signIn(app, { headers: { 'user-agent': 'Un téléphone perdu' } });
      const sessions = await as(viewer).accounts.sessions();
      expect(sessions.map((session) => session.current).sort()).toEqual([false, true]);
      expect(JSON.stringify(sessions)).not.toContain('token');
      const lost = sessions.find((session) => !session.current)!;
      await expect(as(camille).accounts.revokeSession({ sessionId: lost.id })).rejects.toMatchObject(
        refusal('NOT_FOUND'),
      );
      await as(viewer).accounts.revokeSession({ sessionId: lost.id });
      expect((await as(viewer).accounts.sessions()).map((session) => session.current)).toEqual([true]);
    });
  });
});

describe('changing one’s password', () => {
  it('asks for the current one, ends the other sessions and keeps this one', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      const elsewhere = cookieOf(await signIn(app));
      const viewer = (await viewerBy(app, cookie)) as Viewer;
      const change = as(viewer).accounts.changePassword;
      await expect(change({ current: 'faux', next: otherPassword })).rejects.toMatchObject(
        refusal('INVALID', { reason: 'wrong-password' }),
      );
      await change({ current: password, next: otherPassword });
      expect(await viewerBy(app, cookie)).toMatchObject({ id: 'karim' });
      expect(await viewerBy(app, elsewhere)).toBeNull();
      expect((await signIn(app)).statusCode).toBe(401);
      expect((await signIn(app, { password: otherPassword })).statusCode).toBe(200);
    });
  });

  it('refuses a weak one with advice, and stops after ten tries a minute', async () => {
    const change = as(karim()).accounts.changePassword;
    await expect(change({ current: password, next: 'karimremond2026' })).rejects.toMatchObject(
      refusal('WEAK_PASSWORD'),
    );
    for (let attempt = 0; attempt < 9; attempt += 1)
      await change({ current: 'faux', next: otherPassword }).catch(() => {});
    await expect(change({ current: password, next: otherPassword })).rejects.toMatchObject(refusal('BUSY'));
    ahead = 61_000;
    await expect(change({ current: password, next: otherPassword })).resolves.toBeUndefined();
  });
});

describe('an invitation', () => {
  it('opens one account, of the role and organisation that it says', async () => {
    const token = await invitedToken();
    expect(await as(null).accounts.invitation({ token })).toMatchObject({
      email: 'nadia@exemple.fr',
      organisation: 'ADEFO',
    });
    expect(await as(null).accounts.acceptInvitation({ token, password: otherPassword })).toEqual({
      email: 'nadia@exemple.fr',
    });
    await withApp(async (app) => {
      const response = await signIn(app, { email: 'nadia@exemple.fr', password: otherPassword });
      expect(await viewerBy(app, cookieOf(response))).toMatchObject({
        name: 'Nadia Bel',
        role: 'contributor',
        organisationId: adefo,
      });
    });
    expect(await journal()).toEqual(['invitation.create', 'invitation.accept', 'session.sign-in']);
  });

  it('does not let the guest choose another address or another name', async () => {
    const token = await invitedToken();
    await as(null).accounts.acceptInvitation({
      token,
      password: otherPassword,
      email: 'pirate@exemple.fr',
      name: 'Pirate',
    });
    expect(await db.user.count({ where: { email: 'pirate@exemple.fr' } })).toBe(0);
  });

  it('serves once, even to two people who click at the same moment', async () => {
    const token = await invitedToken();
    const accept = () => as(null).accounts.acceptInvitation({ token, password: otherPassword });
    const results = await Promise.allSettled([accept(), accept()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(accept()).rejects.toMatchObject(refusal('ALREADY_USED'));
    expect(await db.user.count({ where: { email: 'nadia@exemple.fr' } })).toBe(1);
  });

  it('lasts 14 days', async () => {
    const token = await invitedToken();
    ahead = hours(71.9);
    expect(await as(null).accounts.invitation({ token })).toMatchObject({ name: 'Nadia Bel' });
    ahead = hours(14 * 24 + 0.1);
    await expect(as(null).accounts.invitation({ token })).rejects.toMatchObject(refusal('EXPIRED'));
    await expect(as(null).accounts.acceptInvitation({ token, password: otherPassword })).rejects.toMatchObject(
      refusal('EXPIRED'),
    );
    expect((await as(helene).accounts.people()).invitations).toMatchObject([
      { email: 'nadia@exemple.fr', expired: true },
    ]);
  });

  it('opens nothing with an invented token, nor with what the database keeps of it', async () => {
    await invitedToken();
    const { tokenHash } = await db.invitation.findFirstOrThrow();
    const invented = 'A'.repeat(43);
    await expect(as(null).accounts.invitation({ token: invented })).rejects.toMatchObject(refusal('NOT_FOUND'));
    await expect(as(null).accounts.invitation({ token: tokenHash })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('asks for a password that is hard to guess, and stays open when it is not', async () => {
    const token = await invitedToken();
    const accept = (attempt: string) => as(null).accounts.acceptInvitation({ token, password: attempt });
    await expect(accept('Nadia.Bel-2026!')).rejects.toMatchObject(refusal('WEAK_PASSWORD'));
    await expect(accept(otherPassword)).resolves.toEqual({ email: 'nadia@exemple.fr' });
  });

  it('ends when it is cancelled, or replaced by another one to the same address', async () => {
    const [first, second] = [await invitedToken(), await invitedToken()];
    await expect(as(null).accounts.invitation({ token: first })).rejects.toMatchObject(refusal('NOT_FOUND'));
    const { id } = await as(null).accounts.invitation({ token: second });
    await as(helene).accounts.cancelInvitation({ invitationId: id });
    await expect(as(null).accounts.invitation({ token: second })).rejects.toMatchObject(refusal('NOT_FOUND'));
  });

  it('is refused to an address that has an account, and when role and organisation disagree', async () => {
    await expect(invitedToken({ email: 'KARIM@exemple.fr' })).rejects.toMatchObject(
      refusal('CONFLICT', { reason: 'known-email' }),
    );
    await expect(invitedToken({ organisationId: null })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(invitedToken({ role: 'reader' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(invitedToken({ organisationId: 999_999 })).rejects.toMatchObject(refusal('NOT_FOUND'));
    expect(await db.invitation.count()).toBe(0);
  });

  it('waits in the outbox, in a file that nobody else may read', async () => {
    const token = await invitedToken({ name: 'Nadia\nBcc: tous@exemple.fr' });
    const files = (await readdir(outbox)).sort();
    const last = path.join(outbox, files.at(-1)!);
    expect((await stat(last)).mode & 0o777).toBe(0o600);
    const message = await readFile(last, 'utf8');
    expect(message).toContain(`${siteAddress}/invitation/${token}`);
    expect(message.split('\n\n')[0]).toMatch(/^Date: .*\nTo: nadia@exemple.fr\nSubject: [^\n]+$/);
  });

  it('makes the first coordinator, and only while there is none', async () => {
    expect(await inviteFirstCoordinator({ db, clock }, siteAddress)).toBeNull();
    await db.user.deleteMany({});
    const former = await inviteFirstCoordinator({ db, clock }, siteAddress);
    const token = (await inviteFirstCoordinator({ db, clock }, siteAddress))!.split('/').at(-1)!;
    expect(former).not.toContain(token);
    const accept = as(null).accounts.acceptInvitation;
    await expect(accept({ token, password: otherPassword })).rejects.toMatchObject(refusal('INCOMPLETE'));
    await accept({ token, password: otherPassword, name: 'Inès Roy', email: 'ines@exemple.fr' });
    expect(await db.user.findFirst()).toMatchObject({ name: 'Inès Roy', role: 'coordinator', organisationId: null });
    expect(await inviteFirstCoordinator({ db, clock }, siteAddress)).toBeNull();
  });
});

describe('a forgotten password', () => {
  async function passwordToken(): Promise<string> {
    const { link } = await as(helene).accounts.sendPasswordLink({ userId: 'karim', siteAddress });
    return link?.split('/').at(-1) ?? '';
  }

  it('is replaced by its owner through a link; the old one serves until then, and no session survives', async () => {
    await withApp(async (app) => {
      const cookie = cookieOf(await signIn(app));
      const token = await passwordToken();
      expect(await as(null).accounts.invitation({ token })).toMatchObject({ email: 'karim@exemple.fr', renewal: true });
      expect(await viewerBy(app, cookie)).toMatchObject({ id: 'karim' });
      await as(null).accounts.acceptInvitation({ token, password: otherPassword });
      expect(await viewerBy(app, cookie)).toBeNull();
      expect((await signIn(app)).statusCode).toBe(401);
      const again = await signIn(app, { password: otherPassword });
      expect(await viewerBy(app, cookieOf(again))).toMatchObject({
        id: 'karim',
        role: 'contributor',
        organisationId: adefo,
      });
      await expect(as(null).accounts.acceptInvitation({ token, password })).rejects.toMatchObject(
        refusal('ALREADY_USED'),
      );
    });
  });

  it('opens nothing for a person who was disabled, and no more once the password has been changed', async () => {
    const token = await passwordToken();
    await as(helene).accounts.disable({ userId: 'karim' });
    await expect(as(null).accounts.acceptInvitation({ token, password: otherPassword })).rejects.toMatchObject(
      refusal('EXPIRED'),
    );
    await expect(passwordToken()).rejects.toMatchObject(refusal('NOT_FOUND'));
    await as(helene).accounts.enable({ userId: 'karim' });
    await as(karim()).accounts.changePassword({ current: password, next: otherPassword });
    await expect(as(null).accounts.acceptInvitation({ token, password })).rejects.toMatchObject(refusal('NOT_FOUND'));
  });

  it('cannot be taken by the link of installation, with somebody else’s address', async () => {
    await db.user.deleteMany({ where: { role: 'coordinator' } });
    const token = (await inviteFirstCoordinator({ db, clock }, siteAddress))!.split('/').at(-1)!;
    const taken = as(null).accounts.acceptInvitation({
      token,
      password: otherPassword,
      name: 'Pirate',
      email: 'karim@exemple.fr',
    });
    await expect(taken).rejects.toMatchObject(refusal('CONFLICT', { reason: 'known-email' }));
  });
});

describe('the people', () => {
  it('are the coordinator’s business only', async () => {
    for (const [viewer, code] of [
      [karim(), 'FORBIDDEN'],
      [camille, 'FORBIDDEN'],
      [null, 'NOT_SIGNED_IN'],
    ] as const) {
      const { accounts } = as(viewer);
      const asked = [
        accounts.people(),
        accounts.invite(invitation()),
        accounts.cancelInvitation({ invitationId: 1 }),
        accounts.sendPasswordLink({ userId: 'camille', siteAddress }),
        accounts.disable({ userId: 'camille' }),
        accounts.enable({ userId: 'camille' }),
        accounts.changeRole({ userId: 'karim', role: 'coordinator', organisationId: null }),
      ];
      for (const answer of asked) await expect(answer).rejects.toMatchObject(refusal(code));
    }
    await expect(as(null).accounts.sessions()).rejects.toMatchObject(refusal('NOT_SIGNED_IN'));
    expect(await journal()).toEqual([]);
  });

  it('are listed without anything that lets one in', async () => {
    await invitedToken();
    const list = await as(helene).accounts.people();
    expect(list.people.map(({ id, organisation }) => [id, organisation])).toEqual([
      ['camille', null],
      ['helene', null],
      ['karim', 'ADEFO'],
    ]);
    expect(JSON.stringify(list)).not.toMatch(/argon2|token/i);
  });

  it('can be disabled and enabled again; both are in the journal with who did it', async () => {
    await as(helene).accounts.disable({ userId: 'karim' });
    await as(helene).accounts.disable({ userId: 'karim' });
    await as(helene).accounts.enable({ userId: 'karim' });
    const events = await db.auditEvent.findMany({ where: { kind: 'act' }, orderBy: { id: 'asc' } });
    expect(events.map(({ action, actorId, entityId }) => [action, actorId, entityId])).toEqual([
      ['person.disable', 'helene', 'karim'],
      ['person.enable', 'helene', 'karim'],
    ]);
    await withApp(async (app) => expect((await signIn(app)).statusCode).toBe(200));
  });

  it('keep a coordinator: nobody disables or demotes themself, nor the last one', async () => {
    const demotion = { role: 'reader' as const, organisationId: null };
    const oneself = refusal('CONFLICT', { reason: 'oneself' });
    await expect(as(helene).accounts.disable({ userId: 'helene' })).rejects.toMatchObject(oneself);
    await expect(as(helene).accounts.changeRole({ userId: 'helene', ...demotion })).rejects.toMatchObject(oneself);

    const leaving: Viewer = { ...helene, id: 'leaving' };
    const last = refusal('CONFLICT', { reason: 'last-coordinator' });
    await expect(as(leaving).accounts.disable({ userId: 'helene' })).rejects.toMatchObject(last);
    await expect(as(leaving).accounts.changeRole({ userId: 'helene', ...demotion })).rejects.toMatchObject(last);
  });

  it('keep a coordinator even when two of them disable one another at the same moment', async () => {
    await person('ines', 'coordinator');
    const results = await Promise.allSettled([
      as(helene).accounts.disable({ userId: 'ines' }),
      as({ ...helene, id: 'ines' }).accounts.disable({ userId: 'helene' }),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.user.count({ where: { role: 'coordinator', disabled: false } })).toBe(1);
  });
});

describe('the first question of every page', () => {
  it('says nobody to a stranger, and offers no door outside the demonstration', async () => {
    expect(await as(null).session.me()).toEqual({
      viewer: null,
      demonstration: false,
      referenceDate: '2026-06-15',
      territory: '',
      firstYear: null,
      communeGroups: [],
      begun: true,
      demonstrationAccounts: [],
    });
  });

  it('says who asks, and for which organisation', async () => {
    const { viewer } = await as(karim()).session.me();
    expect(viewer).toEqual({ ...karim(), organisationCode: 'ADEFO', organisationName: 'ADEFO', places: [] });
  });
});
