import type { Settings } from '../../shared/schemas/settings.ts';
import { readSettings, type SettingsDb } from '../platform/settings.ts';

/** The rules of contact and the threshold of the reliability test: settings of the territory, like the others. */
export interface HomelessnessSettings {
  inactivityDays: number;
  /** Presence as open in the latest full export is a contact at its day. */
  contactByExport: boolean;
  reliabilityPercent: number;
}

export const ledgerRulesOf = (settings: Settings): HomelessnessSettings => ({
  inactivityDays: settings['homelessness.inactivityDays'],
  contactByExport: settings['homelessness.contactByExport'] === 'counts',
  reliabilityPercent: settings['homelessness.reliabilityPercent'],
});

export const readLedgerRules = async (db: SettingsDb) => ledgerRulesOf(await readSettings(db));

/** What makes of the same rows another ledger. */
export type ContactRules = Pick<HomelessnessSettings, 'inactivityDays' | 'contactByExport'>;
