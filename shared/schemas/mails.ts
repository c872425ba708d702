import * as z from 'zod/mini';
import { rowNumber } from './whole-number.ts';

export const mailKinds = ['reminder', 'escalation', 'invitation', 'password', 'edition', 'security'] as const;
export type MailKind = (typeof mailKinds)[number];
export const mailStatuses = ['queued', 'sent', 'kept', 'failed'] as const;
export type MailStatus = (typeof mailStatuses)[number];

/** The messages to list, the latest first; `cursor`: the identifier that the page before ended with. */
export const mailListInput = z.object({
  status: z.optional(z.enum(mailStatuses)),
  cursor: z.optional(z.nullable(rowNumber)),
});
export type MailListInput = z.infer<typeof mailListInput>;

export const mailInput = z.object({ mailId: rowNumber });
