import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { escalate, remindOrganisations, tellReturned } from '../../../server/collection/reminders.ts';
import { type EntryWorld, entryWorld } from '../monthly-entry/entry-world.ts';

let world: EntryWorld;

beforeAll(async () => {
  world = await entryWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  await world.db.$executeRaw`TRUNCATE "Mail", "Job", "Absence"`;
  // Everything before September is out of the story.
  await world.db.assignmentSpan.updateMany({ data: { fromMonth: '2025-09' } });
});

const OCTOBER = '2025-10';

function platform(today = '2025-11-14', demonstration = false) {
  return {
    db: world.db,
    clock: { now: () => new Date(`${today}T09:00:00Z`) },
    referenceDate: () => today,
    demonstration: () => demonstration,
    siteAddress: 'https://observatoire.exemple.fr',
  };
}

const mailTo = async (address: string) => {
  const mails = await world.db.mail.findMany({ where: { to: { contains: address } } });
  expect(mails.length, `messages to ${address}`).toBeLessThan(2);
  return mails[0] ?? null;
};
const september = () => ({ organisationId: world.adefo, month: '2025-09' });

/** ADEFO sends September, so that only October is left. */
async function sendSeptember() {
  const { monthlyEntry } = world.as('karim');
  const cell = { ...september(), revision: 0, state: 'value' as const };
  await monthlyEntry.saveCell({ ...cell, indicatorId: world.attendance, value: 9 });
  await monthlyEntry.saveCell({ ...cell, indicatorId: world.nonResponse, numerator: 6, denominator: 20 });
  await monthlyEntry.submit(september());
}

describe('the digest of an organisation', () => {
  it('says only what is missing, and leads to the first cell that waits', async () => {
    await sendSeptember();
    const october = { organisationId: world.adefo, month: OCTOBER, revision: 0, state: 'value' as const };
    await world.as('karim').monthlyEntry.saveCell({ ...october, indicatorId: world.attendance, value: 12 });
    await remindOrganisations(platform());
    const mail = await mailTo('karim@exemple.fr');
    expect(mail?.subject).toBe(
      'Observatoire Logement d’abord\u00a0: octobre 2025, attendu le 10\u00a0novembre 2025, il y a 4\u00a0jours',
    );
    const href = 'https://observatoire.exemple.fr/mon-mois/2025-10';
    for (const form of [mail?.text, mail?.html]) {
      expect(form).toContain('Taux de non-réponse');
      expect(form).not.toContain('Personnes ayant suivi un atelier');
      expect(form).not.toMatch(/septembre/i);
      expect(form).toContain(href);
    }
  });

  it('carries the question of the coordinator', async () => {
    await sendSeptember();
    await world.sendOctober(12);
    const cell = { organisationId: world.adefo, month: OCTOBER, indicatorId: world.attendance };
    await world.as('helene').collection.returnCell({ ...cell, question: 'Est-ce bien <12> & non 2 ?' });
    await remindOrganisations(platform());
    const mail = await mailTo('karim@exemple.fr');
    expect(mail?.subject).toContain('1\u00a0question attend votre réponse');
    expect(mail?.text).toContain('Est-ce bien <12> & non 2 ?');
    expect(mail?.html).toContain('Est-ce bien &lt;12&gt; &amp; non 2 ?');
    expect(mail?.text).not.toContain('Taux de non-réponse');
  });

  it('is not written when everything is sent, and is when the month is full but not sent', async () => {
    await sendSeptember();
    await world.sendOctober(12);
    await remindOrganisations(platform());
    expect(await mailTo('karim')).toBeNull();
    expect(await mailTo('lea')).not.toBeNull();
    await world.db.monthlyReturn.updateMany({ where: { month: OCTOBER }, data: { status: 'draft' } });
    await remindOrganisations(platform('2025-11-17'));
    expect((await mailTo('karim'))?.text).toContain('il reste à envoyer le mois');
  });

  it('asks nothing of an organisation of which nothing is due', async () => {
    await world.db.assignmentSpan.updateMany({ data: { fromMonth: '2025-11' } });
    expect(await remindOrganisations(platform())).toBe(0);
    expect(await world.db.mail.count()).toBe(0);
  });

  it('goes to the deputy of whoever is away, and to both when both are there', async () => {
    const { adefo: organisationId } = world;
    const nadia = {
      id: 'nadia',
      name: 'Nadia',
      email: 'nadia@exemple.fr',
      role: 'contributor' as const,
      organisationId,
    };
    await world.db.user.create({ data: nadia });
    await remindOrganisations(platform('2025-11-10'));
    expect((await mailTo('karim'))?.to).toBe('karim@exemple.fr, nadia@exemple.fr');
    await world.db.mail.deleteMany();
    await world.db.absence.create({ data: { userId: 'karim', fromDate: '2025-11-12', deputyId: 'nadia' } });
    await remindOrganisations(platform('2025-11-17'));
    expect((await mailTo('nadia'))?.to).toBe('nadia@exemple.fr');
  });

  it('marks what is of the demonstration', async () => {
    await remindOrganisations(platform('2025-11-14', true));
    const mail = await mailTo('lea');
    expect(mail?.subject).toMatch(/^\[DÉMONSTRATION\] /);
    expect(mail?.text).toContain('fictives');
    expect(mail?.fictitious).toBe(true);
  });

  it('written twice at once is written once', async () => {
    const counts = await Promise.all([1, 2, 3].map(() => remindOrganisations(platform())));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await world.db.mail.count()).toBe(2);
    expect(await world.db.auditEvent.count({ where: { action: 'reminder.write' } })).toBe(2);
  });
});

describe('a value that is sent back', () => {
  const ask = (indicatorId: number, at: string) =>
    world
      .as('helene')
      .collection.returnCell({ organisationId: world.adefo, month: OCTOBER, indicatorId, question: 'Est-ce exact ?' })
      .then(() => world.db.cellMessage.updateMany({ data: { createdAt: new Date(at) } }));

  beforeEach(async () => {
    await sendSeptember();
    await world.sendOctober(12);
  });

  it('is told the morning after, all of a day in one message, and not again', async () => {
    expect(await tellReturned(platform())).toBe(0);
    await ask(world.attendance, '2025-11-13T15:00:00Z');
    expect(await tellReturned(platform())).toBe(1);
    expect(await tellReturned(platform())).toBe(0);
    expect(await tellReturned(platform('2025-11-15'))).toBe(0);
    const mail = await mailTo('karim');
    expect(mail?.subject).toContain('1\u00a0question attend votre réponse');
    expect(mail?.text).toContain('Est-ce exact ?');
    expect(mail?.text).toContain('https://observatoire.exemple.fr/mon-mois/2025-10');
    await world.db.mail.deleteMany({ where: { subject: { contains: 'question' } } });
    await ask(world.nonResponse, '2025-11-15T10:00:00Z');
    expect(await tellReturned(platform('2025-11-16'))).toBe(1);
  });

  it('is not told twice on a day whose reminder says it', async () => {
    await ask(world.attendance, '2025-11-13T15:00:00Z');
    await remindOrganisations(platform());
    expect(await tellReturned(platform())).toBe(0);
    expect((await mailTo('karim'))?.text).toContain('Est-ce exact ?');
  });
});

describe('the coordination', () => {
  it('hears once a month of what has been late for three weeks', async () => {
    await sendSeptember();
    expect(await escalate(platform())).toBe(true);
    expect(await escalate(platform('2025-11-15'))).toBe(false);
    const mail = await mailTo('helene');
    expect(mail?.subject).toContain('1\u00a0organisation en retard');
    expect(mail?.text).toContain('SOLIHA');
    expect(mail?.text).not.toContain('ADEFO');
  });

  it('hears that nobody can be written to', async () => {
    await world.db.user.updateMany({ where: { id: 'lea' }, data: { disabled: true } });
    await escalate(platform());
    expect((await mailTo('helene'))?.text).toMatch(/SOLIHA.*personne n’a de compte/);
  });

  it('hears nothing when nothing is late', async () => {
    await world.db.assignmentSpan.updateMany({ data: { fromMonth: '2025-10' } });
    expect(await escalate(platform())).toBe(false);
  });
});
