import * as z from 'zod/mini';
import { rowNumber } from './whole-number.ts';

const code = z.string().check(z.minLength(1), z.maxLength(20));
const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));
const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const text = (longest: number) => z.string().check(z.trim(), z.minLength(3), z.maxLength(longest));

export const indicatorQuery = z.object({
  code,
  year: z.optional(year),
  month: z.optional(z.number().check(z.int(), z.gte(1), z.lte(12))),
  organisation: z.optional(z.string().check(z.maxLength(40))),
});
export type IndicatorQuery = z.infer<typeof indicatorQuery>;

export const whyQuery = z.object({
  code,
  year,
  month: z.optional(month),
  organisation: z.optional(z.string().check(z.maxLength(40))),
});

export const threadQuery = z.object({ code });

/** Something that explains a month: short enough for a drawing's margin and its table. */
export const annotationInput = z.object({ code, month, text: text(200) });
export type AnnotationInput = z.infer<typeof annotationInput>;

/** Different people over a year, for the whole territory or one organisation's own, and how they were counted. */
export const yearTotalInput = z.object({
  code,
  year,
  organisation: z.optional(z.string().check(z.maxLength(40))),
  value: z.number().check(z.int(), z.gte(0), z.lte(10_000_000)),
  method: text(300),
});
export type YearTotalInput = z.infer<typeof yearTotalInput>;

/** The total that was on the screen. */
export const yearTotalValidation = z.object({
  code,
  year,
  organisation: z.optional(z.string().check(z.maxLength(40))),
  id: rowNumber,
});
export type YearTotalValidation = z.infer<typeof yearTotalValidation>;

export const annotationRemoval = z.object({ id: rowNumber, reason: text(300) });

export const messageInput = z.object({ code, year, text: text(2000) });
export type MessageInput = z.infer<typeof messageInput>;
