import * as z from 'zod/mini';
import { stocks } from '../domain/ledger/funnel.ts';

/** What the funnel is looked at in; it lives in the URL. `year` null: every year of the file. */
export const evictionFilters = z.object({
  year: z.optional(z.nullable(z.number().check(z.int(), z.gte(2000), z.lte(2100)))),
  stock: z.optional(z.enum(stocks)),
  group: z.optional(z.string().check(z.maxLength(20))),
});
export type EvictionFilters = z.infer<typeof evictionFilters>;
