import type { CompositionFlag } from '../../../shared/domain/entry/composition.ts';
import type { Flag } from '../../../shared/domain/entry/outliers.ts';
import type { Unit } from '../../../shared/domain/indicator.ts';
import { frenchDecimal, frenchQuantity, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';

/** « Ateliers » et « Sessions ». */
const quoted = (labels: readonly string[]) => labels.map((label) => `«${S}${label}${S}»`).join(' et ');

/** Why a value asks for a word, as a sentence. */
export function flagWords(flag: Flag | CompositionFlag, unit: Unit): string {
  switch (flag.code) {
    case 'parts-exceed-whole':
      return `${quoted(flag.partLabels)} (${frenchDecimal(flag.sum)}) dépasse ${quoted([flag.wholeLabel])} (${frenchDecimal(flag.whole)})${S}: une partie ne dépasse pas son total.`;
    case 'parts-differ-from-whole':
      return `${quoted(flag.partLabels)} (${frenchDecimal(flag.sum)}) devrait faire le total de ${quoted([flag.wholeLabel])} (${frenchDecimal(flag.whole)}).`;
    case 'unusual':
      return `Valeur inhabituelle${S}: les derniers mois sont autour de ${frenchQuantity(flag.median, unit)}.`;
    case 'ten-times':
      return `Environ dix fois l’habitude (${frenchQuantity(flag.median, unit)})${S}: un zéro de trop, une virgule oubliée\u202f?`;
    case 'same-three-months':
      return `Même valeur (${frenchDecimal(flag.value)}) trois mois de suite.`;
    case 'zero-after-activity':
      return `Zéro après trois mois d’activité (autour de ${frenchQuantity(flag.median, unit)}).`;
    case 'part-greater-than-whole':
      return `La partie (${frenchDecimal(flag.part)}) dépasse le tout (${frenchDecimal(flag.whole)}).`;
    case 'running-total-falls':
      return `Le cumul baisse${S}: il était de ${frenchQuantity(flag.previous, unit)}.`;
  }
}
