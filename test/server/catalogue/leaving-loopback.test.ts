import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptInvitation, invite } from '../../../server/accounts/service.ts';
import { leaveLoopback } from '../../../server/first-steps/leaving-loopback.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { testDatabase } from '../../setup/test-database.ts';

/** What becomes of the people of a demonstration when others can reach the product. */
let base: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => {
  base = await testDatabase({ demonstration: true });
});
afterEach(() => base.close());

const siteAddress = 'http://127.0.0.1:3000';
const clock = { now: () => new Date('2026-12-01T09:00:00Z') };
const password = 'sept chevaux verts au galop';

/** A coordinator whom the fictitious one invited, and an invitation that waits. */
async function inviteFromDemonstration(): Promise<void> {
  const links: (string | undefined)[] = [];
  const mailer = async ({ text }: { text: string }) => {
    links.push(/invitation\/(\S+)/u.exec(text)?.[1]);
    return 'sent' as const;
  };
  const found = await base.db.user.findUniqueOrThrow({ where: { email: 'coordination@demo.example' } });
  const place = { role: 'coordinator' as const, organisationId: null, siteAddress };
  for (const name of ['Pirate', 'Attente'])
    await invite({ db: base.db, clock, mailer }, found as Viewer, {
      ...place,
      name: `${name} Exemple`,
      email: `${name.toLowerCase()}@exemple.fr`,
    });
  await acceptInvitation({ db: base.db, clock }, { token: links[0] ?? '', password });
}
const people = async () => (await base.db.user.findMany({ orderBy: { email: 'asc' } })).map(({ email }) => email);

describe('reached from elsewhere', () => {
  it('the product keeps nobody of a demonstration that was taken away, nor whom they invited', async () => {
    await inviteFromDemonstration();
    const reader = { id: 'vraie', name: 'Vraie Personne', email: 'vraie@exemple.fr', role: 'reader' as const };
    await base.db.user.create({ data: reader });
    await leaveLoopback({ db: base.db, demonstration: () => false, atHome: false });
    expect(await people()).toEqual(['vraie@exemple.fr']);
    expect(await base.db.invitation.count({ where: { acceptedAt: null } })).toBe(0);
    const [last] = await base.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect([last?.action, last?.after]).toEqual(['demonstration.leave', { people: 5, invitations: 1 }]);
  });

  it('nor whom those invited in their turn, nor what opened a door for any of them', async () => {
    await inviteFromDemonstration();
    const { db } = base;
    const second = await db.user.findUniqueOrThrow({ where: { email: 'pirate@exemple.fr' } });
    const links: string[] = [];
    const mailer = async ({ text }: { text: string }) => {
      links.push(/invitation\/(\S+)/u.exec(text)?.[1] ?? '');
      return 'sent' as const;
    };
    const third = {
      name: 'Tiers Exemple',
      email: 'tiers@exemple.fr',
      role: 'coordinator' as const,
      organisationId: null,
    };
    await invite({ db, clock, mailer }, second as Viewer, { ...third, siteAddress });
    await acceptInvitation({ db, clock }, { token: links[0] ?? '', password });
    const { id } = await db.user.findUniqueOrThrow({ where: { email: third.email } });
    await db.session.create({ data: { id: 's', userId: id, token: 't', expiresAt: new Date('2099-01-01') } });
    await leaveLoopback({ db, demonstration: () => false, atHome: false });
    expect(await people()).toEqual([]);
    expect([
      await db.session.count(),
      await db.account.count(),
      await db.invitation.count({ where: { acceptedAt: null } }),
    ]).toEqual([0, 0, 0]);
  });

  it('a demonstration that was opened to all on purpose keeps its people, and so does this machine', async () => {
    const before = await people();
    await leaveLoopback({ db: base.db, demonstration: () => true, atHome: false });
    await leaveLoopback({ db: base.db, demonstration: () => false, atHome: true });
    expect(await people()).toEqual(before);
  });
});
