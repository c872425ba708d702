/**
 * The one vocabulary of states and verdicts, for every screen, document, file and message. A word is chosen here once;
 * `test/domain/words/steady-words.test.ts` refuses the others wherever somebody reads.
 */

/** Where a value stands. A missing one is not a zero, and each reason has its own word. */
export const stateWords = {
  /** Expected, and nobody sent it. */
  notReceived: 'non reçu',
  /** Said to whoever reads publications: what lacks there may wait for anyone. */
  notPublished: 'non publié',
  /** Sent, and not validated yet: it counts nowhere else. */
  awaiting: 'en attente de validation',
  /** Said not to apply: it is expected nowhere. */
  notApplicable: 'sans objet',
  /** Its giver does not know it, with the reason. */
  unknown: 'non connu',
  /** It exists and is not published. */
  hidden: 'masqué',
  hiddenFully: 'masqué (secret statistique)',
  estimated: 'estimé',
  /** The last value of a silent giver stands in. */
  carried: 'reporté',
  /** A part lacks. */
  partial: 'partiel',
  later: 'à venir',
  /** No period ends there, or nobody is asked. */
  notAsked: 'rien d’attendu',
  /** Everyone answered, and there was nothing to make a share of. */
  nothingCounted: 'rien à rapporter (0 sur 0)',
  noTarget: 'aucune cible',
} as const;

/** The verdicts that need no number to be said. */
export const verdictWords = {
  reached: 'cible atteinte',
  'not-reached': 'cible non atteinte',
  'on-pace': 'dans le rythme',
  'to-watch': 'à surveiller',
  behind: 'en retard',
  'going-backwards': 's’éloigne de la cible',
  broken: 'plafond dépassé',
  'on-its-way': 'en chemin',
  'within-tolerance': 'dans la tolérance',
  'out-of-tolerance': 'hors tolérance',
  'not-assessable': 'non évaluable',
  none: 'sans verdict',
} as const;

/** Where a line of the annex stands, alone and for several: « 1 tenue », « 4 non tenues ». */
export const standingWords = {
  'not-held': { one: 'non tenue', many: 'non tenues' },
  'to-watch': { one: verdictWords['to-watch'], many: verdictWords['to-watch'] },
  held: { one: 'tenue', many: 'tenues' },
  'to-come': { one: 'échéance à venir', many: 'échéance à venir' },
  'not-assessable': { one: verdictWords['not-assessable'], many: `${verdictWords['not-assessable']}s` },
  'no-target': { one: stateWords.noTarget, many: stateWords.noTarget },
} as const;

/** Why there is no verdict; what depends on a month or a name is said by `figure-words.ts`. */
export const whyWords = {
  'no-target': stateWords.noTarget,
  context: 'donnée de contexte',
  unit: 'non évaluable tant que la lecture n’est pas retenue',
  'no-value': 'aucune valeur reçue',
  'no-published-value': 'aucune valeur publiée',
  'no-start': 'point de départ non connu',
  partial: stateWords.partial,
  'definition-changed': 'définition changée dans la période',
} as const;
