import { isCounted, type Quantity, type TimeRule, type Unit } from '../indicator.ts';
import type { Month } from '../month.ts';
import { frenchDecimal, NO_BREAK_SPACE as S } from '../words/french-format.ts';
import type { CellFigures } from './cell-check.ts';
import { type Composed, compositionFlags } from './composition.ts';

/**
 * What is refused of a cell, whatever the door it comes by: the grid, the workbook of the month, a file of months, the API,
 * the command line; asked again when the month is sent and when it is validated. What is only unlikely is not refused: it is
 * flagged (`cell-check.ts`).
 */

/** Why a text is no figure of its line. */
export type UnreadableCode = 'not-a-number' | 'percent-sign' | 'other-unit' | 'two-numbers';

/** Why a figure is impossible by itself. */
export type QuantityError =
  | 'not-finite'
  | 'wrong-shape'
  | 'negative'
  | 'not-an-integer'
  | 'too-large'
  | 'part-greater-than-whole'
  | 'whole-is-zero'
  | 'percent-over-100'
  | 'neither-yes-nor-no';

/** A refusal, with what is needed to say it. */
export type CellRefusal =
  | { code: 'future-month' | 'not-assigned' | 'counted' | UnreadableCode | QuantityError }
  /** Parts pass the figure of another line of the month, which holds them all. */
  | { code: 'parts-exceed-whole'; parts: string[]; sum: number; whole: string; total: number };
export type CellRefusalCode = CellRefusal['code'];

const sentences: Record<CellRefusalCode, string> = {
  'future-month': 'Ce mois n’a pas encore commencé. Choisissez le mois en cours ou un mois passé.',
  'not-assigned': 'Cet indicateur n’est pas demandé à cette organisation pour ce mois.',
  counted: `Par accord, le chiffre de ce mois est compté dans les lignes du registre${S}: il ne se saisit pas ici. Corrigez les lignes du registre, ou demandez à la coordination de modifier l’accord.`,
  'not-a-number': `Un nombre est attendu, et ce texte n’en est pas un${S}: écrivez-le en chiffres, ou NC s’il n’est pas connu.`,
  'percent-sign': `Un nombre est attendu, pas un pourcentage${S}: donnez le nombre lui-même.`,
  'other-unit': `Ce nombre porte une autre unité que celle de la ligne${S}: donnez le nombre seul.`,
  'two-numbers': 'Un taux se donne par ses deux nombres, par exemple 330/372.',
  'not-finite': 'Ce nombre est trop grand. Vérifiez les chiffres.',
  'wrong-shape': 'Il manque un des deux nombres, ou il y en a un de trop.',
  negative: 'Une valeur ne peut pas être négative. Retirez le signe moins.',
  'not-an-integer': 'On compte ici des unités entières. Retirez les décimales.',
  'too-large': 'Ce nombre est trop grand pour être juste. Vérifiez les chiffres.',
  'part-greater-than-whole': 'La partie dépasse le tout. Vérifiez les deux nombres, et leur ordre.',
  'whole-is-zero': 'Le dénominateur est zéro alors que le numérateur ne l’est pas. Corrigez l’un des deux.',
  'percent-over-100': 'Un pourcentage ne dépasse pas 100. Vérifiez la virgule.',
  'neither-yes-nor-no': 'La réponse est oui ou non (1 ou 0).',
  'parts-exceed-whole': 'Une partie ne dépasse pas son total. Vérifiez les deux lignes.',
};

/** The sentence of a refusal, the same at every door. */
export const refusalSentence = (code: CellRefusalCode): string => sentences[code];

/** A refusal in French, with the lines that it is about when it names some. */
export function refusalWords(refusal: CellRefusal): string {
  const sentence = refusalSentence(refusal.code);
  if (refusal.code !== 'parts-exceed-whole') return sentence;
  const parts = refusal.parts.map((label) => `«${S}${label}${S}»`).join(' et ');
  return `${sentence} ${parts} (${frenchDecimal(refusal.sum)}) dépasse «${S}${refusal.whole}${S}» (${frenchDecimal(refusal.total)}).`;
}

/** No count of a month is larger: what is, is a telephone number or a slip. */
export const LARGEST_COUNT = 1_000_000;
const LARGEST_EUROS = 10_000_000_000;

function checkRatio(unit: Unit, numerator: number, denominator: number): QuantityError[] {
  const errors: QuantityError[] = [];
  // Days per meeting or euros per aid is a ratio that is not a share: only a percentage has a part and a whole.
  const share = unit === 'percent';
  const largest = unit === 'euros' ? LARGEST_EUROS : LARGEST_COUNT;
  if (numerator < 0 || denominator < 0) errors.push('negative');
  if (share && !(Number.isInteger(numerator) && Number.isInteger(denominator))) errors.push('not-an-integer');
  if (numerator > largest || denominator > largest) errors.push('too-large');
  // Nothing of nothing is an honest month without a case; something of nothing is impossible.
  if (denominator === 0 && numerator > 0) errors.push('whole-is-zero');
  else if (share && numerator > denominator) errors.push('part-greater-than-whole');
  return errors;
}

function checkValue(unit: Unit, value: number): QuantityError[] {
  const errors: QuantityError[] = [];
  if (value < 0) errors.push('negative');
  if (unit === 'boolean' && value !== 0 && value !== 1) return [...errors, 'neither-yes-nor-no'];
  if (isCounted(unit) && !Number.isInteger(value)) errors.push('not-an-integer');
  if (unit === 'percent' && value > 100) errors.push('percent-over-100');
  else if (value > (unit === 'euros' ? LARGEST_EUROS : LARGEST_COUNT)) errors.push('too-large');
  return errors;
}

export interface Measure {
  unit: Unit;
  timeRule: TimeRule;
}

/**
 * What is impossible about a quantity. A count is a whole number within bounds, a part is at most its whole, a percentage at
 * most 100; nothing is negative. A ratio of 0 to 0 is a month without a case, and is possible. Example: 5 of 4 households,
 * in percent: `['part-greater-than-whole']`.
 */
export function checkQuantity({ unit, timeRule }: Measure, quantity: Quantity): QuantityError[] {
  const isRatio = 'numerator' in quantity;
  if (!Object.values(quantity).every(Number.isFinite)) return ['not-finite'];
  if (isRatio !== (timeRule === 'ratio')) return ['wrong-shape'];
  return isRatio ? checkRatio(unit, quantity.numerator, quantity.denominator) : checkValue(unit, quantity.value);
}

function quantityOf({ value, numerator, denominator }: CellFigures, isRatio: boolean): Quantity | null {
  if (!isRatio) return value === null || numerator !== null || denominator !== null ? null : { value };
  return numerator === null || denominator === null || value !== null ? null : { numerator, denominator };
}

/**
 * What is impossible about a cell by itself, whatever its state. A state without a figure carries none; a value or an
 * estimate carries the figure of its indicator's shape. Example: `unavailable` with a value of 3: `['wrong-shape']`.
 */
export function checkCell(measure: Measure, cell: CellFigures): QuantityError[] {
  if (cell.state !== 'value' && cell.state !== 'estimated') {
    const bare = cell.value === null && cell.numerator === null && cell.denominator === null;
    return bare ? [] : ['wrong-shape'];
  }
  const quantity = quantityOf(cell, measure.timeRule === 'ratio');
  return quantity === null ? ['wrong-shape'] : checkQuantity(measure, quantity);
}

/** A cell that asks to come in. */
export interface CellClaim extends Measure {
  code: string;
  month: Month;
  /** Asked of the organisation in that month. */
  isAssigned: boolean;
  cell: CellFigures;
}

/** What is around it: the month in progress, what is made of what, and the other cells of the same month. */
export interface CellsAround {
  currentMonth: Month;
  indicators: readonly Composed[];
  cellOf: (code: string) => CellFigures | undefined;
}

/**
 * Every reason for which a cell is refused; none: it comes in. Example: 24 households met where 20 commandements were served:
 * `parts-exceed-whole`, on either of the two.
 */
export function refusalsOf(
  { code, month, isAssigned, cell, ...measure }: CellClaim,
  { currentMonth, indicators, cellOf }: CellsAround,
): CellRefusal[] {
  if (month > currentMonth) return [{ code: 'future-month' }];
  if (!isAssigned) return [{ code: 'not-assigned' }];
  const errors = checkCell(measure, cell);
  if (errors.length > 0) return errors.map((error) => ({ code: error }));
  return compositionFlags(indicators, code, (one) => (one === code ? cell : cellOf(one))).flatMap((flag) =>
    flag.code === 'parts-exceed-whole'
      ? [{ code: flag.code, parts: flag.partLabels, sum: flag.sum, whole: flag.wholeLabel, total: flag.whole }]
      : [],
  );
}
