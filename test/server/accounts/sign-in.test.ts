import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { runForgottenPassword } from '../../../server/accounts/forgotten-password.ts';
import { ADDRESS_TRIES, PAIR_TRIES } from '../../../server/accounts/throttle.ts';
import { base32, matchingStep, stepAt, totpCode } from '../../../server/accounts/totp.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Mail } from '../../../server/platform/mail/mail.ts';
import { seal, unseal } from '../../../server/platform/secrets/sealing.ts';
import { isConfirmed } from '../../../server/platform/session.ts';
import { networkOf } from '../../../server/platform/web/network.ts';
import { appRouter } from '../../../server/router.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { addPerson, openDoors, password, Visitor } from './sign-in-world.ts';

let db: PrismaClient;
let closeDatabase: () => Promise<void>;
let app: FastifyInstance;
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };
const minutes = (count: number) => count * 60_000;

beforeAll(async () => {
  ({ db, close: closeDatabase } = await testDatabase());
});
afterAll(() => closeDatabase());
beforeEach(async () => {
  ahead = 0;
  await db.$executeRaw`TRUNCATE "User", "Session", "Account", "Invitation", "RateLimit", "Verification", "AuditEvent", "Job" CASCADE`;
  await addPerson(db, 'karim');
  await addPerson(db, 'camille');
  app = await openDoors({ db, clock });
  return () => app.close();
});

const statusOf = async (answer: Promise<{ statusCode: number }>) => (await answer).statusCode;
async function fail(visitor: Visitor, times: number, id = 'karim'): Promise<number[]> {
  const statuses: number[] = [];
  for (let one = 0; one < times; one += 1) statuses.push(await statusOf(visitor.signIn(id, 'pas le bon')));
  return statuses;
}

describe('tries to sign in', () => {
  it('are stopped for one account from one address after ten, even with the right password, for a quarter of an hour', async () => {
    const thief = new Visitor(app, '203.0.113.9');
    expect(new Set(await fail(thief, PAIR_TRIES))).toEqual(new Set([401]));
    const refused = await thief.signIn('karim');
    expect([refused.statusCode, refused.json()]).toEqual([429, { code: 'TOO_MANY_TRIES' }]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
    ahead = minutes(16);
    expect(await statusOf(thief.signIn('karim'))).toBe(200);
  });

  it('of strangers never keep the owner out: neither from another address, nor from a browser that is known', async () => {
    const owner = new Visitor(app, '203.0.113.9');
    expect(await statusOf(owner.signIn('karim'))).toBe(200);
    owner.forgetSession();
    // The stranger is behind the same address: the same office, the same hotspot.
    await fail(new Visitor(app, '203.0.113.9'), PAIR_TRIES + 5);
    expect(await statusOf(new Visitor(app, '203.0.113.9').signIn('karim'))).toBe(429);
    expect(await statusOf(owner.signIn('karim'))).toBe(200);
    expect(await statusOf(new Visitor(app, '198.51.100.7').signIn('karim'))).toBe(200);
  });

  it('from one address are stopped whatever the accounts, and those of an IPv6 network are one', async () => {
    let last = 0;
    for (let one = 0; one <= ADDRESS_TRIES; one += 1)
      last = await statusOf(new Visitor(app, `2001:db8:1:2::${one + 1}`).signIn(`inconnu${one}`, 'pas le bon'));
    expect(last).toBe(429);
    expect(await statusOf(new Visitor(app, '2001:db8:1:3::1').signIn('karim'))).toBe(200);
  });

  it('that succeed do not count: a whole office may come in from one address', async () => {
    for (let one = 0; one < ADDRESS_TRIES + 5; one += 1)
      expect(await statusOf(new Visitor(app, '192.0.2.1').signIn('karim'))).toBe(200);
  }, 60_000);

  it('by a known browser are counted too: a stolen computer is no way to guess', async () => {
    const computer = new Visitor(app, '192.0.2.5');
    await computer.signIn('karim');
    computer.forgetSession();
    const statuses = await fail(computer, 10 + PAIR_TRIES + 1);
    expect(statuses.at(-1)).toBe(429);
  });

  it('leave no address and no e-mail readable in the database', async () => {
    await fail(new Visitor(app, '203.0.113.77'), 2);
    const rows = JSON.stringify((await db.rateLimit.findMany()).map(({ key }) => key));
    expect(rows).not.toMatch(/203\.0|exemple/u);
  });

  it('read addresses as networks', () => {
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  });
});

describe('the codes of a second factor', () => {
  it('are those of RFC 6238', () => {
    const secret = base32(Buffer.from('12345678901234567890'));
    expect(
      [59, 1_111_111_109, 1_234_567_890, 2_000_000_000].map((at) => totpCode(secret, Math.floor(at / 30))),
    ).toEqual(['287082', '081804', '005924', '279037']);
    expect(matchingStep(secret, '287082', new Date(59_000 + 30_000))).toBe(1);
    expect(matchingStep(secret, '287082', new Date(59_000 + 90_000))).toBeNull();
    expect(matchingStep(secret, '28708', new Date(59_000))).toBeNull();
  });

  it('rest on a secret that the database alone does not open', () => {
    const sealed = seal('JBSWY3DPEHPK3PXP', 'une clé', 'codes');
    expect(sealed).not.toContain('JBSWY3DP');
    expect(unseal(sealed, 'une clé', 'codes')).toBe('JBSWY3DPEHPK3PXP');
    expect(unseal(sealed, 'une autre', 'codes')).toBeNull();
    expect(unseal(sealed, 'une clé', 'autre chose')).toBeNull();
  });

  async function equipped() {
    const visitor = new Visitor(app);
    await visitor.signIn('karim');
    const { secret } = (await visitor.post('code/start')).json();
    const code = totpCode(secret, stepAt(clock.now()));
    const { recoveryCodes } = (await visitor.post('code/prove', { code })).json();
    ahead += minutes(1);
    return { secret: secret as string, recoveryCodes: recoveryCodes as string[], visitor };
  }

  it('are asked for after the password, and nothing opens before', async () => {
    const { secret } = await equipped();
    const visitor = new Visitor(app, '192.0.2.44');
    const first = await visitor.signIn('karim');
    expect([first.statusCode, first.json()]).toEqual([202, { ok: false, code: 'SECOND_FACTOR' }]);
    expect(await visitor.viewer()).toBeNull();
    const code = totpCode(secret, stepAt(clock.now()));
    expect(await statusOf(visitor.post('sign-in/code', { code }))).toBe(200);
    expect(await visitor.viewer()).toMatchObject({ id: 'karim' });
  });

  it('serve once, and so does a step of the sign-in', async () => {
    const { secret } = await equipped();
    const code = totpCode(secret, stepAt(clock.now()));
    const [one, two] = [new Visitor(app), new Visitor(app, '192.0.2.45')];
    await one.signIn('karim');
    await two.signIn('karim');
    expect(await statusOf(one.post('sign-in/code', { code }))).toBe(200);
    expect(await statusOf(two.post('sign-in/code', { code }))).toBe(401);
    expect((await one.post('sign-in/code', { code })).json()).toEqual({ code: 'STEP_GONE' });
    expect((await new Visitor(app).post('sign-in/code', { code })).json()).toEqual({ code: 'STEP_GONE' });
  });

  it('are replaced by a recovery code, once, kept as a hash', async () => {
    const { recoveryCodes } = await equipped();
    expect(recoveryCodes).toHaveLength(10);
    expect(JSON.stringify(await db.recoveryCode.findMany())).not.toContain(recoveryCodes[0]?.replace('-', ''));
    for (const status of [200, 401]) {
      const visitor = new Visitor(app, '192.0.2.47');
      await visitor.signIn('karim');
      expect(await statusOf(visitor.post('sign-in/code', { code: recoveryCodes[0] }))).toBe(status);
    }
    expect((await db.auditEvent.findMany()).map(({ action }) => action)).toContain('account.use-recovery-code');
  });

  it('ask ten minutes later who is there before they are put in service', async () => {
    const visitor = new Visitor(app);
    await visitor.signIn('camille');
    ahead = minutes(11);
    expect([(await visitor.post('code/start')).statusCode, (await visitor.post('code/start')).json().code]).toEqual([
      412,
      'CONFIRM_IDENTITY',
    ]);
    expect(await statusOf(visitor.post('confirm', { password: 'pas le bon' }))).toBe(401);
    expect(await statusOf(visitor.post('confirm', { password }))).toBe(200);
    expect(await statusOf(visitor.post('code/start'))).toBe(200);
  });

  it('are nobody’s who is not in', async () => {
    for (const door of ['confirm', 'code/start', 'code/prove', 'passkey/register-options', 'passkey/register'])
      expect([door, await statusOf(new Visitor(app).post(door))]).toEqual([door, 401]);
    expect(await statusOf(new Visitor(app).post('passkey/options', { purpose: 'confirm' }))).toBe(401);
    expect(await statusOf(new Visitor(app).post('passkey/sign-in', { response: { id: 'x' } }))).toBe(401);
    expect(await statusOf(new Visitor(app).post('passkey/confirm', { response: {} }))).toBe(401);
  });
});

describe('a page of another site', () => {
  it('opens none of the doors, with or without a session', async () => {
    const visitor = new Visitor(app);
    await visitor.signIn('karim');
    for (const door of [
      'sign-in/email',
      'sign-in/code',
      'sign-out',
      'forgotten',
      'confirm',
      'code/start',
      'passkey/options',
    ])
      for (const origin of ['http://pirate.example', 'null'])
        expect([door, await statusOf(visitor.post(door, {}, { origin }))]).toEqual([door, 403]);
    expect(await visitor.viewer()).toMatchObject({ id: 'karim' });
  });
});

describe('what is sent to a door', () => {
  it('is refused without a fault when it is not what a door expects', async () => {
    const odd = [null, 1, [], { a: 1 }, 'x'.repeat(500), '\u0000', '__proto__'];
    for (const email of odd)
      for (const door of ['sign-in/email', 'forgotten', 'sign-in/code', 'passkey/sign-in'])
        expect(
          await statusOf(
            new Visitor(app, '192.0.2.90').post(door, { email, password: email, code: email, response: email }),
          ),
        ).toBeLessThan(500);
  });
});

describe('a sensitive act', () => {
  it('is each of these, and no procedure loses its question unseen', () => {
    type Procedure = { _def: { meta?: { stepUp?: true } } };
    const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
    const sensitive = procedures.filter(([, one]) => one._def.meta?.stepUp).map(([name]) => name);
    expect(sensitive).toEqual(
      expect.arrayContaining([
        'accounts.invite',
        'accounts.sendPasswordLink',
        'accounts.disable',
        'accounts.enable',
        'accounts.changeRole',
        'accounts.removeProofs',
        'accounts.renewRecoveryCodes',
        'accounts.removeCodes',
        'accounts.removePasskey',
        'collection.unlock',
        'homelessness.recordAssessment',
        'homelessness.withdrawAssessment',
        'imports.undo',
      ]),
    );
  });

  it('wants a proof of less than ten minutes, from whoever comes by a session', () => {
    const now = new Date('2026-06-15T10:00:00Z');
    const viewer = { id: 'a', name: 'A', email: 'a@exemple.fr', role: 'reader', organisationId: null } as Viewer;
    const since = (count: number) => ({
      ...viewer,
      sessionId: 's',
      confirmedAt: new Date(now.getTime() - minutes(count)),
    });
    expect([9, 10, 11].map((count) => isConfirmed(since(count), now))).toEqual([true, true, false]);
    expect(isConfirmed(viewer, now)).toBe(true);
  });
});

describe('a link asked for at the door', () => {
  async function linkFor(email: string): Promise<{ status: number; mails: Mail[] }> {
    const mails: Mail[] = [];
    const status = await statusOf(new Visitor(app).post('forgotten', { email }));
    for (const job of await db.job.findMany({ where: { name: 'forgotten-password', doneAt: null } })) {
      const mailer = async (mail: Mail) => {
        mails.push(mail);
        return 'kept' as const;
      };
      const platform = { db, clock, mailer, siteAddress: 'https://observatoire.exemple.fr' };
      await runForgottenPassword(platform as never, { ...job, attempts: 1 });
      await db.job.update({ where: { id: job.id }, data: { doneAt: clock.now() } });
    }
    return { status, mails };
  }

  it('leaves for an account only, and the door says the same to both', async () => {
    const [known, unknown] = [await linkFor('karim@exemple.fr'), await linkFor('personne@exemple.fr')];
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect([known.mails.length, unknown.mails.length]).toEqual([1, 0]);
    expect(known.mails[0]?.text).toMatch(/https:\/\/observatoire\.exemple\.fr\/invitation\/[\w-]{43}/u);
  });

  it('waits thirty minutes, leaves no trace of itself in the list of messages, and is not sent twice in five minutes', async () => {
    const { mails } = await linkFor('karim@exemple.fr');
    expect((await linkFor('karim@exemple.fr')).mails).toEqual([]);
    const token = /invitation\/([\w-]{43})/u.exec(mails[0]?.text ?? '')?.[1] ?? '';
    expect(token).not.toBe('');
    const { expiresAt } = await db.invitation.findFirstOrThrow();
    expect(Math.round((expiresAt.getTime() - clock.now().getTime()) / minutes(1))).toBe(30);
    expect(JSON.stringify(await db.mail.findMany())).not.toContain(token);
    expect(JSON.stringify(await db.job.findMany())).not.toContain(token);
  });
});
