import { withOwnReason } from '../../../shared/domain/entry/cell-check.ts';
import type { UnreadableCode } from '../../../shared/domain/entry/cell-rules.ts';
import type { TypedText } from '../../../shared/domain/entry/typed-figure.ts';
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

/**
 * The content that a typed text makes of a cell, or why it is refused. The reason goes with the figure that it was written
 * for; the comment stays.
 */
export function withTyped(content: CellContent, term: Term, typed: TypedText): CellContent | UnreadableCode {
  return typed.kind === 'refused' ? typed.code : withOwnReason(content, typedOver(content, term, typed));
}

function typedOver(content: CellContent, term: Term, typed: Exclude<TypedText, { kind: 'refused' }>): CellContent {
  const bare = { ...emptyContent, reason: content.reason, comment: content.comment };
  if (typed.kind === 'state') return { ...bare, state: typed.state };
  if (typed.kind === 'empty')
    return term === 'value' ? { ...emptyContent, comment: content.comment } : emptiedTerm(content, term);
  const state = typed.estimated ? 'estimated' : 'value';
  if (typed.kind === 'ratio') return { ...bare, state, numerator: typed.numerator, denominator: typed.denominator };
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
