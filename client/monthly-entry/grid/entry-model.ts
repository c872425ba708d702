import type { Composition } from '../../../shared/domain/entry/composition.ts';
import type { Direction, TimeRule, Unit } from '../../../shared/domain/indicator.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import type { Answers } from '../../lib/trpc.ts';
import type { Term } from './cell-text.ts';
import { cellId, type EntryCell } from './entry-cells.ts';

/** A line of the form: an indicator that the organisation is asked for. */
export interface EntryRow {
  id: number;
  code: string;
  label: string;
  unit: Unit;
  timeRule: TimeRule;
  direction: Direction;
  frequency: string;
  definition: string | null;
  hint: string | null;
  /** What makes it up among the other lines: checked while typing. */
  compositions: readonly Composition[];
  /** The register whose rows are counted in the month being entered, or null when it is typed. */
  register: string | null;
  /** The months counted from the rows of a register: their figure is not typed here. */
  counted: readonly Month[];
  /** Months in which the organisation may write it, and those in which it is expected. */
  assigned: readonly Month[];
  expected: readonly Month[];
  target: { value: number; endMonth: Month } | null;
  /** The year so far: this organisation's, and the territory's against its target, as the overview counts them. */
  comparison: {
    from: Month;
    own: number | null;
    territory: number | null;
    visibility?: 'validated' | undefined;
    expected: number | null;
    target: string | null;
  } | null;
}

/** A question or an answer about a cell of the month. */
export type CellMessage = Answers['monthlyEntry']['grid']['messages'][number];

/** One input of the grid: a cell, or one of the two numbers of a ratio. */
export interface Address {
  indicatorId: number;
  month: Month;
  term: Term;
}

export const inputId = ({ indicatorId, month, term }: Address) => `${cellId(indicatorId, month)}/${term}`;

/** The inputs that a cell of this line shows. */
export function termsOf(row: EntryRow): readonly Term[] {
  return row.timeRule === 'ratio' ? ['numerator', 'denominator'] : ['value'];
}

const termWords: Record<Term, string> = { value: '', numerator: ', numérateur', denominator: ', dénominateur' };

/** What a screen reader calls an input: « Personnes ayant suivi un atelier, octobre 2025 ». */
export function inputName(row: EntryRow, month: Month, term: Term): string {
  return `${row.label}${termWords[term]}, ${frenchMonth(month)}`;
}

/** Why a cell cannot be written, or null. */
export function closedBecause(
  row: EntryRow,
  month: Month,
  cell: EntryCell,
): 'not-asked' | 'counted' | 'validated' | null {
  if (!row.assigned.includes(month)) return 'not-asked';
  if (row.counted.includes(month)) return 'counted';
  return cell.server?.stage === 'validated' ? 'validated' : null;
}
