/** What the coordinator says of an action's objectives, whatever its figures say. The words are those of the annex's follow-up. */
export const judgements = ['compromised', 'support-needed', 'achievable', 'secured'] as const;
export type Judgement = (typeof judgements)[number];

/** The judgement as the report says it. */
export const judgementWords: Record<Judgement, string> = {
  compromised: 'objectifs compromis',
  'support-needed': 'appuis nécessaires',
  achievable: 'objectifs atteignables',
  secured: 'objectifs sécurisés',
};
