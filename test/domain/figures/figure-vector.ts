import type { Giver, GiverCell } from '../../../shared/domain/figures/cell-table.ts';
import { CellTable, TERRITORY } from '../../../shared/domain/figures/cell-table.ts';
import { compareWith } from '../../../shared/domain/figures/comparison.ts';
import { toNumber } from '../../../shared/domain/figures/fraction.ts';
import { judge } from '../../../shared/domain/figures/judgement.ts';
import { type MeasuredFacts, measure, type YearTotal } from '../../../shared/domain/figures/measure.ts';
import { type PathToTarget, windowOf } from '../../../shared/domain/figures/target-path.ts';
import type { CellState, Direction, Frequency, TimeRule, Unit } from '../../../shared/domain/indicator.ts';
import { isMonth, type Month, monthOf, monthsBetween, yearOf } from '../../../shared/domain/month.ts';
import { defaultCuts } from './given.ts';

/** A vector as it is written, and the facts of the domain that it stands for. */

type PerMonth = number | (number | null)[];

interface VectorCell {
  giver: string;
  month?: string;
  date?: string;
  value?: PerMonth;
  numerator?: PerMonth;
  denominator?: PerMonth;
  state?: CellState;
}

interface VectorTarget {
  value: number;
  start?: number;
  from?: Month;
  to?: Month;
  due?: Month;
  unit?: Unit;
  reading?: string;
}

export interface Vector {
  id: string;
  says: string;
  indicator: {
    timeRule: TimeRule;
    direction: Direction;
    unit: Unit;
    frequency: Frequency;
    tolerance?: number;
    definitionFrom?: Month[];
    target?: VectorTarget;
  };
  givers: (string | { id: string; to: Month })[];
  cells: VectorCell[];
  asOf: Month;
  compareWith?: number;
  round?: string[];
  expect: Record<string, unknown>;
}

const at = (value: PerMonth | undefined, index: number) => (Array.isArray(value) ? value[index] : value) ?? null;

function cellsOf(cell: VectorCell): GiverCell[] {
  if (cell.date !== undefined)
    return [{ giver: cell.giver, month: monthOf(cell.date), state: 'value', quantity: { value: Number(cell.value) } }];
  const [first = '', last = first] = (cell.month ?? '').split('/');
  return monthsBetween(first, last).map((month, index): GiverCell => {
    const [value, numerator, denominator] = [cell.value, cell.numerator, cell.denominator].map((one) => at(one, index));
    if (numerator != null && denominator != null)
      return { giver: cell.giver, month, state: cell.state ?? 'value', quantity: { numerator, denominator } };
    if (value == null) return { giver: cell.giver, month, state: cell.state ?? 'missing', quantity: null };
    return { giver: cell.giver, month, state: cell.state ?? 'value', quantity: { value } };
  });
}

/** Two rows of a register in one month are one cell. */
function added(cells: GiverCell[]): GiverCell[] {
  const table = new Map<string, GiverCell>();
  for (const cell of cells) {
    const key = `${cell.giver} ${cell.month}`;
    const before = table.get(key)?.quantity;
    const both =
      before && cell.quantity && 'value' in before && 'value' in cell.quantity
        ? before.value + cell.quantity.value
        : null;
    table.set(key, both !== null ? { ...cell, quantity: { value: both } } : cell);
  }
  return [...table.values()];
}

function targetOf(target: VectorTarget, asOf: Month): PathToTarget {
  const year = yearOf(asOf);
  return {
    start: target.start ?? null,
    value: target.value,
    startMonth: target.from ?? `${year}-01`,
    endMonth: target.to ?? `${year}-12`,
    dueMonth: target.due ?? null,
    profile: 'linear',
    weights: [],
    window: 'path',
    unit: target.unit ?? null,
    unitReading: target.reading ?? null,
  };
}

const isYear = ({ month }: VectorCell) => month !== undefined && /^\d{4}$/.test(month);

function givenOf({ givers, cells }: Pick<Vector, 'givers' | 'cells'>) {
  const all = givers.map(
    (giver): Giver =>
      typeof giver === 'string'
        ? { id: giver, spans: [{ fromMonth: '2000-01', toMonth: null }] }
        : { id: giver.id, spans: [{ fromMonth: '2000-01', toMonth: giver.to }] },
  );
  const yearTotals = cells
    .filter(isYear)
    .map((cell): YearTotal => ({ giver: cell.giver, year: Number(cell.month), value: Number(cell.value) }));
  const monthly = added(cells.filter((cell) => !isYear(cell) && cell.giver !== TERRITORY).flatMap(cellsOf));
  return { givers: all, yearTotals, cells: monthly.filter(({ month }) => isMonth(month)) };
}

const number = (value: Parameters<typeof toNumber>[0] | null | undefined) => (value ? toNumber(value) : null);

/** Everything that the domain says of a vector, as numbers. */
export function answerTo(vector: Omit<Vector, 'id' | 'says' | 'expect'>) {
  const { indicator, asOf } = vector;
  const target = indicator.target ? targetOf(indicator.target, asOf) : null;
  const facts: MeasuredFacts = {
    ...givenOf(vector),
    timeRule: indicator.timeRule,
    frequency: indicator.frequency,
    definitionFrom: indicator.definitionFrom ?? [],
    carryMonths: 2,
  };
  const table = new CellTable(facts);
  const measured = measure(facts, table, windowOf(target, asOf), asOf);
  const { direction, unit, tolerance = null, timeRule } = indicator;
  const judged = { timeRule, direction, unit, tolerance, target, asOf, knownUpTo: asOf, cuts: defaultCuts };
  const judgement = judge(judged, measured);
  const comparison = vector.compareWith === undefined ? null : compareWith(facts, table, measured, vector.compareWith);
  const value = number(measured.amount?.value);
  return {
    value,
    coverage: measured.coverage,
    partial: measured.partial,
    carried: measured.carried,
    since: measured.since,
    held: measured.held && { value: toNumber(measured.held.value), months: measured.held.months.length },
    verdict: judgement.verdict,
    why: judgement.why,
    pace: judgement.pace,
    expectedToDate: number(judgement.expectedToDate),
    progress: number(judgement.progress),
    gap: number(judgement.gap),
    counted: judgement.counted,
    comparison: comparison
      ? {
          year: comparison.year,
          now: toNumber(comparison.now),
          before: toNumber(comparison.before),
          difference: toNumber(comparison.now) - toNumber(comparison.before),
          used: Object.fromEntries(
            Object.entries(comparison.used).map(([giver, months]) => [giver, months.map((month) => month.slice(5))]),
          ),
        }
      : { year: vector.compareWith, difference: null },
  };
}
