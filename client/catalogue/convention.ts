import type { Answers } from '../lib/trpc.ts';

/** A convention as the catalogue gives it: its amounts, its lines, what it follows and what follows it. */
export type Convention = Answers['catalogue']['read']['conventions'][number];

/** Where its card is in the page. */
export const conventionAnchor = (code: string) => `convention-${code.toLowerCase()}`;

/** The indicators under its lines. */
export const codesOf = ({ actions }: Pick<Convention, 'actions'>) =>
  actions.flatMap(({ indicators }) => indicators.map(({ indicator }) => indicator.code));
