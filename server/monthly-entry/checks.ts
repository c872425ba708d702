import { checkCell, flagsOf } from '../../shared/domain/entry/cell-check.ts';
import {
  type Composed,
  type Composition,
  type CompositionFlag,
  comparedWith,
  compositionFlags,
} from '../../shared/domain/entry/composition.ts';
import { isExpected } from '../../shared/domain/entry/expectation.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import type { CellReview } from '../../shared/domain/entry/return-status.ts';
import type { CellState, Frequency, TimeRule, Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import { AppError } from '../platform/errors.ts';
import type { AssignmentRow, CellContent, CellRow } from './repository.ts';

type Indicator = AssignmentRow['indicator'];

/** What keeps a cell from being sent, as a word for the client, with the flags that explain it. */
export interface Obstacle {
  obstacle: 'no-value' | 'needs-reason' | 'impossible' | 'unconfirmed' | 'question';
  flags: Array<Flag | CompositionFlag>;
}

/** An assignment of the form, in the words of what is expected. */
export const askedOf = (assignment: AssignmentRow) => ({
  ...assignment,
  indicatorId: assignment.indicator.id,
  frequency: assignment.indicator.frequency as Frequency,
});

/** A cell of the form, in the words of where its return stands. */
export const givenOf = (cell: CellRow) => ({
  ...cell,
  state: cell.state as CellState,
  review: cell.review as CellReview,
});

export function isExpectedIn(assignment: AssignmentRow, month: Month): boolean {
  return isExpected(assignment, assignment.indicator.frequency as Frequency, month);
}

/** True when the cell has no figure and nothing that says why. */
export function lacksReason({ state, reason }: Pick<CellContent, 'state' | 'reason'>): boolean {
  return (state === 'missing' || state === 'unavailable') && !reason;
}

const measureOf = ({ unit, timeRule }: Indicator) => ({ unit: unit as Unit, timeRule: timeRule as TimeRule });
const figuresOf = (cell: CellContent) => ({ ...cell, state: cell.state as CellState });

/** Refuses what is impossible with the errors that the client explains. */
export function refuseImpossible(indicator: Indicator, content: CellContent): void {
  const errors = checkCell(measureOf(indicator), figuresOf(content));
  if (errors.length > 0) throw new AppError('INVALID', { errors });
}

/** What is unlikely about a cell, from those of the same indicator before it. */
export function flagsOfCell(indicator: Indicator, cell: CellRow, history: CellRow[]): Flag[] {
  const before = new Map(history.map((one) => [one.month, figuresOf(one)]));
  return flagsOf(measureOf(indicator), cell.month, figuresOf(cell), (month) => before.get(month));
}

/** What makes an indicator up, as the catalogue file was checked to say. */
export const compositionsOf = (column: unknown) => column as Composition[];

const composedOf = ({ indicator: { code, label, compositions } }: AssignmentRow): Composed => ({
  code,
  label,
  compositions: compositionsOf(compositions),
});

/**
 * What does not agree, in a month, between the cell of an assignment and those that it is made of or is a part of;
 * `explained`: one of those others has a word, and one word is enough for all of them.
 */
export function disagreementsOf(
  assignments: readonly AssignmentRow[],
  assignment: AssignmentRow,
  cells: readonly CellRow[],
  month: Month,
): { flags: CompositionFlag[]; explained: boolean } {
  const composed = assignments.map(composedOf);
  const { code } = assignment.indicator;
  const cellAt = (wanted: string) => {
    const id = assignments.find(({ indicator }) => indicator.code === wanted)?.indicator.id;
    return cells.find((cell) => cell.indicatorId === id && cell.month === month);
  };
  const flags = compositionFlags(composed, code, (wanted) => {
    const cell = cellAt(wanted);
    return cell && figuresOf(cell);
  });
  const explained = comparedWith(composed, code).some((one) => Boolean(cellAt(one)?.reason ?? cellAt(one)?.comment));
  return { flags, explained };
}

/**
 * What still holds a cell back; a word, in its reason or its comment, confirms an unlikely figure for good. `disagreements`:
 * what does not agree between it and others of the month.
 */
export function obstacleOf(
  indicator: Indicator,
  cell: CellRow | null,
  history: CellRow[],
  disagreements: readonly CompositionFlag[] = [],
): Obstacle | null {
  if (!cell || (cell.state === 'missing' && !cell.reason)) return { obstacle: 'no-value', flags: [] };
  if (cell.review === 'returned') return { obstacle: 'question', flags: [] };
  if (lacksReason(cell)) return { obstacle: 'needs-reason', flags: [] };
  if (checkCell(measureOf(indicator), figuresOf(cell)).length > 0) return { obstacle: 'impossible', flags: [] };
  const flags = cell.reason || cell.comment ? [] : [...flagsOfCell(indicator, cell, history), ...disagreements];
  return flags.length > 0 ? { obstacle: 'unconfirmed', flags } : null;
}
