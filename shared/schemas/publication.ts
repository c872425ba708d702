import * as z from 'zod/mini';

const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const day = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
const number = z.number().check(z.int(), z.gte(1), z.lte(100_000));
const text = (longest: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(longest));

export const publicationQuery = z.object({ number });

export const previewQuery = z.object({ through: z.optional(month) });

/** The act: what was on the screen (`seen`), up to which month, and what changed and why in the coordinator's words. */
export const publishInput = z.object({
  through: month,
  seen: z.string().check(z.maxLength(100)),
  note: z.nullable(text(2000)),
  withdraws: z.nullable(z.object({ number, why: text(500) })),
});
export type PublishInput = z.infer<typeof publishInput>;

/** The right to read publications without suppression, given to a named reader of the State's services. */
export const wholeReadingInput = z.object({
  userId: z.string().check(z.maxLength(60)),
  engagement: text(200),
  fromDate: day,
  toDate: day,
});
export type WholeReadingInput = z.infer<typeof wholeReadingInput>;
export const wholeReadingEnd = z.object({ id: number });
