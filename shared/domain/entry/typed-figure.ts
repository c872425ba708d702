import type { TimeRule, Unit } from '../indicator.ts';
import type { UnreadableCode } from './cell-rules.ts';

/** What the text of a cell says: a number, one of the states without a number, nothing, or something that cannot be read. */
export type ParsedNumber =
  | { kind: 'number'; value: number }
  | { kind: 'unavailable' }
  | { kind: 'not-applicable' }
  | { kind: 'empty' }
  | { kind: 'error'; code: 'not-a-number' };

const zeroWords = /^(néant|neant|aucune?|zéro|zero)$/i;
const unavailableWords = /^(n\.?\s?c\.?|n\.?\s?d\.?|non (connue?|communiquée?|disponible)|indisponible)$/i;
const notApplicableWords = /^([-–—]|s\.?\s?o\.?|sans objet|n\/a|non concernée?)$/i;
/** Spaces cut thousands, or there are none: « 1 2 » is two numbers, not twelve. */
const frenchNumber = /^[-+]?(\d{1,3}( \d{3})+|\d+)([.,]\d+)?( ?%)?$/;

/**
 * Reads a number typed or pasted the French way: any space between thousands, comma or point before the decimals, a final
 * percent sign left aside (points: `75 %` is 75). « néant » and « aucun » are a true 0, « NC » and « ND » unavailable, a dash
 * not applicable. Examples: `1 234,5` is 1234.5; `−3` is −3; `1 2` and `12 ou 13` cannot be read.
 */
export function parseFrenchNumber(text: string): ParsedNumber {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') return { kind: 'empty' };
  if (zeroWords.test(plain)) return { kind: 'number', value: 0 };
  if (unavailableWords.test(plain)) return { kind: 'unavailable' };
  if (notApplicableWords.test(plain)) return { kind: 'not-applicable' };
  const signed = plain.replace(/^− ?/, '-');
  if (!frenchNumber.test(signed)) return { kind: 'error', code: 'not-a-number' };
  return { kind: 'number', value: Number(signed.replace(/[ %]/g, '').replace(',', '.')) };
}

/** What the text of a cell means in its line: a figure, the two terms of a ratio, a state without one, or why it is none. */
export type TypedText =
  | { kind: 'figure'; value: number; estimated: boolean }
  | { kind: 'ratio'; numerator: number; denominator: number; estimated: boolean }
  | { kind: 'empty' }
  | { kind: 'state'; state: 'unavailable' | 'not-applicable' }
  | { kind: 'refused'; code: UnreadableCode };

const yes = /^(o|oui|fait|vrai)$/i;
const no = /^(non|faux)$/i;

/** Words that people write after a figure, by what they count. */
const unitWords: [RegExp, readonly Unit[]][] = [
  [/\s*(?:pers(?:onnes?|\.)?|participants?|professionnels?)$/i, ['persons', 'attendances']],
  [/\s*(?:ménages?|mén\.?)$/i, ['households', 'requests', 'situations']],
  [/\s*(?:logements?|lgts?\.?|places?)$/i, ['dwellings', 'places']],
  [/\s*(?:maraudes?|tournées?)$/i, ['patrols']],
  [/\s*(?:visites?)$/i, ['visits']],
  [/\s*(?:nuit(?:ée)?s?)$/i, ['nights']],
  [/\s*(?:séances?|sessions?|ateliers?|réunions?)$/i, ['sessions', 'workshops', 'meetings']],
  [/\s*(?:participations?)$/i, ['attendances', 'persons']],
  [/\s*(?:demandes?|dossiers?|situations?)$/i, ['requests', 'situations', 'households', 'procedures']],
  [/\s*(?:procédures?|expulsions?)$/i, ['procedures', 'evictions']],
  [/\s*(?:aides?)$/i, ['aids']],
  [/\s*(?:diagnostics?)$/i, ['diagnostics']],
  [/\s*(?:€|euros?|eur)$/i, ['euros']],
  [/\s*(?:jours?|j\.?)$/i, ['days']],
  [/\s*(?:etp)$/i, ['fte']],
];

/** Measures that no line counts in. */
const foreignUnit = /\d\s*(?:m²|m2|h(?:eures?)?|km|ans?|mois|k€|m€)$/i;

/** « env. 12 » and « ½ », as `~12` and `0,5`. */
function plainFigure(text: string): string {
  return text
    .replace(/^(?:env(?:iron|\.)?|≈|±)\s*(?=\d)/i, '~')
    .replace(/(\d)?\s*½/, (_, whole: string | undefined) => `${whole ?? 0},5`);
}

/** More letters than any word of a unit, and the spaces before it, have: only the end of a text is looked through for one. */
const UNIT_LETTERS = 40;

/** The word of a unit after a figure: the figure without it, and what it may count; undefined: there is none. */
export function unitWordOf(text: string): { bare: string; units: readonly Unit[] } | undefined {
  const end = text.slice(-UNIT_LETTERS);
  const found = /\d/.test(text) ? unitWords.find(([word]) => word.test(end)) : undefined;
  const before = text.slice(0, text.length - end.length);
  return found && { bare: `${before}${end.replace(found[0], '')}`.trimEnd(), units: found[1] };
}

/** True when a figure of a line may bear the word of these units. Either term of a share may count anything but money and time. */
export function mayCount({ unit, timeRule }: TypedLine, units: readonly Unit[]): boolean {
  const isMeasured = units.some((one) => one === 'euros' || one === 'days' || one === 'fte');
  return units.includes(unit) || (timeRule === 'ratio' && unit === 'percent' && !isMeasured);
}

/** A figure without the word of its unit; undefined when the word is that of another. */
function withoutUnit(text: string, line: TypedLine): string | undefined {
  if (foreignUnit.test(text)) return undefined;
  const word = unitWordOf(text);
  if (!word) return text;
  return mayCount(line, word.units) ? word.bare : undefined;
}

/** The line that a text is typed in. */
export interface TypedLine {
  unit: Unit;
  timeRule: TimeRule;
}

const twoTerms = /^(.+?)\s*(?:\/|\bsur\b)\s*(.+)$/i;

function readRatio(text: string, line: TypedLine, estimated: boolean): TypedText | undefined {
  const terms = twoTerms
    .exec(text)
    ?.slice(1)
    .map((term) => parseFrenchNumber(withoutUnit(term, line) ?? term));
  const [numerator, denominator] = terms ?? [];
  if (numerator?.kind !== 'number' || denominator?.kind !== 'number') return undefined;
  return { kind: 'ratio', numerator: numerator.value, denominator: denominator.value, estimated };
}

/**
 * Reads what was typed or pasted in a line. `~` before a number marks an estimate; `n`, « NC » and « - » are states; a ratio
 * takes its two numbers at once, `330/372`. A percent sign or the word of another unit is refused.
 * Examples: `12 pers.` is 12 where persons are counted; `10 %` is refused in a count, and `89 %` where two numbers are asked.
 */
export function readTyped(typed: string, line: TypedLine): TypedText {
  const text = plainFigure(typed.replace(/\s+/g, ' ').trim());
  if (/^n$/i.test(text)) return { kind: 'state', state: 'unavailable' };
  if (line.unit === 'boolean' && (yes.test(text) || no.test(text))) {
    return { kind: 'figure', value: yes.test(text) ? 1 : 0, estimated: false };
  }
  const estimated = text.startsWith('~');
  const figure = (estimated ? text.slice(1) : text).trim();
  const isRatio = line.timeRule === 'ratio';
  if (isRatio && /\d ?%|pour ?cent/i.test(figure)) return { kind: 'refused', code: 'two-numbers' };
  if (line.unit !== 'percent' && /\d ?%|\d ?pour ?cent/i.test(figure)) return { kind: 'refused', code: 'percent-sign' };
  const both = isRatio ? readRatio(figure, line, estimated) : undefined;
  if (both) return both;
  const bare = withoutUnit(figure, line);
  if (bare === undefined) return { kind: 'refused', code: 'other-unit' };
  const read = parseFrenchNumber(bare);
  if (read.kind === 'number') return { kind: 'figure', value: read.value, estimated };
  if (read.kind === 'error' || estimated) return { kind: 'refused', code: 'not-a-number' };
  return read.kind === 'empty' ? { kind: 'empty' } : { kind: 'state', state: read.kind };
}
