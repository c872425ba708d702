import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../../prisma/generated/client.ts';
import { type EditionFormat, editionFormats } from '../../../shared/domain/report/edition.ts';
import type { MailKind } from '../../../shared/schemas/mails.ts';
import { enqueue, type Job, type JobPlatform, MAX_ATTEMPTS } from '../jobs.ts';
import type { Delivery, MailAttachment, Mailer } from './mail.ts';

type Tx = Prisma.TransactionClient;

/** A message that leaves by itself, once, because of what the same transaction writes. */
export interface MailToSend {
  /** What must not be said twice. */
  key: string;
  kind: MailKind;
  to: string;
  subject: string;
  text: string;
  html: string;
  organisationId: number | null;
  fictitious: boolean;
  /** Files of an edition of the report, by their place: they are read there when the message leaves. */
  attachments?: { editionId: number; format: EditionFormat }[];
}

const attachmentPlaces = z.array(z.object({ editionId: z.int(), format: z.enum(editionFormats) }));

const contentTypes: Record<EditionFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** The files of a message; one that is not there any more stops it, since a message without its files says something else. */
async function attachmentsOf(db: PrismaClient, asked: Prisma.JsonValue): Promise<MailAttachment[]> {
  const places = attachmentPlaces.parse(asked ?? []);
  const files = await db.editionFile.findMany({
    where: { OR: places },
    select: { format: true, name: true, bytes: true },
  });
  if (files.length !== places.length) throw new Error('a file of the message is missing');
  return files.map(({ format, name, bytes }) => ({
    filename: name,
    content: bytes,
    contentType: contentTypes[format],
  }));
}

/** The name of the job that sends a message. */
export const SEND_MAIL = 'send-mail';

const jobKey = (mailId: number, attempt: string) => `${SEND_MAIL}/${mailId}/${attempt}`;

/** Writes a message and asks for its sending; false, and nothing written, when its key was said already. */
export async function queueMail(tx: Tx, mail: MailToSend, at: Date): Promise<boolean> {
  const messageId = randomUUID();
  const [created] = await tx.mail.createManyAndReturn({
    data: [{ ...mail, messageId, createdAt: at }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!created) return false;
  const payload = { mailId: created.id };
  return enqueue(tx, { name: SEND_MAIL, key: jobKey(created.id, messageId), runAt: at, payload });
}

/** Sends again, as another message, one that was sent, kept or given up; false when it still waits. */
export async function requeueMail(tx: Tx, mailId: number, at: Date): Promise<boolean> {
  const messageId = randomUUID();
  const { count } = await tx.mail.updateMany({
    where: { id: mailId, status: { not: 'queued' } },
    data: { status: 'queued', messageId, attempts: 0, sentAt: null, error: null },
  });
  if (count === 0) return false;
  return enqueue(tx, { name: SEND_MAIL, key: jobKey(mailId, messageId), runAt: at, payload: { mailId } });
}

const mailToSend = z.object({ mailId: z.int() });

function mailIdOf({ payload }: Job): number {
  return mailToSend.parse(payload).mailId;
}

/**
 * Hands a message to the mailer and marks it. The lease of the job keeps a second process away; killed after the server
 * took the message and before the mark, the next try sends it again under the same Message-ID.
 */
export async function sendQueuedMail({ db, clock, mailer }: JobPlatform & { mailer: Mailer }, job: Job): Promise<void> {
  const id = mailIdOf(job);
  const mail = await db.mail.findUnique({ where: { id } });
  if (mail?.status !== 'queued') return;
  const { to, subject, text, html, messageId } = mail;
  try {
    const attachments = mail.attachments ? await attachmentsOf(db, mail.attachments) : undefined;
    const status = await mailer({ to, subject, text, html, messageId, ...(attachments && { attachments }) });
    await db.mail.update({
      where: { id },
      data: { status, sentAt: clock.now(), attempts: job.attempts, error: null },
    });
  } catch (error) {
    const words = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const status = job.attempts >= MAX_ATTEMPTS ? 'failed' : 'queued';
    await db.mail.update({ where: { id }, data: { status, attempts: job.attempts, error: words } });
    throw error;
  }
}

/** Keeps the trace of a message that left at once, by another way than the queue; `text` without its secret. */
export async function recordMail(
  tx: Tx,
  mail: { kind: MailKind; to: string; subject: string; text: string; status: Delivery },
  at: Date,
): Promise<void> {
  const messageId = randomUUID();
  const sentAt = mail.status === 'sent' ? at : null;
  await tx.mail.create({ data: { ...mail, key: `${mail.kind}/${messageId}`, messageId, createdAt: at, sentAt } });
}

/** Messages are kept that many days. */
export const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

/** Messages hold names and addresses: after a little more than a year they go. */
export async function forgetMails(db: PrismaClient, now: Date): Promise<void> {
  await db.mail.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_DAYS * DAY_MS) } } });
}
