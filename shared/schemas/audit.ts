import * as z from 'zod/mini';
import { isDate } from '../domain/month.ts';

const day = z.string().check(z.refine(isDate));

/** What the journal is searched by; days are those of Paris, the last one included. */
export const journalFilters = z.object({
  /** An exact name, as the journal shows it. */
  actor: z.optional(z.string().check(z.maxLength(200))),
  entity: z.optional(z.string().check(z.maxLength(40))),
  action: z.optional(z.string().check(z.maxLength(60))),
  from: z.optional(day),
  to: z.optional(day),
  /** In the reason, the subject's number, or what was written. */
  text: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  /** Readings of sensitive pages too; acts alone when left out. */
  reads: z.optional(z.boolean()),
});
export type JournalFilters = z.infer<typeof journalFilters>;

/** A page of the journal: the filters, and the line number to go on from. */
export const journalInput = z.object({
  ...journalFilters.shape,
  cursor: z.nullish(z.number().check(z.int(), z.gte(0), z.lte(2_147_483_647))),
});
