import * as z from 'zod/mini';
import { sourceNames } from '../registers/register.ts';
import { rowNumber } from './whole-number.ts';

/** A person as a partner's file knows them. The number is hashed in memory and is kept nowhere. */
export const personInput = z.object({
  organisationId: rowNumber,
  source: z.enum(sourceNames),
  number: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
});
export type PersonInput = z.infer<typeof personInput>;

export const exportFormats = ['json', 'csv'] as const;
export const exportPersonInput = z.extend(personInput, { format: z.enum(exportFormats) });
export type ExportPersonInput = z.infer<typeof exportPersonInput>;

const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));

export const erasePersonInput = z.extend(personInput, {
  /** Rows of other registers, found by the identity that people are linked by, go too. */
  linked: z.boolean(),
  reason,
});
export type ErasePersonInput = z.infer<typeof erasePersonInput>;

export const purgeInput = z.object({ reason });
