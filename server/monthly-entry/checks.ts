import * as z from 'zod';
import { type CellFigures, flagsOf, isConfirmed } from '../../shared/domain/entry/cell-check.ts';
import { type CellRefusal, type CellsAround, refusalsOf } from '../../shared/domain/entry/cell-rules.ts';
import {
  type Composed,
  type Composition,
  type CompositionFlag,
  comparedWith,
  compositionFlags,
} from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import { isAssigned, isExpected } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import { composition } from '../../shared/schemas/catalogue/catalogue-file.ts';
import { AppError } from '../platform/errors.ts';
import type { AssignmentRow, CellAssignment } from './assignment-repository.ts';
import type { CellContent, CellRow } from './repository.ts';

type Indicator = AssignmentRow['indicator'];

/** What keeps a cell from being sent, as a word for the client; `refusals`: why it is impossible. */
export interface Obstacle {
  obstacle: 'no-value' | 'needs-reason' | 'impossible' | 'question';
  refusals: CellRefusal[];
}

/** An assignment of the form, in the words of what is expected. */
export const askedOf = (assignment: AssignmentRow) => ({
  ...assignment,
  indicatorId: assignment.indicator.id,
  frequency: assignment.indicator.frequency,
});

export function isExpectedIn(assignment: AssignmentRow, month: Month): boolean {
  return isExpected(assignment, assignment.indicator.frequency, month);
}

/** True when the cell has no figure and nothing that says why. */
export function lacksReason({ state, reason }: Pick<CellContent, 'state' | 'reason'>): boolean {
  return (state === 'missing' || state === 'unavailable') && !reason;
}

/** Ends with the refusal of a cell, when there is one. */
export function refuseCell(refusals: CellRefusal[], month: Month): void {
  const [first] = refusals;
  if (first?.code === 'future-month') throw new AppError('FUTURE_MONTH', { month });
  if (first?.code === 'not-assigned') throw new AppError('NOT_EXPECTED');
  if (first) throw new AppError('INVALID', { errors: refusals });
}

/** Why what is to be written in the cell of an assignment is refused (`cell-rules.ts`). */
export function refusalsOfCell(
  assignment: Pick<CellAssignment, 'spans' | 'indicator'>,
  month: Month,
  cell: CellFigures,
  around: CellsAround,
): CellRefusal[] {
  const { code, unit, timeRule } = assignment.indicator;
  return refusalsOf({ code, unit, timeRule, month, cell, isAssigned: isAssigned(assignment, month) }, around);
}

/** What is unlikely about a cell, from those of the same indicator before it. */
export function flagsOfCell(indicator: Indicator, cell: CellRow, history: CellRow[]): Flag[] {
  const before = new Map(history.map((one) => [one.month, one]));
  return flagsOf(indicator, cell.month, cell, (month) => before.get(month));
}

const compositionsColumn: z.ZodType<Composition[]> = z.array(composition);
/** What makes an indicator up, in the form of the catalogue file. */
export const compositionsOf = (column: unknown) => compositionsColumn.parse(column);

export const composedOf = ({ indicator: { code, label, compositions } }: AssignmentRow): Composed => ({
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
  const cellAt = cellsByCode(assignments, cells, month);
  const flags = compositionFlags(composed, code, cellAt);
  const explained = comparedWith(composed, code).some((one) => isConfirmed(cellAt(one) ?? { reason: null }));
  return { flags, explained };
}

/** The cells of a form in one month, by the code of their indicator. */
export function cellsByCode(assignments: readonly AssignmentRow[], cells: readonly CellRow[], month: Month) {
  const codes = new Map(assignments.map(({ indicator }) => [indicator.id, indicator.code]));
  const found = new Map(
    cells.filter((cell) => cell.month === month).map((cell) => [codes.get(cell.indicatorId) ?? '', cell]),
  );
  return (code: string) => found.get(code);
}

/**
 * The cells of a month that the rules refuse as they stand: asked again when it is sent and when it is validated, for what is
 * around a cell changes after it.
 */
export function refusedCells(
  assignments: readonly AssignmentRow[],
  cells: readonly CellRow[],
  month: Month,
  currentMonth: Month,
): Map<number, CellRefusal[]> {
  const around = {
    currentMonth,
    indicators: assignments.map(composedOf),
    cellOf: cellsByCode(assignments, cells, month),
  };
  const refused = assignments.flatMap((assignment) => {
    const cell = around.cellOf(assignment.indicator.code);
    const refusals = cell ? refusalsOfCell(assignment, month, cell, around) : [];
    return refusals.length > 0 ? [[assignment.indicator.id, refusals] as const] : [];
  });
  return new Map(refused);
}

/** What still holds a cell back. What is only unlikely is sent, and flagged. */
export function obstacleOf(cell: CellRow | null, refusals: CellRefusal[]): Obstacle | null {
  if (!cell || (cell.state === 'missing' && !cell.reason)) return { obstacle: 'no-value', refusals: [] };
  if (cell.review === 'returned') return { obstacle: 'question', refusals: [] };
  if (lacksReason(cell)) return { obstacle: 'needs-reason', refusals: [] };
  return refusals.length > 0 ? { obstacle: 'impossible', refusals } : null;
}
