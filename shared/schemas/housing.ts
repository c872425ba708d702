import * as z from 'zod/mini';

/** The year of the indicators; the rows are looked at whole. */
export const capturedFilters = z.object({ year: z.optional(z.number().check(z.int(), z.gte(2000), z.lte(2100))) });
