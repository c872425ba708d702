import type { Month } from '../month.ts';
import { frenchCount, frenchMonth, frenchOfMonth } from '../words/french-format.ts';

/** How the test of the ledger is said: reached, not yet, or that it cannot be made, and why. */

interface Tested {
  unit: 'persons' | 'households';
  perimeter: 'insee' | 'convention';
  tests: readonly { month: Month; reliable: boolean | null }[];
  quality: { streak: number; reached: boolean };
}

export interface QualitySaid {
  state: 'reached' | 'not-reached' | 'not-testable';
  words: string;
}

const inWhat = ({ unit, perimeter }: Tested) =>
  `en ${unit === 'persons' ? 'personnes' : 'ménages'}, périmètre ${perimeter === 'insee' ? 'de l’Insee' : 'de la convention'}`;

/**
 * A last month that nobody counted is no month that fails. Examples: « 2 mois fiables de suite, il en faut 3 »; « aucun comptage
 * fait à part n’est connu en ménages, périmètre de la convention ».
 */
export function qualitySaid(tested: Tested): QualitySaid {
  const { tests, quality } = tested;
  const last = tests.at(-1);
  const streak = frenchCount(quality.streak, 'mois fiable de suite', 'mois fiables de suite');
  if (quality.reached) return { state: 'reached', words: streak };
  if (last && last.reliable !== null) return { state: 'not-reached', words: `${streak}, il en faut 3` };
  const known = tests.findLast(({ reliable }) => reliable !== null);
  return {
    state: 'not-testable',
    words: known
      ? `aucun comptage fait à part pour la fin ${frenchOfMonth(last?.month ?? known.month)}\u202f; le dernier mois testé, ${frenchMonth(known.month)}, était ${known.reliable ? 'fiable' : 'hors du seuil'}`
      : `aucun comptage fait à part n’est connu ${inWhat(tested)}`,
  };
}

export const qualityNames: Record<QualitySaid['state'], string> = {
  reached: 'Qualité atteinte',
  'not-reached': 'Qualité non atteinte',
  'not-testable': 'Non testable',
};
