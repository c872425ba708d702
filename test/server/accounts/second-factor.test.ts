import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { MOST_FAILED_CODES, waitAfter } from '../../../server/accounts/failed-tries.ts';
import { changeRole, removeProofsOf } from '../../../server/accounts/people-service.ts';
import { removeCodes } from '../../../server/accounts/second-factor.ts';
import { acceptInvitation, sendForgottenPassword } from '../../../server/accounts/service.ts';
import { stepAt, totpCode } from '../../../server/accounts/totp.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { giveWholeReading } from '../../../server/publications/whole-reading.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { addPerson, openDoors, password, Visitor } from './sign-in-world.ts';

let db: PrismaClient;
let closeDatabase: () => Promise<void>;
let app: FastifyInstance;
let ahead = 0;
/** It stands still: a slow machine would let the waits go by. */
const clock = { now: () => new Date(Date.parse('2026-12-01T09:00:05Z') + ahead) };
const seconds = (count: number) => count * 1000;

beforeAll(async () => {
  ({ db, close: closeDatabase } = await testDatabase());
});
afterAll(() => closeDatabase());
beforeEach(async () => {
  ahead = 0;
  await db.$executeRaw`TRUNCATE "User", "Session", "Account", "Invitation", "RateLimit", "Verification", "AuditEvent", "Job", "Mail" CASCADE`;
  await addPerson(db, 'karim');
  await addPerson(db, 'helene', 'coordinator');
  app = await openDoors({ db, clock });
  return () => app.close();
});

type Answer = Awaited<ReturnType<Visitor['post']>>;
const said = ({ statusCode, json }: Answer): [number, string | undefined] => [statusCode, json().code];
const codeOf = (secret: string) => totpCode(secret, stepAt(clock.now()));
const wrongCode = (secret: string) => (codeOf(secret) === '000000' ? '000001' : '000000');
/** Every try from a network of its own. */
const network = (rank: number) => `203.0.${Math.floor(rank / 200)}.${1 + (rank % 200)}`;

/** A first sign-in that puts a code generator in service. */
async function enrolled(id: string) {
  const visitor = new Visitor(app);
  await visitor.signIn(id);
  const { secret } = (await visitor.post('code/start')).json();
  const { recoveryCodes } = (await visitor.post('code/prove', { code: codeOf(secret) })).json();
  ahead += seconds(60);
  return { visitor, secret: String(secret), recoveryCodes: recoveryCodes as string[] };
}

/** Whoever has the password, and is at the second step. */
async function thiefOf(id: string): Promise<Visitor> {
  const thief = new Visitor(app, '192.0.2.66');
  await thief.signIn(id);
  return thief;
}
/** Tries a code, from a network that was never seen. */
const guess = (thief: Visitor, code: string, rank: number): Promise<Answer> =>
  thief.post('sign-in/code', { code }, { 'x-forwarded-for': network(rank) });

const actions = async () => (await db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);

describe('codes that are guessed', () => {
  it('from three hundred networks are counted as one account’s: the fifth waits, and so does each one after', async () => {
    const { secret } = await enrolled('karim');
    const thief = await thiefOf('karim');
    const statuses: number[] = [];
    for (let rank = 0; rank < 300; rank += 1) statuses.push((await guess(thief, wrongCode(secret), rank)).statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(296);
    ahead += seconds(6);
    expect(said(await guess(thief, wrongCode(secret), 301))).toEqual([401, 'INVALID_EMAIL_OR_PASSWORD']);
    ahead += seconds(6);
    expect((await guess(thief, wrongCode(secret), 302)).statusCode).toBe(429);
    expect(await actions()).toContain('account.failed-codes');
    const mails = await db.mail.findMany();
    expect(mails.map(({ kind, to }) => [kind, to])).toEqual([['security', 'karim@exemple.fr']]);
    expect(mails[0]?.text).toContain('votre mot de passe est connu de quelqu’un d’autre');
  }, 60_000);

  it('slow down from the fifth, to a quarter of an hour', () => {
    expect([0, 3, 4, 5, 6, 11, 12, 99].map(waitAfter)).toEqual([0, 0, 5, 10, 20, 640, 900, 900]);
  });

  it('are a hundred at most, even slowly; a new password gives them back', async () => {
    const { secret } = await enrolled('karim');
    // Ninety-eight wrong codes, each tried a quarter of an hour after the other.
    await db.secondFactor.update({ where: { userId: 'karim' }, data: { failures: MOST_FAILED_CODES - 2 } });
    for (const rank of [1, 2]) {
      ahead += seconds(901);
      expect((await guess(await thiefOf('karim'), wrongCode(secret), rank)).statusCode).toBe(401);
    }
    ahead += seconds(86_400);
    expect(said(await guess(await thiefOf('karim'), codeOf(secret), 3))).toEqual([403, 'CODES_CLOSED']);
    expect((await db.mail.findMany()).map(({ text }) => text.includes('ne servent plus'))).toEqual([true]);
    const links: string[] = [];
    const mailer = async ({ text }: { text: string }) => {
      links.push(/invitation\/(\S+)/u.exec(text)?.[1] ?? '');
      return 'sent' as const;
    };
    await sendForgottenPassword({ db, clock, mailer }, 'karim@exemple.fr', 'http://127.0.0.1:3000');
    await acceptInvitation({ db, clock }, { token: links[0] ?? '', password: 'sept chevaux verts au galop' });
    const owner = new Visitor(app, '198.51.100.200');
    await owner.signIn('karim', 'sept chevaux verts au galop');
    expect((await owner.post('sign-in/code', { code: codeOf(secret) })).statusCode).toBe(200);
  });

  it('at the same moment are counted one by one', async () => {
    const { secret } = await enrolled('karim');
    const thief = await thiefOf('karim');
    const answers = await Promise.all(Array.from({ length: 20 }, (_, rank) => guess(thief, wrongCode(secret), rank)));
    expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBeLessThanOrEqual(4);
  });

  it('are forgotten by a right one', async () => {
    const { secret } = await enrolled('karim');
    const thief = await thiefOf('karim');
    for (let rank = 0; rank < 3; rank += 1) await guess(thief, wrongCode(secret), rank);
    expect((await guess(thief, codeOf(secret), 4)).statusCode).toBe(200);
    expect((await db.secondFactor.findUniqueOrThrow({ where: { userId: 'karim' } })).failures).toBe(0);
  });

  it('never serve twice, whoever comes second and whatever they serve for', async () => {
    const { secret, visitor } = await enrolled('karim');
    const code = codeOf(secret);
    const [first, second] = [await thiefOf('karim'), await thiefOf('karim')];
    expect((await guess(first, code, 1)).statusCode).toBe(200);
    expect((await guess(second, code, 2)).statusCode).toBe(401);
    expect((await visitor.post('confirm', { code })).statusCode).toBe(401);
  });
});

describe('a second factor', () => {
  it('is put in service at the coordination’s first sign-in, and nothing opens before', async () => {
    const visitor = new Visitor(app);
    expect(said(await visitor.signIn('helene'))).toEqual([202, 'ENROLMENT']);
    expect(await visitor.viewer()).toBeNull();
    const { secret } = (await visitor.post('code/start')).json();
    expect((await visitor.post('code/prove', { code: wrongCode(secret) })).statusCode).toBe(400);
    expect(await visitor.viewer()).toBeNull();
    const proved = await visitor.post('code/prove', { code: codeOf(secret) });
    expect(proved.json().recoveryCodes).toHaveLength(10);
    expect(await visitor.viewer()).toMatchObject({ id: 'helene' });
    const [session] = await db.session.findMany();
    expect(session?.method).toBe('password+code');
    ahead += seconds(60);
    expect(said(await new Visitor(app, '192.0.2.8').signIn('helene'))).toEqual([202, 'SECOND_FACTOR']);
  });

  it('is one that waits for this person alone: nobody without their password puts it in service', async () => {
    const stranger = new Visitor(app, '192.0.2.9');
    await stranger.signIn('helene', 'pas le bon mot de passe');
    expect(said(await stranger.post('code/start'))).toEqual([401, 'NOT_SIGNED_IN']);
    expect(said(await stranger.post('passkey/register-options'))).toEqual([401, 'NOT_SIGNED_IN']);
  });

  it('may be a passkey, and the password alone opens nothing then', async () => {
    const passkey = { id: 'cle', userId: 'helene', publicKey: Buffer.from('x'), transports: [], name: 'Clé' };
    await db.passkey.create({ data: { ...passkey, createdAt: clock.now() } });
    const visitor = new Visitor(app);
    expect(said(await visitor.signIn('helene'))).toEqual([202, 'PASSKEY']);
    expect(await visitor.viewer()).toBeNull();
    expect(said(await visitor.post('code/start'))).toEqual([401, 'NOT_SIGNED_IN']);
  });

  it('is asked of whoever reads without suppression, from the moment that the right is given', async () => {
    const reader = new Visitor(app);
    expect((await reader.signIn('karim')).statusCode).toBe(200);
    const helene = { id: 'helene', name: 'Hélène' } as Viewer;
    const dates = { fromDate: '2020-01-01', toDate: '2099-12-31' };
    const platform = { db, clock } as Parameters<typeof giveWholeReading>[0];
    await giveWholeReading(platform, helene, { userId: 'karim', engagement: 'ENG-1', ...dates });
    expect(await reader.viewer()).toBeNull();
    expect(said(await reader.signIn('karim'))).toEqual([202, 'ENROLMENT']);
  });

  it('is asked of whoever becomes coordinator, whose open sessions end', async () => {
    const reader = new Visitor(app);
    await reader.signIn('karim');
    const helene = { id: 'helene', name: 'Hélène' } as Viewer;
    await changeRole({ db }, helene, { userId: 'karim', role: 'coordinator', organisationId: null });
    expect(await reader.viewer()).toBeNull();
    expect(said(await reader.signIn('karim'))).toEqual([202, 'ENROLMENT']);
  });

  it('that is taken away is put in service again at the next sign-in', async () => {
    const { visitor } = await enrolled('helene');
    const helene = { id: 'helene', name: 'Hélène' } as Viewer;
    await removeCodes({ db, clock }, helene);
    expect(await visitor.viewer()).toBeNull();
    expect(said(await visitor.signIn('helene'))).toEqual([202, 'ENROLMENT']);
  });

  it('that a lone coordinator lost is taken away by whoever holds the machine', async () => {
    await enrolled('helene');
    expect(await removeProofsOf({ db }, 'Helene@exemple.fr')).toBe(true);
    expect(await removeProofsOf({ db }, 'personne@exemple.fr')).toBe(false);
    expect(said(await new Visitor(app).signIn('helene'))).toEqual([202, 'ENROLMENT']);
    expect(await actions()).toContain('person.remove-proofs');
  });

  it('is not asked of the people of a demonstration, nor of readers, nor where the installation only offers it', async () => {
    expect((await new Visitor(app).signIn('karim')).statusCode).toBe(200);
    await db.user.update({ where: { id: 'helene' }, data: { demonstration: true } });
    expect((await new Visitor(app).signIn('helene')).statusCode).toBe(200);
    await db.user.update({ where: { id: 'helene' }, data: { demonstration: false } });
    const offering = await openDoors({ db, clock, secondFactor: 'offered' });
    expect((await new Visitor(offering).signIn('helene')).statusCode).toBe(200);
    await offering.close();
  });
});

describe('wrong passwords', () => {
  const failures = async (action: string) =>
    (await db.auditEvent.findMany({ where: { action }, orderBy: { id: 'asc' } })).map(({ after }) => after);

  it('are in the journal by their number, and the person is told of unusual ones, once', async () => {
    for (let rank = 0; rank < 12; rank += 1)
      await new Visitor(app, network(rank)).signIn('karim', 'pas le bon mot de passe');
    expect(await failures('account.failed-sign-ins')).toEqual([{ failures: 1 }, { failures: 5 }, { failures: 10 }]);
    expect((await db.mail.findMany()).map(({ to, subject }) => [to, subject.split('\u00a0')[0]])).toEqual([
      ['karim@exemple.fr', 'Alerte'],
    ]);
    expect((await new Visitor(app, '192.0.2.30').signIn('karim', password)).statusCode).toBe(200);
  });

  it('at addresses without an account are counted together, and name nobody', async () => {
    for (let rank = 0; rank < 6; rank += 1)
      await new Visitor(app, network(rank)).signIn(`inconnu${rank}`, 'pas le bon');
    expect(await failures('sign-in.unknown-addresses')).toEqual([{ failures: 1 }, { failures: 5 }]);
    expect(JSON.stringify(await db.auditEvent.findMany({ select: { after: true, entityId: true } }))).not.toContain(
      'inconnu',
    );
    expect(await db.mail.count()).toBe(0);
  });
});
