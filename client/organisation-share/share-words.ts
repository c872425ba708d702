import type { OwnShare } from '../../shared/domain/figures/own-share.ts';
import type { Unit } from '../../shared/domain/indicator.ts';
import {
  frenchCount,
  frenchPercent,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';

const noShare: Record<Extract<OwnShare, { kind: 'none' }>['reason'], string> = {
  'not-a-sum': 'Ce chiffre ne s’additionne pas d’une structure à l’autre.',
  'nothing-counted': 'Rien de vous n’est encore validé\u00a0: vos chiffres compteront dès leur validation.',
  'no-total': 'Pas encore de total validé.',
  'total-hidden': 'Le total est masqué\u00a0: il compte trop peu de personnes (secret statistique).',
  'one-other': 'Non dit\u00a0: une seule autre structure contribue, et le total révélerait ses chiffres.',
  'few-others': 'Non dit\u00a0: le total révélerait un petit nombre de personnes suivies ailleurs.',
};

/** The territory’s total, then the share, each in its sentence. Example: `Tout le territoire, validé : 120 personnes. Votre part : 25 %.` */
export function shareWords(share: OwnShare, unit: Unit): string {
  if (share.kind === 'none') return noShare[share.reason];
  return `Tout le territoire, validé${S}: ${frenchQuantity(share.total, unit)}. Votre part${S}: ${frenchPercent(share.ratio)}.`;
}

/** What was given, and what of it counts already. */
export function ownWords(value: number | null, counted: number | null, unit: Unit): string {
  if (value === null) return stateWords.notReceived;
  const given = frenchQuantity(value, unit);
  if (counted === value) return given;
  return counted === null
    ? `${given}, pas encore validé`
    : `${given}, dont validé${S}: ${frenchQuantity(counted, unit)}`;
}

/** What the page answers first. Example: `Vos chiffres de 2025 comptent dans 2 lignes du rapport`. */
export function shareTitle(rows: readonly { lines: readonly { key: string }[] }[], year: number): string {
  const lines = new Set(rows.flatMap((row) => row.lines.map(({ key }) => key))).size;
  return lines === 0
    ? `Vos chiffres de ${year}`
    : `Vos chiffres de ${year} comptent dans ${frenchCount(lines, 'ligne', 'lignes')} du rapport`;
}
