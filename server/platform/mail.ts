import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Clock, systemClock } from './clock.ts';

/** A message to a person, as plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** `sent`: it left by SMTP. `kept`: it waits in the outbox, and nobody receives it unless somebody passes it on. */
export type Delivery = 'sent' | 'kept';

/** Sends a message, or keeps it where the coordinator can read it. */
export type Mailer = (mail: Mail) => Promise<Delivery>;

const word = (text: string) => text.replace(/[\r\n]+/g, ' ').trim();

/** Without SMTP: one file per message in `directory`, readable by the product's own account only (links are secrets). */
export function outboxMailer(directory: string, clock: Clock = systemClock): Mailer {
  return async ({ to, subject, text }) => {
    const at = clock.now().toISOString();
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = path.join(directory, `${at.replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.txt`);
    await writeFile(file, `Date: ${at}\nTo: ${word(to)}\nSubject: ${word(subject)}\n\n${text}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    return 'kept';
  };
}
