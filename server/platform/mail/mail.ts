import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { type Clock, systemClock } from '../clock.ts';

/** A message to people, as plain text and, when it has one, as a page. */
export interface Mail {
  /** One address, or several separated by commas. */
  to: string;
  subject: string;
  text: string;
  html?: string | null;
  /** The same for each try of one sending, so that a mailbox that gets it twice shows it once. */
  messageId?: string;
  attachments?: readonly MailAttachment[];
}

export interface MailAttachment {
  filename: string;
  content: Uint8Array;
  contentType: string;
}

/** `sent`: a mail server took it. `kept`: it waits in the outbox, and nobody receives it unless somebody passes it on. */
export type Delivery = 'sent' | 'kept';

/** Sends a message, or keeps it where the coordinator can read it. Throws when the mail server does not take it. */
export type Mailer = (mail: Mail) => Promise<Delivery>;

const word = (text: string) => text.replace(/[\r\n]+/g, ' ').trim();

/** Without SMTP: one file per message in `directory`, readable by the product's own account only (links are secrets). */
export function outboxMailer(directory: string, clock: Clock = systemClock): Mailer {
  return async ({ to, subject, text, attachments = [] }) => {
    const at = clock.now().toISOString();
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = path.join(directory, `${at.replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.txt`);
    // Their names only: the files stay where they are kept.
    const files = attachments.map(({ filename }) => `Attachment: ${word(filename)}\n`).join('');
    await writeFile(file, `Date: ${at}\nTo: ${word(to)}\nSubject: ${word(subject)}\n${files}\n${text}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    return 'kept';
  };
}

/** Names that RFC 2606 keeps for examples: the demonstration's people live there, and no mail server knows them. */
const NOWHERE = /\.(example|invalid|test|localhost)$|@example\.(com|net|org)$/i;

const addressesOf = (to: string) => to.split(',').map((address) => address.trim());

/** Well under the lease of a job: a server that does not answer is given up before another process takes over. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, `smtps://…`. */
  url: string;
  from: string;
  /** Where what is addressed to nobody real goes. */
  outbox: Mailer;
}

/** By SMTP. Addresses made up for an example are never handed to a server: their messages go to the outbox. */
export function smtpMailer({ url, from, outbox }: SmtpOptions): Mailer {
  const address = new URL(url);
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port || (address.protocol === 'smtps:' ? 465 : 587)),
    secure: address.protocol === 'smtps:',
    // A password never travels in clear.
    requireTLS: address.protocol === 'smtp:' && address.username !== '',
    ...(address.username && {
      auth: { user: decodeURIComponent(address.username), pass: decodeURIComponent(address.password) },
    }),
    ...patience,
  });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return async (mail) => {
    const to = addressesOf(mail.to).filter((one) => !NOWHERE.test(one));
    if (to.length === 0) return outbox(mail);
    await transport.sendMail({
      from,
      to,
      subject: word(mail.subject),
      text: mail.text,
      ...(mail.html && { html: mail.html }),
      ...(mail.attachments && {
        attachments: mail.attachments.map(({ content, ...one }) => ({ ...one, content: Buffer.from(content) })),
      }),
      ...(mail.messageId && { messageId: `<${mail.messageId}@${domain}>` }),
    });
    return 'sent';
  };
}
