import type { CellState, Quantity, TimeRule, Unit } from '../indicator.ts';
import { addMonths, type Month, monthsBetween } from '../month.ts';
import { checkQuantity, type QuantityError } from './number-check.ts';
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

function quantityOf({ value, numerator, denominator }: CellFigures, isRatio: boolean): Quantity | null {
  if (!isRatio) return value === null || numerator !== null || denominator !== null ? null : { value };
  return numerator === null || denominator === null || value !== null ? null : { numerator, denominator };
}

const carriesFigure = ({ state }: CellFigures) => state === 'value' || state === 'estimated';

/**
 * What is impossible about a cell, whatever its state: it blocks. A state without a figure carries none; a value or an
 * estimate carries the figure of its indicator's shape (`checkQuantity`). Example: `unavailable` with a value of 3:
 * `['wrong-shape']`; 21 non-responses of 20: `['part-greater-than-whole']`.
 */
export function checkCell(measure: Measure, cell: CellFigures): QuantityError[] {
  if (!carriesFigure(cell)) {
    const bare = cell.value === null && cell.numerator === null && cell.denominator === null;
    return bare ? [] : ['wrong-shape'];
  }
  const quantity = quantityOf(cell, measure.timeRule === 'ratio');
  return quantity === null ? ['wrong-shape'] : checkQuantity(measure, quantity);
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
