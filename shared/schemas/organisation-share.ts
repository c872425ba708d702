import * as z from 'zod/mini';
import { rowNumber } from './whole-number.ts';

/** What the figures of an organisation became in a year; without one, the viewer's own, this year. */
export const organisationShareInput = z.object({
  organisationId: z.optional(rowNumber),
  year: z.optional(z.int().check(z.gte(2000), z.lte(2100))),
});
export type OrganisationShareInput = z.infer<typeof organisationShareInput>;
