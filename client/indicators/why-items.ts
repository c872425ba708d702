import {
  frenchCount,
  frenchMonth,
  frenchOfMonth,
  frenchQuantity,
  frenchShortDate,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Definition } from '../ui/table/definition-list.tsx';
import { cellText, type Why } from './why-cells.tsx';

/** What a figure rests on today, for the panel that explains it and for the foot of its page. */

/** What is read of an explanation: its cells may be those of some months only. */
type Resting = Pick<Why, 'figure' | 'targets' | 'cells' | 'agreements'>;

/** Submitted, validated or published: what the value is worth today. */
function statusWords({ figure, cells }: Resting): string {
  if (figure.origin === 'none') return 'aucune valeur';
  if (figure.origin === 'published') return 'publié par une délibération';
  if (figure.computed === 'targets-reached') return 'calculé à partir des autres indicateurs';
  if (figure.computed === 'sources-connected') return 'calculé à partir des envois des structures';
  if (figure.computed === 'sent-on-time') return 'calculé à partir de la date d’envoi du rapport';
  if (figure.computed === 'active-people') return 'lu du registre des demandes, mois par mois';
  if (cells === null) return 'chiffres validés par la coordination';
  const count = (stage: string) => cells.filter((cell) => cell.stage === stage).length;
  return [
    count('validated') > 0 && frenchCount(count('validated'), 'valeur validée', 'valeurs validées'),
    count('submitted') > 0 &&
      `${frenchCount(count('submitted'), 'valeur envoyée', 'valeurs envoyées')}, ${stateWords.awaiting}`,
    count('draft') > 0 && `${frenchCount(count('draft'), 'brouillon', 'brouillons')}, hors du total`,
  ]
    .filter(Boolean)
    .join('\u202f; ');
}

/** The values that say something else since they were validated: what is counted, and what readers read in the meantime. */
function correctedItems({ cells }: Resting): Definition[] {
  return (cells ?? []).flatMap(({ validated, ...cell }) =>
    validated
      ? [
          {
            key: `corrigé ${cell.id}`,
            term: 'Modifié après validation',
            description: `${cell.organisation}, ${frenchMonth(cell.month)}\u00a0: ${cellText(cell)} au lieu de ${cellText(validated)}, ${stateWords.awaiting}. Les lecteurs lisent l’ancienne valeur.`,
          },
        ]
      : [],
  );
}

/** Who is counted in a register, or types again, since an act. */
function agreementItems({ agreements }: Resting): Definition[] {
  return (agreements ?? []).map(({ organisation, fromMonth, register, reason, createdAt }) => ({
    key: `accord ${organisation} ${fromMonth}`,
    term: 'Mode de calcul modifié',
    description: `${organisation}\u00a0: ${register === null ? 'total saisi chaque mois' : `compté dans le registre «\u00a0${register}\u00a0»`} à partir ${frenchOfMonth(fromMonth)}, décidé le ${frenchShortDate(createdAt.slice(0, 10))}\u00a0: ${reason}`,
  }));
}

/** What the figure rests on: values validated, waiting, corrected since, and how they are given. */
export const restingItems = (why: Resting): Definition[] => [
  { term: 'Repose sur', description: statusWords(why) },
  ...correctedItems(why),
  ...agreementItems(why),
];

/** What a signed act has changed in the target; the former values stay. */
export function amendmentItems({ figure, targets }: Resting): Definition[] {
  return targets
    .filter((one) => one.act !== null)
    .map((one) => ({
      key: `acte ${one.id}`,
      term: 'Cible modifiée',
      description: `${frenchQuantity(one.value, figure.unit)}, ${one.act}${one.actDate ? ` du ${frenchShortDate(one.actDate)}` : ''}${one.reason ? `\u00a0: ${one.reason}` : ''}${one.supersededAt ? ' (remplacée depuis)' : ''}`,
    }));
}
