/** The words of a judgement, as the code says them; their French is in `words/`. */

export const verdicts = [
  'reached',
  'not-reached',
  'on-pace',
  'to-watch',
  'behind',
  'going-backwards',
  'broken',
  'on-its-way',
  'within-tolerance',
  'out-of-tolerance',
  'not-assessable',
  'none',
] as const;
export type Verdict = (typeof verdicts)[number];

/** The words that speak of the way made so far. */
export type PaceWord = Extract<Verdict, 'on-pace' | 'to-watch' | 'behind' | 'going-backwards'>;

/** Why there is no verdict. */
export type Why = 'no-target' | 'context' | 'unit' | 'definition-changed' | 'partial' | 'no-value' | 'no-start';
