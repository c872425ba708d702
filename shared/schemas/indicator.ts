import * as z from 'zod/mini';

const code = z.string().check(z.minLength(1), z.maxLength(20));
const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));

export const indicatorQuery = z.object({
  code,
  year: z.optional(year),
  month: z.optional(z.number().check(z.int(), z.gte(1), z.lte(12))),
  organisation: z.optional(z.string().check(z.maxLength(40))),
});

export const whyQuery = z.object({
  code,
  year,
  month: z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
  organisation: z.optional(z.string().check(z.maxLength(40))),
});
