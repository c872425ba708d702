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

export interface NamedTerritory {
  territory: string;
  name: string;
  startYear: number;
  endYear: number;
}

/** The smallest catalogue that can be: a territory and its convention, by name. The rest is added to it, by file or by hand. */
export function smallestCatalogue({ territory, name, startYear, endYear }: NamedTerritory): string {
  const convention = { code: `LDA-${startYear}-${endYear}`, name, territory, startYear, endYear };
  const content = { format: 'observatoire-catalogue/1', conventions: [convention], indicators: [] };
  return JSON.stringify(content);
}
