import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOrganisations } from '../../../server/collection/reminders.ts';
import { createAuth, openSession, viewerOf } from '../../../server/platform/session.ts';
import { withOrigin } from '../../../server/platform/web/call-origin.ts';
import { matrix } from '../access/access-rows.ts';
import { type AccessWorld, accessWorld } from '../access/access-world.ts';
import { addPerson } from './sign-in-world.ts';

/** One person in several places, through real sessions: one place at a time, and nothing of the others. */
let world: AccessWorld;
let now = new Date('2025-11-14T10:00:00Z');
const secret = 'a secret of the tests, long enough to sign cookies';
const origin = { channel: 'screen' as const, address: null };

beforeAll(async () => {
  world = await accessWorld();
  for (const [id, organisationId] of [
    ['karim', world.mine],
    ['julie', world.theirs],
  ] as const) {
    await addPerson(world.db, id);
    await world.db.user.update({ where: { id }, data: { role: 'contributor', organisationId } });
  }
  await addPerson(world.db, 'remplacante');
});
afterAll(() => world.close());

/** A browser of a person: what is called there comes by their session. */
async function browserOf(id: string) {
  const auth = createAuth({ db: world.db, secret, clock: { now: () => now } });
  const cookie = await openSession(auth, { id, name: `${id} Rémond` }, 'password', {
    address: '192.0.2.1',
    userAgent: null,
  });
  const headers = { host: 'localhost:3000', cookie: cookie.split(';')[0] };
  const viewer = () => viewerOf(auth, headers);
  const call = (name: string, input: unknown) =>
    withOrigin({ ...origin }, async () => {
      const { found, error } = await world.call(name, await viewer(), input);
      return { found, refusal: error?.code ?? null, why: error?.message ?? null };
    });
  return { viewer, call };
}
const asCoordinator = (name: string, input: unknown) => world.call(name, world.viewerOf('C'), input);
const membershipOf = (userId: string) => world.db.membership.findFirstOrThrow({ where: { userId } });

describe('a person of two organisations', () => {
  it('acts for the one that they chose, sees nothing of the other meanwhile, and the journal says for whom', async () => {
    const given = { userId: 'karim', role: 'contributor', organisationId: world.theirs, deputyForId: null };
    const dates = { fromDate: '2025-11-01', toDate: null };
    expect((await asCoordinator('accounts.addMembership', { ...given, ...dates })).error).toBeNull();
    expect((await asCoordinator('accounts.addMembership', { ...given, ...dates })).error?.message).toBe('CONFLICT');
    const { viewer, call } = await browserOf('karim');
    const { id } = await membershipOf('karim');
    const own = Object.entries(matrix).filter(([, { who }]) => who === 'CO');
    expect(own.length).toBeGreaterThan(20);
    const reaches = async (organisationId: number) => {
      const inside: string[] = [];
      for (const [name, { input }] of own)
        if ((await call(name, input(organisationId))).refusal !== 'FORBIDDEN') inside.push(name);
      return inside;
    };
    const names = own.map(([name]) => name);
    // In their own place.
    expect((await viewer())?.organisationId).toBe(world.mine);
    expect(await reaches(world.mine)).toEqual(names);
    const beyond = await reaches(world.theirs);
    // In the other.
    expect((await call('accounts.actIn', { membershipId: id })).refusal).toBeNull();
    expect(await viewer()).toMatchObject({ organisationId: world.theirs, role: 'contributor', membershipId: id });
    expect(await reaches(world.theirs)).toEqual(names);
    expect(await reaches(world.mine)).toEqual(beyond);
    const me = (await call('session.me', undefined)).found as {
      viewer: { organisationCode: string; places: object[] };
    };
    expect(me.viewer.organisationCode).toBe('SOLIHA');
    expect(me.viewer.places).toMatchObject([
      { organisationCode: 'HH', current: false },
      { organisationCode: 'SOLIHA', current: true },
    ]);
    const acted = await world.db.auditEvent.findMany({
      where: { actorId: 'karim', actorName: { contains: 'pour SOLIHA' } },
    });
    expect(acted.length).toBeGreaterThan(0);
  });

  it('is written to for both', async () => {
    await world.db.mail.deleteMany();
    await world.db.organisation.updateMany({ data: { ownerId: null, deputyId: null } });
    const clock = { now: () => now };
    const platform = { db: world.db, clock, referenceDate: () => '2025-11-14', demonstration: () => true };
    await remindOrganisations({ ...platform, siteAddress: 'http://127.0.0.1' });
    const mails = await world.db.mail.findMany({ where: { kind: 'reminder', to: { contains: 'karim@' } } });
    expect(mails.length).toBe(2);
  });

  it('loses the place when it is taken away, at their very next request', async () => {
    const { viewer, call } = await browserOf('karim');
    const { id } = await membershipOf('karim');
    await call('accounts.actIn', { membershipId: id });
    expect((await asCoordinator('accounts.endMembership', { membershipId: id })).error).toBeNull();
    expect(await viewer()).toMatchObject({ organisationId: world.mine, membershipId: null });
    expect((await call('accounts.actIn', { membershipId: id })).refusal).toBe('NOT_FOUND');
  });
});

describe('a deputy', () => {
  const stead = () => ({
    ...{ userId: 'remplacante', role: 'contributor', organisationId: world.theirs },
    ...{ deputyForId: 'julie', fromDate: '2025-11-10', toDate: '2025-11-20' },
  });

  it('has the rights of whom they replace, for their dates, under their own name, and it ends by itself', async () => {
    const add = async (more: object) => (await asCoordinator('accounts.addMembership', { ...stead(), ...more })).error;
    expect((await add({ toDate: null }))?.code).toBe('BAD_REQUEST');
    expect((await add({ role: 'coordinator', organisationId: null }))?.message).toBe('NOT_FOUND');
    expect((await add({ organisationId: world.mine }))?.message).toBe('NOT_FOUND');
    expect(await add({})).toBeNull();
    const { viewer, call } = await browserOf('remplacante');
    const { id } = await membershipOf('remplacante');
    const absence = {
      organisationId: world.theirs,
      userId: 'julie',
      fromDate: '2025-11-10',
      toDate: '2025-11-20',
      deputyId: 'remplacante',
    };
    expect((await call('absences.declare', absence)).refusal).toBe('FORBIDDEN');
    await call('accounts.actIn', { membershipId: id });
    expect((await call('absences.declare', absence)).why).toBeNull();
    expect(
      await world.db.auditEvent.findFirstOrThrow({ where: { action: 'absence.declare' }, orderBy: { id: 'desc' } }),
    ).toMatchObject({
      actorId: 'remplacante',
      actorName: 'remplacante Rémond (pour SOLIHA, en remplacement de julie Rémond)',
    });
    expect((await viewer())?.role).toBe('contributor');
    now = new Date('2025-11-20T21:00:00Z');
    const later = await browserOf('remplacante');
    await later.call('accounts.actIn', { membershipId: id });
    expect((await later.viewer())?.membershipId).toBe(id);
    // Midnight in Paris.
    now = new Date('2025-11-20T23:01:00Z');
    expect(await later.viewer()).toMatchObject({ role: 'reader', organisationId: null, membershipId: null });
    now = new Date('2025-11-14T10:00:00Z');
  });

  it('is named by somebody else: nobody gives themselves a place', async () => {
    const { error } = await asCoordinator('accounts.addMembership', { ...stead(), userId: 'viewer-C' });
    expect(error?.message).toBe('CONFLICT');
  });
});

describe('a person who leaves', () => {
  it('hands over what rests on them, and the journal keeps what it was', async () => {
    await world.db.organisation.update({ where: { id: world.theirs }, data: { ownerId: 'julie' } });
    const held = await asCoordinator('accounts.holdings', { userId: 'julie' });
    expect(held.found).toMatchObject({ owned: [{ name: 'SOLIHA' }] });
    expect((await asCoordinator('accounts.disable', { userId: 'julie', successorId: 'julie' })).error?.message).toBe(
      'NOT_FOUND',
    );
    const { error } = await asCoordinator('accounts.disable', { userId: 'julie', successorId: 'remplacante' });
    expect(error).toBeNull();
    const after = await world.db.organisation.findUniqueOrThrow({ where: { id: world.theirs } });
    expect(after.ownerId).toBe('remplacante');
    const line = await world.db.auditEvent.findFirstOrThrow({
      where: { action: 'person.disable' },
      orderBy: { id: 'desc' },
    });
    expect(line.before).toMatchObject({ answersFor: ['SOLIHA'] });
    expect(line.after).toMatchObject({ successor: 'remplacante Rémond' });
    // Whoever takes over nothing that is theirs leaves it to nobody in particular.
    await asCoordinator('accounts.disable', { userId: 'remplacante', successorId: 'karim' });
    expect((await world.db.organisation.findUniqueOrThrow({ where: { id: world.theirs } })).ownerId).toBeNull();
    expect(await world.db.membership.count()).toBe(0);
  });
});
