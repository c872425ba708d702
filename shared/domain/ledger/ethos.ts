import type { Perimeter } from '../indicator.ts';

/**
 * Where people without a home live, after ETHOS Light (FEANTSA, 2017; the labels are ours), with one extension for those
 * whose home is threatened. The raw label of the source is always kept beside the code.
 */
export const ethosCodes = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'X7'] as const;
export type EthosCode = (typeof ethosCodes)[number];

/** The name of a situation on the screen. Example: `ethosLabels.E5` is « Logement non conventionnel faute de logement ». */
export const ethosLabels: Record<EthosCode, string> = {
  E1: 'Espace public',
  E2: 'Hébergement d’urgence',
  E3: 'Hébergements et structures pour sans-domicile',
  E4: 'En institution, sortie sans logement',
  E5: 'Logement non conventionnel faute de logement',
  E6: 'Chez un tiers faute de logement',
  X7: 'Menace d’expulsion',
};

const insee: ReadonlySet<EthosCode> = new Set(['E1', 'E2', 'E3']);

/**
 * True when a situation belongs to a perimeter. Insee counts those who sleep outside or in a shelter (E1 to E3): a squat is
 * not « sans domicile » for Insee. The convention counts them all, and those whose situation is not given.
 * Example: `isWithin('insee', 'E5')` is false, `isWithin('convention', null)` true.
 */
export function isWithin(perimeter: Perimeter, situation: EthosCode | null): boolean {
  return perimeter === 'convention' || (situation !== null && insee.has(situation));
}
