import * as z from 'zod/mini';
import { isDate } from '../domain/month.ts';
import { editionFormats, editionKinds, editionRecipients } from '../domain/report/edition.ts';
import { rowNumber as id, wholeNumber } from './whole-number.ts';

/** What the editions of the report take. */

const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));

export const editionsQuery = z.object({ year });
export const editionQuery = z.object({ id });

export const newEdition = z.object({ year, kind: z.enum(editionKinds) });
export type NewEdition = z.infer<typeof newEdition>;

/** `accepted`: the warnings that the person read; others since then are shown before anything is frozen. */
export const freezeInput = z.object({
  id,
  accepted: z.array(z.string().check(z.maxLength(500))),
  /** Why it is frozen although figures are not validated: the document prints it. */
  unvalidatedReason: z.optional(z.nullable(z.string().check(z.trim(), z.minLength(10), z.maxLength(500)))),
});
export type FreezeInput = z.infer<typeof freezeInput>;

export const voteInput = z.object({
  id,
  deliberation: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  votedOn: z.string().check(z.refine(isDate)),
});
export type VoteInput = z.infer<typeof voteInput>;

/** `against`: another edition, or null for the figures of the day. */
export const comparisonQuery = z.object({ id, against: z.nullable(id) });
export type ComparisonQuery = z.infer<typeof comparisonQuery>;

/** `already`: how many sendings the person saw, so that a second click sends nothing twice. */
export const sendInput = z.object({
  id,
  recipients: z.array(z.enum(editionRecipients)).check(z.minLength(1), z.maxLength(3)),
  formats: z.array(z.enum(editionFormats)).check(z.minLength(1), z.maxLength(4)),
  subject: z.string().check(z.trim(), z.minLength(3), z.maxLength(200)),
  message: z.string().check(z.trim(), z.minLength(3), z.maxLength(5000)),
  already: wholeNumber,
});
export type SendInput = z.infer<typeof sendInput>;

export const revisedQuery = z.object({ code: z.string().check(z.minLength(1), z.maxLength(40)), year });
