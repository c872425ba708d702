import { bareQuote } from '../report-blocks.ts';
import type { ReportAction, ReportFigure } from '../report-content.ts';

/** What the annex expects of a line and nobody measures, in its own words. */

export const quotedWords = (words: string) => `«\u00a0${bareQuote(words)}\u00a0»`;

/** Words that the catalogue names, as they are in the annex: what is not found there letter for letter is not quoted. */
function namedWords({ unmeasuredText, expectedText }: ReportAction): string[] {
  return (unmeasuredText ?? '')
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '' && (expectedText ?? '').includes(one));
}

/**
 * What is expected of a line and said by no figure of the year: the words that the catalogue names; all that is expected, where
 * none of its figures has a value. Example: of « Ateliers suivis par 70 personnes. Faiblesse des échecs », « Faiblesse des échecs ».
 */
export function unmeasuredOf(action: ReportAction, figures: readonly ReportFigure[]): string[] {
  const isSilent = figures.every(({ value, hidden }) => value === null && !hidden);
  if (action.expectedText !== null && isSilent) return [action.expectedText];
  return namedWords(action);
}
