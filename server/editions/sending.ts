import {
  type EditionRecipient,
  editionRecipients,
  editionWords,
  formatsOfKind,
  recipientWords,
} from '../../shared/domain/report/edition.ts';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import type { SendInput } from '../../shared/schemas/edition.ts';
import type { SettingName, Settings } from '../../shared/schemas/settings.ts';
import { type ConventionRecord, conventionOf } from '../conventions/service.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { queueMail } from '../platform/mail/mail-queue.ts';
import { readSettings } from '../platform/settings.ts';
import { type EditionRow, findEdition, inTransaction, updateEdition, type Writing } from './repository.ts';
import { countSendings, createSending } from './sending-repository.ts';
import { heldFor } from './service.ts';

/** The report sent: prepared here, read by a person, and gone only when that person says so. */

const addressSetting = {
  prefecture: 'report.prefectureAddress',
  dihal: 'report.dihalAddress',
  committee: 'report.committeeAddress',
} as const satisfies Record<EditionRecipient, SettingName>;

const addressOf = (settings: Settings, recipient: EditionRecipient) => settings[addressSetting[recipient]].trim();

function messageOf(
  edition: EditionRow,
  { territory, reportArticle }: Pick<ConventionRecord, 'territory' | 'reportArticle'>,
): string {
  const vote = edition.deliberation
    ? `, adopté par la délibération ${edition.deliberation} du ${frenchDate(edition.votedOn ?? '')}`
    : '';
  const what = editionWords(edition);
  return [
    'Madame, Monsieur,',
    '',
    edition.kind === 'report'
      ? `En application ${reportArticle === null ? '' : `de l’article ${reportArticle} `}de la convention, ${territory} vous transmet son ${what}${vote}.`
      : `${territory} vous transmet l’${what}\u00a0: il dit ce qui a été révisé depuis.`,
    '',
    `Empreinte SHA-256 de l’édition\u00a0: ${edition.sha256}.`,
    '',
    'Cordialement,',
  ].join('\n');
}

/** The message that would leave: to whom, with what, in which words. Nothing is written and nothing leaves. */
export async function preparedSending(platform: Platform, id: number) {
  const edition = await findEdition(platform.db, id);
  if (!edition) throw new AppError('NOT_FOUND', { entity: 'edition' });
  const [settings, convention, already] = await Promise.all([
    readSettings(platform.db),
    conventionOf(platform, edition.year),
    countSendings(platform.db, id),
  ]);
  const words = editionWords(edition);
  return {
    recipients: editionRecipients.map((recipient) => ({
      recipient,
      name: recipientWords[recipient],
      address: addressOf(settings, recipient),
    })),
    formats: [...formatsOfKind[edition.kind]],
    subject: `${edition.fictitious ? '[Données fictives] ' : ''}${convention.territory} – ${words}`,
    message: messageOf(edition, convention),
    already,
  };
}

/** One message for each recipient, so that each has its own receipt. */
export async function sendEdition(platform: Platform, viewer: Viewer, input: SendInput): Promise<void> {
  const settings = await readSettings(platform.db);
  const recipients = [...new Set(input.recipients)];
  if (recipients.some((one) => addressOf(settings, one) === '')) throw new AppError('NO_RECIPIENT');
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    const edition = await heldFor(tx, viewer, input.id, 'send');
    const already = await countSendings(tx, edition.id);
    if (already !== input.already) throw new AppError('READ_AGAIN');
    const formats = formatsOfKind[edition.kind].filter((one) => input.formats.includes(one));
    if (formats.length === 0) throw new AppError('INVALID');
    for (const [rank, recipient] of recipients.entries()) {
      const key = `edition/${edition.id}/${already + rank + 1}`;
      const address = addressOf(settings, recipient);
      const { subject, message } = input;
      await createSending(tx, {
        ...{ editionId: edition.id, recipient, address, subject, formats, mailKey: key, at },
        ...{ sentById: viewer.id, sentByName: viewer.name },
      });
      const attachments = formats.map((format) => ({ editionId: edition.id, format }));
      const html = pageOf(message);
      const mail = { key, kind: 'edition' as const, to: address, subject, text: message, html, organisationId: null };
      await queueMail(tx, { ...mail, fictitious: edition.fictitious, attachments }, at);
    }
    await markSent(tx, viewer, edition, { recipients, at });
  });
}

async function markSent(
  tx: Writing,
  viewer: Viewer,
  edition: EditionRow,
  { recipients, at }: { recipients: readonly EditionRecipient[]; at: Date },
): Promise<void> {
  await updateEdition(tx, edition.id, { status: 'sent', ...(edition.sentAt === null && { sentAt: at }) });
  await recordAudit(tx, viewer, {
    action: 'edition.send',
    entity: 'edition',
    entityId: editionWords(edition),
    before: { status: edition.status },
    after: { status: 'sent', recipients: recipients.map((one) => recipientWords[one]).join(', ') },
  });
}

/** An edition of the demonstration, sent to the prefecture as far as anybody reads: no mail leaves. */
export async function pretendSending(platform: Platform, viewer: Viewer, id: number): Promise<void> {
  const { subject, formats } = await preparedSending(platform, id);
  const [at, recipient] = [platform.clock.now(), 'prefecture' as const];
  await inTransaction(platform.db, async (tx) => {
    const edition = await heldFor(tx, viewer, id, 'send');
    await createSending(tx, {
      ...{
        editionId: id,
        recipient,
        address: 'prefecture@demo.example',
        subject,
        formats,
        mailKey: `edition/${id}/1`,
        at,
      },
      ...{ sentById: viewer.id, sentByName: viewer.name, state: 'sent', stateAt: at },
    });
    await markSent(tx, viewer, edition, { recipients: [recipient], at });
  });
}

const escaped = (words: string) =>
  words.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll('\n', '<br>\n');

const pageOf = (message: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Rapport d’exécution</title><p>${escaped(message)}</p></html>`;
