import {
  frenchCoverage,
  frenchDecimal,
  frenchPercent,
  frenchQuantity,
  NO_BREAK_SPACE,
} from '../words/french-format.ts';
import type { Figure } from './figure.ts';

/** The words of a figure, the same on the screen, in the documents and on the command line. */

type Said = Pick<Figure, 'value' | 'unit' | 'hidden'>;

/** The value with its unit, or the word for its absence. Examples: `118 demandes`, `26,2 %`, `masqué (secret statistique)`, `non renseigné`. */
export function valueWords({ value, unit, hidden }: Said): string {
  if (hidden) return 'masqué (secret statistique)';
  return value === null ? 'non renseigné' : frenchQuantity(value, unit);
}

/** The target with its unit. Example: `40 logements`; without one: `sans cible`. */
export function targetWords({ target, unit }: Pick<Figure, 'target' | 'unit'>): string {
  return target === null ? 'sans cible' : frenchQuantity(target.value, unit);
}

/** How much of what was expected is there. Examples: `9 structures sur 11`, `1 structure sur 1, 10 mois sur 12`. */
export function coverageWords({ coverage, origin }: Pick<Figure, 'coverage' | 'origin'>): string {
  if (origin === 'published') return 'chiffre publié';
  const { structures, cells } = coverage;
  if (structures.expected === 0) return 'hors collecte mensuelle';
  const text = frenchCoverage(structures.reported, structures.expected);
  return structures.expected === 1 && cells.expected > 0
    ? `${cells.reported} mois sur${NO_BREAK_SPACE}${cells.expected}`
    : text;
}

const notAssessable = {
  context: 'donnée de contexte',
  'no-target': 'aucune cible',
  'no-value': 'non évaluable : aucune valeur',
  'no-start': 'non évaluable : point de départ inconnu',
} as const;

/** The progress in words. Examples: `50 %`, `125 %, cible atteinte`, `−25 %, pire qu’au départ`, `1 point sous la cible, dans la tolérance`. */
export function progressWords({ progress }: Pick<Figure, 'progress'>): string {
  if (progress.kind === 'none') return notAssessable[progress.reason];
  if (progress.kind === 'maintain') {
    const side = progress.gap < 0 ? 'sous' : 'au-dessus de';
    const gap =
      progress.gap === 0
        ? 'à la cible'
        : `${frenchDecimal(Math.abs(progress.gap))} ${Math.abs(progress.gap) < 2 ? 'point' : 'points'} ${side} la cible`;
    return `${gap}${progress.withinTolerance ? ', dans la tolérance' : ', hors tolérance'}`;
  }
  const rate = frenchPercent(progress.percent / 100, 0);
  if (progress.worseThanStart) return `${rate}, pire qu’au départ`;
  return progress.reached ? `${rate}, cible atteinte` : rate;
}

/** The pace in words. */
export const paceWords: Record<Figure['pace'], string> = {
  reached: 'cible atteinte',
  'on-pace': 'dans le rythme',
  'to-watch': 'à surveiller',
  behind: 'en retard',
  backwards: 'en recul',
  'not-assessable': 'non évaluable',
};
