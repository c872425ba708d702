import { frenchOfMonth } from '../words/french-format.ts';
import type { TextInline } from './report-text.ts';
import { figureOfToken, type TokenFigure } from './report-text-tokens.ts';

const words = (text: string): TextInline => ({ kind: 'text', text });

/**
 * A draft sentence about a figure, built from the data alone: what was counted, until when, against what. Its numbers are
 * tokens, so they go on following the data once the author has it.
 * Example: « Demandes examinées en CCA : {{IND-23.annee}} en 2023, pour une cible de {{IND-23.cible}} : {{IND-23.rythme}}.
 * Couverture : {{IND-23.couverture}}. »
 */
export function draftOf(figure: TokenFigure): TextInline[] {
  const token = (measure: string): TextInline => ({ kind: 'figure', token: `${figure.code}.${measure}` });
  const until = figure.through.endsWith('-12')
    ? `en ${figure.year}`
    : `en ${figure.year}, à la fin ${frenchOfMonth(figure.through)}`;
  const name = `${figure.label}\u00a0: `;
  if (figure.hidden) return [words(`${name}la valeur est trop petite pour être publiée.`)];
  if (figure.value === null && figure.coverage.cells.expected === 0)
    return [words(`${name}aucune valeur n’était attendue ${until}.`)];
  if (figure.value === null) return [words(`${name}aucune valeur n’a été transmise ${until}.`)];
  const target = [words(', pour une cible de '), token('cible'), words('\u00a0: '), token('rythme')];
  return [
    words(name),
    token('annee'),
    words(` ${until}`),
    ...(figure.target ? target : []),
    words('. Couverture\u00a0: '),
    token('couverture'),
    words('.'),
  ];
}

/** The draft sentence said with the figure itself, for the documents. */
export function draftSentence(figure: TokenFigure): string {
  const say = figureOfToken([figure]);
  return draftOf(figure)
    .map((one) => (one.kind === 'text' ? one.text : (say(one.token) ?? '')))
    .join('');
}
