import * as z from 'zod/mini';
import { inviteInput } from './account.ts';

/** Taking the demonstration away: who becomes the first coordinator when a fictitious one asks, and what else goes. */
export const clearDemonstrationInput = z.object({
  /** Null when a real coordinator asks: they are there already. */
  coordinator: z.nullable(z.object({ name: inviteInput.shape.name, email: inviteInput.shape.email })),
  keepCatalogue: z.boolean(),
  siteAddress: inviteInput.shape.siteAddress,
});
export type ClearDemonstrationInput = z.infer<typeof clearDemonstrationInput>;

const words = z.string().check(z.trim(), z.minLength(2), z.maxLength(200));
const year = z.int().check(z.gte(2000), z.lte(2100));

/** A territory and its convention, by name and years; lines, indicators and targets come by a catalogue file. */
export const territoryInput = z
  .object({ territory: words, name: words, startYear: year, endYear: year })
  .check(z.refine(({ startYear, endYear }) => endYear >= startYear, { path: ['endYear'] }));
export type TerritoryInput = z.infer<typeof territoryInput>;
