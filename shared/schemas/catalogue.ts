import * as z from 'zod/mini';

/** An amendment to the target of one indicator for one year: a dated, signed act and its reason. */
export const targetAmendment = z.object({
  code: z.string().check(z.minLength(1), z.maxLength(20)),
  year: z.number().check(z.int(), z.gte(2000), z.lte(2100)),
  value: z.number().check(z.gte(0), z.lte(1e9)),
  act: z.string().check(z.trim(), z.minLength(3), z.maxLength(200)),
  actDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(1000)),
});
export type TargetAmendment = z.infer<typeof targetAmendment>;

/** The text of a catalogue's file; what it says is read on the server. */
export const catalogueSource = z.object({ content: z.string().check(z.maxLength(20_000_000)) });
