import type { CellState, TimeRule, Unit } from '../indicator.ts';
import { addMonths, type Month, monthsBetween } from '../month.ts';
import { type Flag, flagCell } from './outliers.ts';

/** A cell as it is kept: a plain value, or the two terms of a ratio, in the indicator's unit. */
export interface CellFigures {
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

interface Measure {
  unit: Unit;
  timeRule: TimeRule;
}

/** How many months before a cell are its history: those that the form shows beside it. */
export const HISTORY_MONTHS = 11;

const carriesFigure = ({ state }: CellFigures) => state === 'value' || state === 'estimated';

/** A cell with the words that go with it. */
interface ExplainedCell extends CellFigures {
  reason: string | null;
}

/**
 * True when a word answers for what is unlikely about a cell: its reason, which belongs to the figure that it was written for.
 * A comment is about the cell, whatever its figure.
 */
export const isConfirmed = ({ reason }: Pick<ExplainedCell, 'reason'>): boolean => Boolean(reason);

function saysTheSame(before: CellFigures, after: CellFigures): boolean {
  const figures = ['value', 'numerator', 'denominator'] as const;
  const isSameState = before.state === after.state || (carriesFigure(before) && carriesFigure(after));
  return isSameState && figures.every((term) => before[term] === after[term]);
}

/**
 * A cell without the reason that is only carried over from another figure of it. Example: « portes ouvertes », said of 110,
 * says nothing of 220.
 */
export function withOwnReason<Written extends ExplainedCell>(before: ExplainedCell | null, after: Written): Written {
  const isCarried = before !== null && before.reason === after.reason && !saysTheSame(before, after);
  return isCarried ? { ...after, reason: null } : after;
}

/** The number that is compared from month to month: the value, or the ratio (a percentage in points); null without one. */
function comparable({ unit, timeRule }: Measure, cell: CellFigures | undefined): number | null {
  if (!cell || !carriesFigure(cell)) return null;
  if (timeRule !== 'ratio') return cell.value;
  if (cell.numerator === null || !cell.denominator) return null;
  return ((unit === 'percent' ? 100 : 1) * cell.numerator) / cell.denominator;
}

/**
 * What is unlikely about the cell of a month, from the eleven months before it: it asks for a word and never blocks
 * (`flagCell`). A yes or no, a milestone and a cell without a figure are never flagged. Example: attendance 10, 11, 9, 10,
 * 12, 10 and then 110: `unusual` and `ten-times`.
 */
export function flagsOf(
  measure: Measure,
  month: Month,
  cell: CellFigures,
  cellAt: (month: Month) => CellFigures | undefined,
): Flag[] {
  if (measure.unit === 'boolean' || measure.timeRule === 'milestone') return [];
  const value = comparable(measure, cell);
  if (value === null) return [];
  const before = monthsBetween(addMonths(month, -HISTORY_MONTHS), addMonths(month, -1));
  const history = before.map((one) => comparable(measure, cellAt(one)));
  return flagCell({ value, history, adds: measure.timeRule === 'flow' && measure.unit !== 'fte' });
}
