import * as z from 'zod/mini';
import { perimeters } from '../domain/indicator.ts';
import { ledgerUnits } from '../domain/ledger/ledger-filters.ts';
import { isDate } from '../domain/month.ts';
import { settingDefinitions } from './settings.ts';

/** What the ledger is looked at in. */
export const ledgerFilters = z.object({ unit: z.enum(ledgerUnits), perimeter: z.enum(perimeters) });

const text = (least: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(500));

/** A count made independently of the flows: the active people of a month's end, or one night. */
export const headCount = z.object({
  kind: z.enum(['active', 'night']),
  date: z.string().check(z.refine(isDate)),
  perimeter: z.enum(perimeters),
  unit: z.enum(ledgerUnits),
  count: z.number().check(z.int(), z.gte(0), z.lte(1_000_000)),
  method: text(3),
});
export type HeadCountInput = z.infer<typeof headCount>;

export const homelessnessSettings = z.object({
  inactivityDays: settingDefinitions['homelessness.inactivityDays'].schema,
  contactByExport: settingDefinitions['homelessness.contactByExport'].schema,
  reliabilityPercent: settingDefinitions['homelessness.reliabilityPercent'].schema,
  reason: text(3),
});
export type HomelessnessSettingsInput = z.infer<typeof homelessnessSettings>;
