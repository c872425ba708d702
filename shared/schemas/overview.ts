import * as z from 'zod/mini';

/** What the overview, the exports and the report of a year can be narrowed by; it lives in the URL. */
export const figureFilters = z.object({
  /** Civil year; absent: the one in course at the reference date, within the convention. */
  year: z.optional(z.number().check(z.int(), z.gte(2000), z.lte(2100))),
  /** Last month counted, 1–12; absent: the last month due at the reference date. */
  month: z.optional(z.number().check(z.int(), z.gte(1), z.lte(12))),
  /** Organisation code. */
  organisation: z.optional(z.string().check(z.maxLength(40))),
});
export type FigureFilters = z.infer<typeof figureFilters>;
