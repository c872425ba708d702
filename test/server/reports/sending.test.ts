import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editionCertificate } from '../../../server/editions/service.ts';
import { runDueJobs } from '../../../server/platform/jobs.ts';
import { type Mail, type Mailer, smtpMailer } from '../../../server/platform/mail/mail.ts';
import { SEND_MAIL, sendQueuedMail } from '../../../server/platform/mail/mail-queue.ts';
import { mailServer } from '../collection/reminder-world.ts';
import { refusal } from '../monthly-entry/entry-world.ts';
import { type EditionWorld, editionWorld } from './edition-world.ts';
import { fileWords } from './file-words.ts';
import { bare } from './pdf-text.ts';

let world: EditionWorld;
let id = 0;

beforeAll(async () => {
  world = await editionWorld();
  id = await world.frozen(2023);
});
afterAll(() => world.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const set = (name: string, value: string) =>
  world.db.setting.upsert({ where: { name }, create: { name, value }, update: { value } });

/** Sends what waits. */
async function work(mailer: Mailer): Promise<void> {
  const { db, clock } = world.contextOf('helene');
  await runDueJobs({ db, clock }, { run: { [SEND_MAIL]: (job) => sendQueuedMail({ db, clock, mailer }, job) } });
}

async function asked() {
  const prepared = await world.as('helene').editions.sending({ id });
  const { subject, message, already } = prepared;
  return {
    prepared,
    input: {
      id,
      recipients: ['prefecture' as const],
      formats: ['pdf' as const, 'docx' as const],
      subject,
      message,
      already,
    },
  };
}

describe('the report', () => {
  it('is not sent before its vote, nor without an address in the settings', async () => {
    const { editions } = world.as('helene');
    const { prepared, input } = await asked();
    expect(prepared.recipients.map(({ address }) => address)).toEqual(['', '', '']);
    expect((await refusal(editions.send(input))).code).toBe('NO_RECIPIENT');
    await set('report.prefectureAddress', 'prefecture@territoire.fr');
    await set('report.dihalAddress', 'dihal@territoire.fr, copie@territoire.fr');
    expect((await refusal(editions.send(input))).code).toBe('LOCKED');
    const before = await refusal(editions.vote({ id, deliberation: '2024-112', votedOn: '2025-11-13' }));
    expect([before.code, before.facts]).toEqual(['VOTE_BEFORE_EDITION', { frozenOn: '2025-11-14' }]);
    await editions.vote({ id, deliberation: '2024-112', votedOn: '2025-11-14' });
    expect((await refusal(editions.vote({ id, deliberation: 'x', votedOn: '2025-11-14' }))).code).toBe('LOCKED');
  });

  it('has beside it the certificate of its vote, which names the very bytes that were voted', async () => {
    const kept = await world.db.editionCertificate.findUniqueOrThrow({ where: { editionId: id } });
    const said = fileWords(kept.bytes, 'pdf');
    for (const words of ['2024-112', '14 novembre 2025']) expect(said).toContain(bare(words));
    for (const { name, sha256: hash, bytes } of await world.files(id)) {
      expect(sha256(bytes)).toBe(hash);
      for (const words of [name, hash]) expect(said).toContain(bare(words));
    }
    await expect(world.db.editionCertificate.deleteMany({ where: { editionId: id } })).rejects.toThrow();
    const [coordination, reader] = [world.contextOf('helene'), world.contextOf('camille')];
    if (!coordination.viewer || !reader.viewer) throw new Error('nobody');
    expect((await editionCertificate(coordination, coordination.viewer, id)).sha256).toBe(kept.sha256);
    await expect(editionCertificate(reader, reader.viewer, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is prepared with the words of its vote and its fingerprint, and nothing leaves by looking at it', async () => {
    const { prepared } = await asked();
    const { sha256: hash } = await world.db.edition.findUniqueOrThrow({ where: { id } });
    expect(prepared.message.replaceAll('\u00a0', ' ')).toContain('délibération 2024-112 du 14 novembre 2025');
    expect(prepared.message).toContain(hash);
    expect(prepared.subject).toContain('[Données fictives]');
    expect(await world.db.mail.count({ where: { kind: 'edition' } })).toBe(0);
  });

  it('leaves by a click with its very files, once, to whom the settings say, and its receipt is kept', async () => {
    const { editions } = world.as('helene');
    const { input } = await asked();
    const both = { ...input, recipients: ['prefecture' as const, 'dihal' as const] };
    const clicks = await Promise.allSettled([editions.send(both), editions.send(both)]);
    expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const before = await editions.forYear({ year: 2023 });
    expect(before.editions[0]).toMatchObject({ status: 'sent', sendings: [{ state: 'queued' }, { state: 'queued' }] });
    expect(before.deadline).toMatchObject({ date: '2024-09-30', met: true });
    const handed: Mail[] = [];
    await work(async (mail) => {
      handed.push(mail);
      return 'sent';
    });
    const ours = handed.filter(({ subject }) => subject === input.subject);
    expect(ours.map(({ to }) => to)).toEqual(['prefecture@territoire.fr', 'dihal@territoire.fr, copie@territoire.fr']);
    const kept = await world.files(id);
    for (const { attachments = [] } of ours)
      expect(attachments.map(({ filename, content }) => [filename, sha256(content)]).sort()).toEqual(
        kept
          .filter(({ format }) => format === 'pdf' || format === 'docx')
          .map((one) => [one.name, one.sha256])
          .sort(),
      );
    const [after] = (await editions.forYear({ year: 2023 })).editions;
    expect(after?.sendings.map(({ state, sentByName }) => [state, sentByName])).toEqual([
      ['sent', 'Hélène'],
      ['sent', 'Hélène'],
    ]);
    expect((await world.as('karim').editions.forYear({ year: 2023 })).editions[0]?.sendings).toEqual([]);
    const line = await world.db.auditEvent.findFirstOrThrow({ where: { action: 'edition.send' } });
    expect(line).toMatchObject({ actorName: 'Hélène', after: { status: 'sent', recipients: 'Préfecture, DIHAL' } });
  });

  it('goes through a mail server with its attachments, whole', async () => {
    const smtp = await mailServer();
    const { input } = await asked();
    await world.as('helene').editions.send({ ...input, formats: ['pdf'] });
    const mailer = smtpMailer({ url: smtp.url, from: 'observatoire@territoire.fr', outbox: async () => 'kept' });
    await work(mailer);
    const raw = smtp.accepted.map(({ body }) => body).join('\n');
    await smtp.close();
    const pdf = (await world.files(id)).find(({ format }) => format === 'pdf');
    expect(raw).toContain('rapport-execution-2023-edition-1-fictif.pdf');
    expect(raw).toContain('application/pdf');
    const start = Buffer.from(pdf?.bytes ?? [])
      .subarray(0, 57)
      .toString('base64');
    expect(raw).toContain(start);
  });

  it('is said not to have arrived when the server refuses it', async () => {
    const { input } = await asked();
    await world.as('helene').editions.send(input);
    await work(async () => {
      throw new Error('552 message too large');
    });
    const [edition] = (await world.as('helene').editions.forYear({ year: 2023 })).editions;
    expect(edition?.sendings.at(-1)).toMatchObject({ state: 'queued', error: '552 message too large' });
  });
});
