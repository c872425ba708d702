import { readSettings, type SettingsDb } from '../platform/settings.ts';

/** The rule of inactivity and the threshold of the reliability test: settings of the territory, like the others. */
export interface HomelessnessSettings {
  inactivityDays: number;
  reliabilityPercent: number;
}

export async function readLedgerRules(db: SettingsDb): Promise<HomelessnessSettings> {
  const settings = await readSettings(db);
  return {
    inactivityDays: settings['homelessness.inactivityDays'],
    reliabilityPercent: settings['homelessness.reliabilityPercent'],
  };
}
