import type { MailListInput, MailStatus } from '../../shared/schemas/mails.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { requeueMail } from '../platform/mail/mail-queue.ts';
import * as repository from './repository.ts';

type Row = Awaited<ReturnType<typeof repository.listMails>>['mails'][number];

/** A link to an account is a secret that was not kept: its message cannot leave a second time. */
const SECRET_KINDS = new Set(['invitation', 'password']);

function mailView({ createdAt, sentAt, organisationId, status, ...mail }: Row, names: Map<number, string>) {
  return {
    ...mail,
    status,
    organisation: names.get(organisationId ?? 0) ?? null,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    canBeResent: !SECRET_KINDS.has(mail.kind) && status !== 'queued',
  };
}

type MailView = ReturnType<typeof mailView>;

/** What the product wrote to people, the latest first. */
export async function listMails(
  { db }: Pick<Platform, 'db'>,
  asked: MailListInput,
): Promise<{ mails: MailView[]; more: boolean; counts: Partial<Record<MailStatus, number>> }> {
  const { mails, more } = await repository.listMails(db, asked);
  const [names, counts] = await Promise.all([
    repository.organisationNames(
      db,
      mails.map(({ organisationId }) => organisationId),
    ),
    repository.countByStatus(db),
  ]);
  return {
    mails: mails.map((mail) => mailView(mail, names)),
    more,
    counts: Object.fromEntries(counts.map(({ status, _count }) => [status, _count])),
  };
}

/** One message with what it says. */
export async function readMail({ db }: Pick<Platform, 'db'>, mailId: number) {
  const found = await repository.findMail(db, mailId);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'mail' });
  const { text, html, ...line } = found;
  const names = await repository.organisationNames(db, [found.organisationId]);
  return { ...mailView(line, names), text, html };
}

/** Sends a message once more, on purpose. */
export async function resendMail(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  mailId: number,
): Promise<void> {
  const found = await repository.findMail(db, mailId);
  if (!found) throw new AppError('NOT_FOUND', { entity: 'mail' });
  if (SECRET_KINDS.has(found.kind)) throw new AppError('LOCKED');
  await db.$transaction(async (tx) => {
    if (!(await requeueMail(tx, mailId, clock.now()))) throw new AppError('BUSY');
    await recordAudit(tx, viewer, { action: 'mail.resend', entity: 'mail', entityId: mailId });
  });
}
