import type { Settings } from '../../shared/schemas/settings.ts';
import { readSettings, type SettingsDb } from '../platform/settings.ts';

/** The rule of inactivity and the threshold of the reliability test: settings of the territory, like the others. */
export interface HomelessnessSettings {
  inactivityDays: number;
  reliabilityPercent: number;
}

export const ledgerRulesOf = (settings: Settings): HomelessnessSettings => ({
  inactivityDays: settings['homelessness.inactivityDays'],
  reliabilityPercent: settings['homelessness.reliabilityPercent'],
});

export const readLedgerRules = async (db: SettingsDb) => ledgerRulesOf(await readSettings(db));
