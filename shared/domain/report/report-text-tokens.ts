import type { Figure } from '../figures/figure.ts';
import {
  coverageWords,
  percentWords,
  statusSentence,
  targetWords,
  valueWords,
  verdictSentence,
} from '../figures/figure-words.ts';
import { monthWords } from '../figures/month-state.ts';
import { isMonth, type Month, monthRank } from '../month.ts';
import { frenchMonth, frenchMonthName, frenchOfMonth, frenchUnit } from '../words/french-format.ts';
import { type ReportText, tokensOf } from './report-text.ts';

/**
 * The tokens of the report's texts: an indicator's code, a point, and what is said of it, in French: `IND-23.annee`. They are chosen
 * from a menu, and their words are those of `figure-words.ts`: the same as in the tables beside them, small numbers hidden.
 */

/** What a token may say of a figure, beside `mois-2023-04`. */
export const tokenMeasures = ['annee', 'cumul', 'cible', 'avancement', 'rythme', 'couverture', 'unite'] as const;
export type TokenMeasure = (typeof tokenMeasures)[number] | `mois-${Month}`;

/** As much of a figure as its tokens say; it must be a figure that may be published. */
export type TokenFigure = Pick<
  Figure,
  | 'code'
  | 'label'
  | 'year'
  | 'through'
  | 'unit'
  | 'timeRule'
  | 'direction'
  | 'quantity'
  | 'notCounted'
  | 'value'
  | 'hidden'
  | 'months'
  | 'target'
  | 'from'
  | 'since'
  | 'due'
  | 'verdict'
  | 'why'
  | 'pace'
  | 'progress'
  | 'gap'
  | 'partial'
  | 'carried'
  | 'silent'
  | 'waiting'
  | 'coverage'
  | 'origin'
>;

/** The two parts of a token, or null when it has not the form. Example: `IND-03b.mois-2023-04` → `IND-03b`, `mois-2023-04`. */
export function partsOfToken(token: string): { code: string; measure: TokenMeasure } | null {
  const point = token.lastIndexOf('.');
  const [code, measure] = [token.slice(0, point), token.slice(point + 1)];
  if (point < 1 || /[\s{}]/.test(code)) return null;
  const known = (tokenMeasures as readonly string[]).includes(measure);
  return known || (measure.startsWith('mois-') && isMonth(measure.slice(5)))
    ? { code, measure: measure as TokenMeasure }
    : null;
}

/** The value with the span that it covers. Examples: `54 demandes de janvier à juin 2023`, `62 ménages à la fin de juin 2023`. */
function cumulWords(figure: TokenFigure): string {
  const value = valueWords(figure);
  if (figure.value === null) return value;
  if (figure.timeRule !== 'flow') return `${value} à la fin ${frenchOfMonth(figure.through)}`;
  const first = figure.from;
  return monthRank(figure.through) === 1
    ? `${value} en ${frenchMonth(figure.through)}`
    : `${value} de ${frenchMonthName(first)} à ${frenchMonth(figure.through)}`;
}

/** The value of one month; null for a month that the report does not cover. */
function ofMonthWords(figure: TokenFigure, month: Month): string | null {
  const found = figure.months.find((one) => one.month === month);
  if (!found || month > figure.through) return null;
  return monthWords(figure, found);
}

/** What is said against a target says nothing without one. */
const againstTarget: readonly TokenMeasure[] = ['cible', 'avancement', 'rythme'];

function measureWords(figure: TokenFigure, measure: TokenMeasure): string | null {
  if (figure.target === null && againstTarget.includes(measure)) return null;
  switch (measure) {
    case 'annee':
      return valueWords(figure);
    case 'cumul':
      return cumulWords(figure);
    case 'cible':
      return targetWords(figure);
    case 'avancement':
      return figure.progress === null ? verdictSentence(figure) : percentWords(figure.progress);
    case 'rythme':
      return statusSentence(figure);
    case 'couverture':
      return coverageWords(figure);
    case 'unite':
      return frenchUnit(figure.unit);
    default:
      return ofMonthWords(figure, measure.slice(5));
  }
}

/**
 * What each token says with these figures, null when it says nothing: unknown indicator, month outside the report, no target.
 * A figure without a value is no fault: it says « non reçu ».
 * Example: IND-22 at 3 meetings through March 2023: `IND-22.annee` is `3 réunions`, `IND-22.cumul` is `3 réunions de
 * janvier à mars 2023`, `IND-22.mois-2023-07` is null.
 */
export function figureOfToken(figures: readonly TokenFigure[]): (token: string) => string | null {
  const byCode = new Map(figures.map((one) => [one.code, one]));
  return (token) => {
    const parts = partsOfToken(token);
    const figure = parts && byCode.get(parts.code);
    return figure ? measureWords(figure, parts.measure) : null;
  };
}

/** Why a token says nothing, as its author reads it. Example: « IND-99.annee » : l’indicateur IND-99 n’existe pas. */
export function brokenTokenWords(token: string, figures: readonly TokenFigure[]): string {
  const parts = partsOfToken(token);
  const figure = figures.find((one) => one.code === parts?.code);
  const why = !parts
    ? 'ce n’est pas un chiffre du menu'
    : !figure
      ? `l’indicateur ${parts.code} n’existe pas`
      : parts.measure.startsWith('mois-')
        ? `le rapport ne couvre pas ${frenchMonth(parts.measure.slice(5))}`
        : `l’indicateur ${parts.code} n’a pas de cible en ${figure.year}`;
  return `«\u00a0${token}\u00a0»\u00a0: ${why}.`;
}

/** The tokens of a text that say nothing, each with its sentence; an empty list means that the text may be declared ready. */
export function brokenTokensOf(
  text: ReportText,
  figures: readonly TokenFigure[],
): { token: string; sentence: string }[] {
  const words = figureOfToken(figures);
  return tokensOf(text)
    .filter((token) => words(token) === null)
    .map((token) => ({ token, sentence: brokenTokenWords(token, figures) }));
}

const measureLabels: Record<(typeof tokenMeasures)[number], string> = {
  annee: 'valeur de l’année',
  cumul: 'valeur et sa période',
  cible: 'cible',
  avancement: 'avancement',
  rythme: 'rythme',
  couverture: 'couverture',
  unite: 'unité',
};

/** What a token says, for a menu and for whoever does not see the value. Example: `IND-23.mois-2023-04` → `avril 2023`. */
export function measureLabel(measure: TokenMeasure): string {
  return measure.startsWith('mois-')
    ? frenchMonth(measure.slice(5))
    : measureLabels[measure as keyof typeof measureLabels];
}

/** The measures that the menu offers for a figure, the year's value first, then its months up to the last one due. */
export function measuresOf(figure: TokenFigure): TokenMeasure[] {
  const months = figure.months.filter(({ month }) => month <= figure.through);
  return [...tokenMeasures, ...months.map(({ month }): TokenMeasure => `mois-${month}`)].filter(
    (measure) =>
      (figure.target !== null || !againstTarget.includes(measure)) &&
      (measure !== 'unite' || figure.unit !== 'boolean'),
  );
}
