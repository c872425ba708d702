import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PrismaClient } from '../../../prisma/generated/client.ts';
import { invite } from '../../../server/accounts/service.ts';
import { listMails, readMail, resendMail } from '../../../server/mails/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import { AppError } from '../../../server/platform/errors.ts';
import { runDueJobs } from '../../../server/platform/jobs.ts';
import { type Mail, outboxMailer, smtpMailer } from '../../../server/platform/mail/mail.ts';
import { queueMail, SEND_MAIL, sendQueuedMail } from '../../../server/platform/mail/mail-queue.ts';
import type { MailKind } from '../../../shared/schemas/mails.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { mailServer } from './reminder-world.ts';

let db: PrismaClient;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await testDatabase());
});
afterAll(() => close());
beforeEach(() => db.$executeRaw`TRUNCATE "Mail", "Job", "AuditEvent" RESTART IDENTITY`);

const NOW = new Date('2025-11-14T09:00:00Z');
const clock = { now: () => NOW };
const helene: Viewer = {
  id: 'helene',
  name: 'Hélène',
  email: 'helene@exemple.fr',
  role: 'coordinator',
  organisationId: null,
};
const message = (key: string, kind: MailKind = 'reminder') => ({
  key,
  kind,
  to: 'karim@exemple.fr, nadia@exemple.fr',
  subject: 'Octobre 2025',
  text: 'Il manque deux chiffres.',
  html: '<p>Il manque deux chiffres.</p>',
  organisationId: null,
  fictitious: false,
});

/** Does what is due, and gives back what the mailer was handed. */
async function work(): Promise<Mail[]> {
  const handed: Mail[] = [];
  const mailer = async (mail: Mail) => {
    handed.push(mail);
    return 'sent' as const;
  };
  await runDueJobs({ db, clock }, { run: { [SEND_MAIL]: (job) => sendQueuedMail({ db, clock, mailer }, job) } });
  return handed;
}

describe('a message', () => {
  it('is written with what causes it, or not at all', async () => {
    const failing = db.$transaction(async (tx) => {
      await queueMail(tx, message('reminder/1'), NOW);
      throw new Error('what caused it failed');
    });
    await expect(failing).rejects.toThrow('what caused it failed');
    expect(await db.mail.count()).toBe(0);
    expect(await work()).toEqual([]);
  });

  it('is sent once, then again only when somebody asks, as another message', async () => {
    await queueMail(db, message('reminder/1'), NOW);
    const [first] = await work();
    expect(await work()).toEqual([]);
    const { mails } = await listMails({ db }, {});
    expect(mails).toMatchObject([{ status: 'sent', canBeResent: true, to: 'karim@exemple.fr, nadia@exemple.fr' }]);
    await resendMail({ db, clock }, helene, mails[0]?.id ?? 0);
    const [second] = await work();
    expect(second).toMatchObject({ subject: 'Octobre 2025', html: '<p>Il manque deux chiffres.</p>' });
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'mail.resend', actorName: 'Hélène' }]);
  });

  it('is not sent twice while it waits, nor when it held a secret', async () => {
    await queueMail(db, message('reminder/1'), NOW);
    await queueMail(db, message('invitation/1', 'invitation'), NOW);
    const codeOf = async (id: number) =>
      resendMail({ db, clock }, helene, id).catch((error: unknown) => (error instanceof AppError ? error.code : error));
    expect(await codeOf(1)).toBe('BUSY');
    expect(await codeOf(2)).toBe('LOCKED');
    expect(await codeOf(3)).toBe('NOT_FOUND');
  });

  it('is listed page by page without what it says, which is read apart', async () => {
    for (let place = 1; place <= 53; place += 1) await queueMail(db, message(`reminder/${place}`), NOW);
    const first = await listMails({ db }, {});
    expect(first).toMatchObject({ more: true, counts: { queued: 53 } });
    expect(first.mails[0]).not.toHaveProperty('text');
    const next = await listMails({ db }, { cursor: first.mails.at(-1)?.id });
    expect(next.mails.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(next.more).toBe(false);
    expect(await listMails({ db }, { status: 'sent' })).toMatchObject({ mails: [] });
    expect(await readMail({ db }, 1)).toMatchObject({ text: 'Il manque deux chiffres.', status: 'queued' });
  });
});

describe('a link to an account', () => {
  it('leaves at once and is not kept: the page of mails shows the message without it', async () => {
    const handed: Mail[] = [];
    const mailer = async (mail: Mail) => {
      handed.push(mail);
      return 'sent' as const;
    };
    const person = { email: 'nadia@exemple.fr', name: 'Nadia', role: 'reader' as const, organisationId: null };
    await invite({ db, clock, mailer }, helene, { ...person, siteAddress: 'https://observatoire.exemple.fr' });
    expect(handed[0]?.text).toMatch(/\/invitation\/[\w-]{43}/);
    const { mails } = await listMails({ db }, {});
    expect(mails).toMatchObject([{ kind: 'invitation', status: 'sent', canBeResent: false }]);
    const { text } = await readMail({ db }, mails[0]?.id ?? 0);
    expect(text).toContain('[lien personnel, non conservé]');
    expect(text).not.toContain('/invitation/');
  });
});

describe('the mail server', () => {
  it('gets both forms under a Message-ID of the sender’s domain, and never an address made up for an example', async () => {
    const smtp = await mailServer();
    const kept: Mail[] = [];
    const outbox = async (mail: Mail) => {
      kept.push(mail);
      return 'kept' as const;
    };
    const send = smtpMailer({ url: smtp.url, from: 'Observatoire <nepasrepondre@metropole.fr>', outbox });
    const mail = { subject: 'Été\r\nBcc: x@exemple.fr', text: 'À lire', html: '<p>À lire</p>', messageId: 'abc' };
    expect(await send({ ...mail, to: 'karim@exemple.fr, siao@demo.example' })).toBe('sent');
    expect(await send({ ...mail, to: 'siao@demo.example' })).toBe('kept');
    await smtp.close();
    expect(kept.map(({ to }) => to)).toEqual(['siao@demo.example']);
    expect(smtp.accepted).toMatchObject([{ to: ['karim@exemple.fr'], messageId: '<abc@metropole.fr>' }]);
    expect(smtp.accepted[0]?.body).toMatch(/text\/plain[\s\S]*text\/html/);
    expect(smtp.accepted[0]?.body).not.toMatch(/^Bcc:/m);
  });

  it('that is not there is an error, not a silence', async () => {
    const send = smtpMailer({ url: 'smtp://127.0.0.1:1', from: 'a@metropole.fr', outbox: outboxMailer('/nowhere') });
    await expect(send({ to: 'karim@exemple.fr', subject: 'x', text: 'x' })).rejects.toThrow(/ECONNREFUSED/);
  });
});
