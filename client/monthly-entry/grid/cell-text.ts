import { parseFrenchNumber } from '../../../shared/domain/entry/number-check.ts';
import type { CellState, Unit } from '../../../shared/domain/indicator.ts';
import { frenchDecimal, frenchValue } from '../../../shared/domain/words/french-format.ts';

/** What a cell says, as the server keeps it. */
export interface CellContent {
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reason: string | null;
  comment: string | null;
}

export const emptyContent: CellContent = {
  state: 'missing',
  value: null,
  numerator: null,
  denominator: null,
  reason: null,
  comment: null,
};

/** What the text of an input means: a figure, a state without one, or nothing that can be read. */
export type TypedText =
  | { kind: 'figure'; value: number; estimated: boolean }
  | { kind: 'empty' }
  | { kind: 'state'; state: 'unavailable' | 'not-applicable' }
  | { kind: 'unreadable'; text: string };

const yes = /^(o|oui|fait|vrai)$/i;
const no = /^(non|faux)$/i;

/** What people write around a figure: « env. 12 », « 12 pers. », « ½ ». */
function bareFigure(text: string): string {
  return text
    .replace(/^(?:env(?:iron|\.)?|≈|±)\s*(?=\d)/i, '~')
    .replace(/(\d)\s*(?:pers(?:onnes?|\.)?|ménages?|logements?|lgts?\.?|places?|séances?|sessions?|ateliers?)$/i, '$1')
    .replace(/(\d)?\s*½$/, (_, whole: string | undefined) => `${whole ?? 0},5`);
}

/** Reads what was typed or pasted. `~` before a number marks an estimate; `n`, « NC » and « - » are states. */
export function readTyped(typed: string, unit: Unit): TypedText {
  const text = bareFigure(typed.trim());
  if (/^n$/i.test(text)) return { kind: 'state', state: 'unavailable' };
  if (unit === 'boolean' && (yes.test(text) || no.test(text))) {
    return { kind: 'figure', value: yes.test(text) ? 1 : 0, estimated: false };
  }
  const estimated = text.startsWith('~');
  const read = parseFrenchNumber((estimated ? text.slice(1) : text).replace(/\s?€$/, ''));
  if (read.kind === 'number') return { kind: 'figure', value: read.value, estimated };
  if (read.kind === 'error' || estimated) return { kind: 'unreadable', text };
  return read.kind === 'empty' ? { kind: 'empty' } : { kind: 'state', state: read.kind };
}

const stateWords: Partial<Record<CellState, string>> = { unavailable: 'NC', 'not-applicable': '-' };

function figureText(figure: number | null, unit: Unit, estimated: boolean): string {
  if (figure === null) return '';
  return `${estimated ? '~' : ''}${unit === 'boolean' ? frenchValue(figure, unit) : frenchDecimal(figure, 6)}`;
}

/** The text of a cell: what one would type to obtain it. */
export function contentText(content: CellContent, unit: Unit, term: Term = 'value'): string {
  const word = stateWords[content.state];
  if (word !== undefined) return term === 'denominator' ? '' : word;
  const estimated = content.state === 'estimated' && term !== 'denominator';
  return figureText(content[term], term === 'value' ? unit : 'persons', estimated);
}

/** The figure of a cell, or one of the two terms of a ratio. */
export type Term = 'value' | 'numerator' | 'denominator';

/** The content that a typed text makes of a cell; null while the text cannot be read or a ratio lacks its other term. */
export function withTyped(content: CellContent, term: Term, typed: TypedText): CellContent | null {
  if (typed.kind === 'unreadable') return null;
  const bare = { ...emptyContent, reason: content.reason, comment: content.comment };
  if (typed.kind === 'state') return { ...bare, state: typed.state };
  if (typed.kind === 'empty')
    return term === 'value' ? { ...emptyContent, comment: content.comment } : emptiedTerm(content, term);
  const state = typed.estimated ? 'estimated' : 'value';
  return { ...bare, state, numerator: content.numerator, denominator: content.denominator, [term]: typed.value };
}

function emptiedTerm(content: CellContent, term: Term): CellContent {
  const left = { ...content, [term]: null };
  const hasFigure = left.numerator !== null || left.denominator !== null;
  return hasFigure ? left : { ...emptyContent, comment: content.comment };
}

/** True when the cell can be sent: a ratio needs both of its terms. */
export function isWhole(content: CellContent, isRatio: boolean): boolean {
  if (content.state !== 'value' && content.state !== 'estimated') return true;
  return isRatio ? content.numerator !== null && content.denominator !== null : content.value !== null;
}

/** A content alone, without what the server knows besides. */
export function contentOf({ state, value, numerator, denominator, reason, comment }: CellContent): CellContent {
  return { state, value, numerator, denominator, reason, comment };
}

export function sameContent(a: CellContent, b: CellContent): boolean {
  return (Object.keys(emptyContent) as Array<keyof CellContent>).every((key) => a[key] === b[key]);
}
