import { frenchCount } from '../words/french-format.ts';
import { stateWords } from '../words/state-words.ts';

/** What is known of a year on the day when somebody asks to freeze its report. */
export interface FreezeFacts {
  year: number;
  /** Civil year of today. */
  currentYear: number;
  /** Figures that have a value among those of the year. */
  knownFigures: number;
  brokenTokens: readonly { title: string; sentence: string }[];
  documentFaults: number;
  /** The steps of the checklist that are not done, with how far they are. */
  undone: readonly { title: string; detail: string }[];
  openComments: number;
  /** What nobody has validated, in sentences. */
  unvalidated: readonly string[];
}

/** Cells of a year that nobody has validated: what is still typed, and what was sent. */
export interface UnvalidatedCells {
  drafts: number;
  submitted: number;
}

/** Example: of two cells that were sent, `[{ label: '2 valeurs envoyées', detail: 'en attente de validation' }]`. */
export function unvalidatedWords({ drafts, submitted }: UnvalidatedCells): { label: string; detail: string }[] {
  return [
    ...(submitted > 0
      ? [{ label: frenchCount(submitted, 'valeur envoyée', 'valeurs envoyées'), detail: stateWords.awaiting }]
      : []),
    ...(drafts > 0
      ? [
          {
            label: frenchCount(drafts, 'valeur saisie', 'valeurs saisies'),
            detail: drafts > 1 ? 'pas encore envoyées' : 'pas encore envoyée',
          },
        ]
      : []),
  ];
}

export interface FreezeVerdict {
  /** Why it cannot be frozen. */
  refusals: string[];
  /** Figures that nobody has validated: it is frozen only by an act that says why, which it prints. */
  unvalidated: string[];
  /** What is not ready: whoever freezes has read it. */
  warnings: string[];
}

function refusalsOf({ year, currentYear, knownFigures, brokenTokens, documentFaults }: FreezeFacts): string[] {
  return [
    ...(year >= currentYear
      ? [`L’exercice ${year} n’est pas terminé\u00a0: son rapport se fige à partir du 1er janvier ${year + 1}.`]
      : []),
    ...(knownFigures === 0
      ? [`Aucun chiffre de ${year} n’est validé\u00a0: validez d’abord les mois reçus, dans la collecte.`]
      : []),
    ...brokenTokens.map(
      ({ title, sentence }) => `Le texte «\u00a0${title}\u00a0» cite un chiffre qui n’existe pas. ${sentence}`,
    ),
    ...(documentFaults > 0
      ? [
          `Le document a ${frenchCount(documentFaults, 'défaut qui le rendrait', 'défauts qui le rendraient')} illisible pour une partie des lecteurs.`,
        ]
      : []),
  ];
}

/**
 * Whether a year's report may be frozen. It is refused when what it says would be wrong or unreadable (a year that still
 * runs, no figure, a sentence whose number does not exist); what is only unfinished is a warning, kept with the edition.
 * Example: one text not written gives no refusal and « Textes écrits : 20 textes prêts sur 21. »
 */
export function freezeVerdict(facts: FreezeFacts): FreezeVerdict {
  const comments =
    facts.openComments > 0
      ? [`${frenchCount(facts.openComments, 'remarque', 'remarques')} sans réponse sur les textes.`]
      : [];
  return {
    refusals: refusalsOf(facts),
    unvalidated: [...facts.unvalidated],
    warnings: [...facts.undone.map(({ title, detail }) => `${title}\u00a0: ${detail}.`), ...comments],
  };
}
