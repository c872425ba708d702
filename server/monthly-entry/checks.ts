import * as z from 'zod';
import { checkCell, flagsOf } from '../../shared/domain/entry/cell-check.ts';
import {
  type Composed,
  type Composition,
  type CompositionFlag,
  comparedWith,
  compositionFlags,
} from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import { isExpected } from '../../shared/domain/expectation.ts';
import type { Month } from '../../shared/domain/month.ts';
import { composition } from '../../shared/schemas/catalogue/catalogue-file.ts';
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
  frequency: assignment.indicator.frequency,
});

export function isExpectedIn(assignment: AssignmentRow, month: Month): boolean {
  return isExpected(assignment, assignment.indicator.frequency, month);
}

/** True when the cell has no figure and nothing that says why. */
export function lacksReason({ state, reason }: Pick<CellContent, 'state' | 'reason'>): boolean {
  return (state === 'missing' || state === 'unavailable') && !reason;
}

/** Refuses what is impossible with the errors that the client explains. */
export function refuseImpossible(indicator: Parameters<typeof checkCell>[0], content: CellContent): void {
  const errors = checkCell(indicator, content);
  if (errors.length > 0) throw new AppError('INVALID', { errors });
}

/** What is unlikely about a cell, from those of the same indicator before it. */
export function flagsOfCell(indicator: Indicator, cell: CellRow, history: CellRow[]): Flag[] {
  const before = new Map(history.map((one) => [one.month, one]));
  return flagsOf(indicator, cell.month, cell, (month) => before.get(month));
}

const compositionsColumn: z.ZodType<Composition[]> = z.array(composition);
/** What makes an indicator up, in the form of the catalogue file. */
export const compositionsOf = (column: unknown) => compositionsColumn.parse(column);

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
  const flags = compositionFlags(composed, code, cellAt);
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
  if (checkCell(indicator, cell).length > 0) return { obstacle: 'impossible', flags: [] };
  const flags = cell.reason || cell.comment ? [] : [...flagsOfCell(indicator, cell, history), ...disagreements];
  return flags.length > 0 ? { obstacle: 'unconfirmed', flags } : null;
}
