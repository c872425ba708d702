import { type Month, monthRank, yearOf } from '../month.ts';
import {
  frenchCount,
  frenchCoverage,
  frenchDecimal,
  frenchDelta,
  frenchList,
  frenchMonth,
  frenchMonthName,
  frenchQuantity,
  frenchUnit,
  NARROW_SPACE,
  NO_BREAK_SPACE,
} from '../words/french-format.ts';
import { stateWords, verdictWords, whyWords } from '../words/state-words.ts';
import { type Figure, type FigureComparison, quantityValue } from './figure.ts';

/** The words of a figure, the same on the screen, in the documents, in the files and on the command line. */

/** A ratio of nothing: 0 of 0 was given, and is no number. */
const isOfNothing = (quantity: Figure['quantity']) => quantity !== null && quantityValue(quantity) === null;

/** What lacks: a publication does not say whether it was sent. */
const absentWord = ({ visibility }: Pick<Figure, 'visibility'>) =>
  visibility === 'validated' ? stateWords.notPublished : stateWords.notReceived;

type Said = Pick<Figure, 'value' | 'unit' | 'hidden' | 'visibility'> & Partial<Pick<Figure, 'coverage' | 'quantity'>>;

/**
 * The value with its unit, or the word for its absence. Examples: `118 demandes`, `26,2 %`, `masqué (secret statistique)`,
 * `non reçu` (of a publication `non publié`), `rien d’attendu`.
 */
export function valueWords(figure: Said): string {
  const { value, unit, hidden, coverage, quantity = null } = figure;
  if (hidden) return stateWords.hiddenFully;
  if (value !== null) return frenchQuantity(value, unit);
  if (isOfNothing(quantity)) return stateWords.nothingCounted;
  return coverage?.cells.expected === 0 ? stateWords.notAsked : absentWord(figure);
}

type Targeted = Pick<Figure, 'unit'> & { target: Pick<NonNullable<Figure['target']>, 'value' | 'unit'> | null };

/** The target with its unit. Example: `40 logements`; without one: `aucune cible`. */
export function targetWords({ target, unit }: Targeted): string {
  return target === null ? stateWords.noTarget : frenchQuantity(target.value, target.unit ?? unit);
}

/** How a target is read, to stand beside it. Example: `échéance décembre 2025, lecture retenue`. */
export function readingWords({ target, due }: Pick<Figure, 'target' | 'due'>): string {
  if (target === null || due === null) return '';
  const reading = target.reading === 'stated' ? 'écrite dans la convention' : 'lecture retenue';
  const units = target.unitReading === null ? '' : `, ${target.unitReading}`;
  return `échéance ${frenchMonth(due)}, ${reading}${units}`;
}

/** How much of what was expected is there. Examples: `9 structures sur 11`, `10 mois sur 12`, `rien d’attendu`. */
export function coverageWords({ coverage, origin }: Pick<Figure, 'coverage' | 'origin'>): string {
  if (origin === 'published') return 'chiffre publié';
  const { structures, cells } = coverage;
  if (structures.expected === 0) return stateWords.notAsked;
  return structures.expected === 1 && cells.expected > 0
    ? `${cells.reported} mois sur${NO_BREAK_SPACE}${cells.expected}`
    : frenchCoverage(structures.reported, structures.expected);
}

/** A number of percent, with one decimal when it matters. Example: `57,5 %`. */
export const percentWords = (percent: number): string => `${frenchDecimal(percent)}${NARROW_SPACE}%`;

/** How far a kept value is from its target. Examples: `1 point sous la cible`, `2 logements au-dessus de la cible`, `à la cible`. */
function gapWords(gap: number, unit: Figure['unit']): string {
  if (gap === 0) return 'à la cible';
  const many = Math.abs(gap);
  const distance = unit === 'percent' ? frenchCount(many, 'point', 'points') : frenchQuantity(many, unit);
  return `${distance} ${gap < 0 ? 'sous' : 'au-dessus de'} la cible`;
}

type Judged = Pick<
  Figure,
  | 'hidden'
  | 'verdict'
  | 'why'
  | 'direction'
  | 'pace'
  | 'progress'
  | 'gap'
  | 'unit'
  | 'due'
  | 'since'
  | 'target'
  | 'quantity'
  | 'notCounted'
  | 'visibility'
> &
  Partial<Pick<Figure, 'coverage'>>;

/** A share of targets with both its counts, and the number of the targets that it leaves out. */
function shareOfTargetsWords({ quantity, notCounted }: Judged): string | null {
  if (notCounted === null || quantity === null || !('numerator' in quantity)) return null;
  const reached = frenchCount(quantity.numerator, 'cible atteinte', 'cibles atteintes');
  const others = notCounted === 0 ? '' : `, ${frenchCount(notCounted, 'autre', 'autres')} en chemin ou sans verdict`;
  return `${reached} sur${NO_BREAK_SPACE}${quantity.denominator} à échéance${others}`;
}

/** Why there is no value: nobody owes one, there was nothing to make a share of, or it did not come. */
function noValueWords({ quantity, coverage, visibility }: Judged): string {
  if (isOfNothing(quantity)) return stateWords.nothingCounted;
  if (coverage?.cells.expected === 0) return stateWords.notAsked;
  return whyWords[visibility === 'validated' ? 'no-published-value' : 'no-value'];
}

function silenceWords(figure: Judged): string {
  const { verdict, why, since, unit, target, direction } = figure;
  const lead = verdict === 'not-assessable' ? verdictWords['not-assessable'] : verdictWords.none;
  if (why === null) return lead;
  if (why === 'no-target' || why === 'context') return whyWords[direction === 'context' ? 'context' : why];
  if (why === 'unit')
    return `${whyWords.unit} (${frenchUnit(unit)} mesurées, ${target?.unit ? frenchUnit(target.unit) : 'autre unité'} visées)`;
  if (why === 'definition-changed' && since !== null)
    return `${lead}${NO_BREAK_SPACE}: définition changée en ${frenchMonth(since)}`;
  return `${lead}${NO_BREAK_SPACE}: ${why === 'no-value' ? noValueWords(figure) : whyWords[why]}`;
}

const withShare = (word: string, progress: number | null) =>
  progress === null ? word : `${word}, ${percentWords(progress)} du chemin`;

/**
 * What a target makes of a value, in one sentence without its full stop; the only one, wherever the figure is said.
 * Examples: `cible atteinte (102,5 %)`, `cible non atteinte (85 %)`, `à surveiller, 57,5 % du chemin`,
 * `échéance décembre 2027 : en chemin, dans le rythme`, `1 point sous la cible, dans la tolérance`, `aucune cible`.
 */
export function verdictSentence(figure: Judged): string {
  const { hidden, verdict, pace, progress, gap, unit, due } = figure;
  if (hidden) return stateWords.hiddenFully;
  const share = shareOfTargetsWords(figure);
  if (share !== null) return share;
  if (verdict === 'none' || verdict === 'not-assessable') return silenceWords(figure);
  const word = verdictWords[verdict];
  if (verdict === 'reached' || verdict === 'not-reached')
    return progress === null ? word : `${word} (${percentWords(progress)})`;
  if (verdict === 'within-tolerance' || verdict === 'out-of-tolerance') return `${gapWords(gap ?? 0, unit)}, ${word}`;
  if (verdict === 'broken') return word;
  if (verdict !== 'on-its-way') return withShare(word, verdict === 'going-backwards' ? null : progress);
  const term = due === null ? word : `échéance ${frenchMonth(due)}${NO_BREAK_SPACE}: ${word}`;
  return pace === null ? withShare(term, progress) : `${term}, ${verdictWords[pace]}`;
}

/** From which month the value is made, when it is not January. Examples: `depuis juin`, `depuis janvier 2025`. */
function sinceWords({ from, year, timeRule }: Pick<Figure, 'from' | 'year' | 'timeRule'>): string | null {
  const adds = timeRule === 'flow' || timeRule === 'ratio' || timeRule === 'average';
  if (!adds || from === `${year}-01`) return null;
  return `depuis ${yearOf(from) === year ? frenchMonthName(from) : frenchMonth(from)}`;
}

/**
 * A correction that nobody has validated yet, with its effect. Examples: `44 au lieu de 43, en attente de validation`,
 * `44 au lieu de non reçu, en attente de validation`.
 */
export function waitingWords({ value, waiting, unit }: Pick<Figure, 'value' | 'waiting' | 'unit'>): string | null {
  if (!waiting) return null;
  const said = (one: number | null) => {
    if (one === null) return stateWords.notReceived;
    return unit === 'percent' ? percentWords(one) : frenchDecimal(one);
  };
  return `${said(value)} au lieu de ${said(waiting.before)}, ${stateWords.awaiting}`;
}

const names = (givers: Figure['silent']) => frenchList(givers.map(({ name }) => name));

type Reserved = Pick<
  Figure,
  | 'hidden'
  | 'from'
  | 'year'
  | 'timeRule'
  | 'value'
  | 'unit'
  | 'carried'
  | 'partial'
  | 'silent'
  | 'origin'
  | 'waiting'
  | 'visibility'
>;

/**
 * What a value is to be taken with: since when, what stands in, what lacks; null when it is whole.
 * Examples: `depuis juin`, `estimé (reporté : SOLIHA)`, `partiel (non reçu : ADEFO et SIAO)` (of a publication
 * `partiel (non publié : ADEFO et SIAO)`), `44 au lieu de 43, en attente de validation`.
 */
export function reserveWords(figure: Reserved): string | null {
  const waiting = waitingWords(figure);
  if (figure.hidden || figure.origin === 'published' || figure.value === null) return waiting;
  const { carried, partial, silent } = figure;
  const said = [
    sinceWords(figure),
    carried.length > 0 && `${stateWords.estimated} (${stateWords.carried}${NO_BREAK_SPACE}: ${names(carried)})`,
    partial && silent.length > 0 && `${stateWords.partial} (${absentWord(figure)}${NO_BREAK_SPACE}: ${names(silent)})`,
    waiting,
  ].filter((one) => typeof one === 'string');
  return said.length === 0 ? null : said.join(', ');
}

/** The verdict with what it is to be taken with. Example: `à surveiller, 57,5 % du chemin ; partiel (non reçu : SOLIHA)`. */
export function statusSentence(figure: Judged & Reserved): string {
  const [verdict, reserve] = [verdictSentence(figure), reserveWords(figure)];
  if (reserve === null) return verdict;
  // Why there is no verdict is then said once, with who is missing.
  const isSame =
    figure.why === 'partial' && verdict.endsWith(whyWords.partial) && reserve.startsWith(stateWords.partial);
  return isSame ? `${verdict.slice(0, -whyWords.partial.length)}${reserve}` : `${verdict}${NARROW_SPACE}; ${reserve}`;
}

/** What is left, each month until the target is due. Examples: `il faudrait 4 logements par mois`, `il faudrait baisser de 40,2 points par mois`. */
export function leftWords({ left, unit }: Pick<Figure, 'left' | 'unit'>): string | null {
  if (left === null) return null;
  const many = Math.abs(left);
  const each = unit === 'percent' ? frenchCount(many, 'point', 'points') : frenchQuantity(many, unit);
  if (left < 0) return `il faudrait baisser de ${each} par mois`;
  return `il faudrait ${unit === 'percent' ? 'gagner ' : ''}${each} par mois`;
}

/** Three months or more that follow one another are said by their ends. Examples: `janvier à juin`, `janvier à mars, mai et juin`. */
function spanWords(months: readonly Month[]): string {
  const runs: Month[][] = [];
  for (const month of months.toSorted()) {
    const run = runs.at(-1);
    if (run && monthRank(run.at(-1) ?? '') + 1 === monthRank(month)) run.push(month);
    else runs.push([month]);
  }
  return frenchList(
    runs.flatMap((run) => {
      const [first = '', last = ''] = [run[0], run.at(-1)];
      return run.length < 3 ? run.map(frenchMonthName) : [`${frenchMonthName(first)} à ${frenchMonthName(last)}`];
    }),
  );
}

/** Which cells a comparison rests on. Examples: `sur janvier à juin`, `sur janvier à juin (SOLIHA), janvier à avril (ADEFO)`. */
function usedWords({ used }: FigureComparison): string {
  const spans = [...new Set(used.map(({ months }) => spanWords(months)))];
  if (spans.length === 1) return `sur ${spans.join('')}`;
  return `sur ${used.map(({ name, months }) => `${spanWords(months)} (${name})`).join(', ')}`;
}

type Compared = Pick<Figure, 'comparisons' | 'year' | 'unit'> & Partial<Pick<Figure, 'hidden' | 'maskedComparisons'>>;

/**
 * A figure beside an earlier year, over what is known in both; never a difference of what is not alike.
 * Examples: `22 contre 16 en 2025 (+6), sur janvier à juin (A), janvier à avril (B)`, `aucun mois connu à la fois en 2025 et en 2026`,
 * `comparaison avec 2025 : masqué (secret statistique)`.
 */
export function comparisonWords(
  { comparisons, year, unit, hidden = false, maskedComparisons = [] }: Compared,
  other: number,
): string {
  if (hidden || maskedComparisons.includes(other))
    return `comparaison avec ${other}${NO_BREAK_SPACE}: ${stateWords.hiddenFully}`;
  const found = comparisons.find((one) => one.year === other);
  if (!found) return `aucun mois connu à la fois en ${other} et en ${year}`;
  const number = (value: number) => (unit === 'percent' ? percentWords(value) : frenchDecimal(value));
  const points = unit === 'percent' ? `${NO_BREAK_SPACE}${Math.abs(found.difference) < 2 ? 'point' : 'points'}` : '';
  const change = `${frenchDelta(found.difference)}${points}`;
  return `${number(found.now)} contre ${number(found.before)} en ${other} (${change}), ${usedWords(found)}`;
}

/**
 * Where a value stands beside what was expected to date, as a title; null where nothing is expected. Examples:
 * `23 logements, 7 de moins qu’attendu à date`, `26 %, 7,3 points de moins qu’attendu à date`, `8 réunions, comme attendu à date`.
 */
export function pathFinding({
  value,
  hidden,
  expected,
  unit,
}: Pick<Figure, 'value' | 'hidden' | 'expected' | 'unit'>): string | null {
  if (value === null || hidden || expected === null) return null;
  const gap = Math.round((value - expected) * 10) / 10;
  const many = Math.abs(gap);
  const distance = unit === 'percent' ? frenchCount(many, 'point', 'points') : frenchDecimal(many);
  const beside = gap === 0 ? 'comme attendu' : `${distance} de ${gap < 0 ? 'moins' : 'plus'} qu’attendu`;
  return `${frenchQuantity(value, unit)}, ${beside} à date`;
}
