import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS, runDueJobs } from '../../../server/platform/jobs.ts';
import { queueMail, sendQueuedMail } from '../../../server/platform/mail/mail-queue.ts';
import { itAtLength } from '../../setup/long-tier.ts';
import { ended, late, mailServer, reminderWorld } from './reminder-world.ts';

let world: Awaited<ReturnType<typeof reminderWorld>>;
let smtp: Awaited<ReturnType<typeof mailServer>> | undefined;

beforeEach(async () => {
  world = await reminderWorld();
});
afterEach(async () => {
  await smtp?.close();
  await world.close();
});

/** Four days after October was due. */
const NOW = '2025-11-14T09:00:00Z';

/** The addresses that a mail server took a message for, once for each message. */
const reached = () =>
  (smtp?.accepted ?? [])
    // The print of the journal goes once a week: `test/server/operations/weekly-hash.test.ts`.
    .filter(({ subject }) => !subject.includes('journal'))
    .flatMap(({ to }) => to)
    .sort();
const everyone = ['helene@exemple.fr', ...late].sort();

describe('reminders', () => {
  it('go once to each organisation that owes something, whichever of two processes is faster', async () => {
    smtp = await mailServer();
    const runners = [world.runner(smtp.url, NOW), world.runner(smtp.url, NOW), world.runner(smtp.url, NOW)];
    expect(await Promise.all(runners.map(ended))).toEqual([0, 0, 0]);
    expect(reached()).toEqual(everyone);
    const found = await world.db.mail.groupBy({
      by: ['status'],
      where: { kind: { in: ['reminder', 'escalation'] } },
      _count: true,
    });
    expect(found).toEqual([{ status: 'sent', _count: 10 }]);
  });

  itAtLength('are not said again the same day, nor the next before the next step', async () => {
    smtp = await mailServer();
    await ended(world.runner(smtp.url, NOW));
    await ended(world.runner(smtp.url, NOW));
    await ended(world.runner(smtp.url, '2025-11-16T09:00:00Z'));
    expect(reached()).toEqual(everyone);
    await ended(world.runner(smtp.url, '2025-11-17T09:00:00Z'));
    expect(reached()).toEqual([...everyone, ...late].sort());
  });

  it('wait for a mail server that does not answer, and say why', async () => {
    const { db } = world;
    let now = new Date(NOW);
    const clock = { now: () => now };
    const mail = {
      kind: 'reminder' as const,
      to: 'structure1@exemple.fr',
      subject: 'Essai',
      text: 'Essai',
      html: '<p>Essai</p>',
    };
    const key = { key: 'reminder/essai', organisationId: null, fictitious: false };
    expect(await queueMail(db, { ...mail, ...key }, now)).toBe(true);
    expect(await queueMail(db, { ...mail, ...key }, now)).toBe(false);
    const mailer = async () => {
      throw new Error('421 Service not available');
    };
    const run = {
      'send-mail': (job: Parameters<typeof sendQueuedMail>[1]) => sendQueuedMail({ db, clock, mailer }, job),
    };
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      expect(await runDueJobs({ db, clock }, { run })).toBe(1);
      expect(await runDueJobs({ db, clock }, { run }), 'not at once').toBe(0);
      const status = attempt === MAX_ATTEMPTS ? 'failed' : 'queued';
      expect(await db.mail.findFirst()).toMatchObject({
        status,
        attempts: attempt,
        error: '421 Service not available',
      });
      now = new Date(now.getTime() + 7 * 3_600_000);
    }
    expect(await runDueJobs({ db, clock }, { run })).toBe(0);
  });
});
