import type { Month } from '../../../shared/domain/month.ts';
import {
  frenchCount,
  frenchDecimal,
  frenchMonth,
  frenchOfMonth,
  frenchPercent,
} from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import type { Ratio } from '../../../shared/registers/register.ts';

type Figure = number | Ratio;

/** What an import, or a corrected row, does to a figure. */
export interface FigureChange {
  code: string;
  label: string;
  month: Month;
  before: Figure | null;
  after: Figure | null;
  /** The month was validated: the new figure is a correction that waits. */
  waits: boolean;
  /** By agreement the figure is given in another way: it stays, and this one stands beside it. */
  typed?: boolean | undefined;
}

/** A figure of a month: a ratio keeps its two terms. */
export function figureWords(figure: Figure | null): string {
  if (figure === null) return stateWords.notReceived;
  if (typeof figure === 'number') return frenchDecimal(figure);
  const { numerator, denominator } = figure;
  const rate = denominator > 0 ? ` (${frenchPercent(numerator / denominator, 1)})` : '';
  return `${frenchDecimal(numerator)} / ${frenchDecimal(denominator)}${rate}`;
}

/** « 4 chiffres de 2 indicateurs, de janvier 2023 à mars 2023. » */
export function effectSentence(changes: readonly FigureChange[]): string {
  const months = changes.map(({ month }) => month).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return 'Aucun chiffre ne change.';
  const indicators = new Set(changes.map(({ code }) => code)).size;
  const period = first === last ? `en ${frenchMonth(first)}` : `${frenchOfMonth(first)} à ${frenchMonth(last)}`;
  return `${frenchCount(changes.length, 'chiffre', 'chiffres')} de ${frenchCount(indicators, 'indicateur', 'indicateurs')}, ${period}.`;
}
