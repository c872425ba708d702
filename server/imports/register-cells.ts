import { type Month, monthsBetween } from '../../shared/domain/month.ts';
import type { Measures, Ratio } from '../../shared/registers/register.ts';
import type { CellFigure, CellRecord } from './cell-repository.ts';
import type { CellChange } from './receipt-columns.ts';

type Figure = number | Ratio;

interface Fed {
  id: number;
  code: string;
  label: string;
}

interface Write {
  indicator: Fed;
  month: Month;
  figure: Figure | null;
  cell: CellRecord | undefined;
}

/**
 * The months that a register speaks for: between its first and its last month, a month without a row is a real zero of a
 * count (the register says that nothing happened). A ratio of nothing has no value: it stays missing.
 */
function completed(months: Record<Month, Figure>): Record<Month, Figure> {
  const known = Object.keys(months).sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || typeof months[first] !== 'number') return months;
  return Object.fromEntries(monthsBetween(first, last).map((month) => [month, months[month] ?? 0]));
}

function figureOf(cell: CellRecord | undefined): Figure | null {
  if (!cell) return null;
  if (cell.value !== null) return cell.value;
  return cell.numerator !== null && cell.denominator !== null
    ? { numerator: cell.numerator, denominator: cell.denominator }
    : null;
}

function same(a: Figure | null, b: Figure | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** True when the cell already counts for what the register says. A drafted or estimated one does not, even with the same figure. */
function isSettled(figure: Figure | null, cell: CellRecord | undefined): boolean {
  if (!cell) return figure === null;
  const counts = cell.stage !== 'draft' && cell.state !== 'estimated';
  return counts && same(figure, figureOf(cell));
}

/** The writes of one indicator: its months, and the outdated cells of its register. */
function planIndicator(indicator: Fed, months: Record<Month, Figure>, cells: CellRecord[], register: boolean): Write[] {
  const figures = register ? completed(months) : months;
  const byMonth = new Map(cells.map((cell) => [cell.month, cell]));
  const given = Object.entries(figures)
    .map(([month, figure]) => ({ indicator, month, figure, cell: byMonth.get(month) }))
    .filter(({ figure, cell }) => !isSettled(figure, cell));
  const outdated = cells
    .filter((cell) => !(cell.month in figures) && !isSettled(null, cell))
    .filter((cell) => register && cell.origin === 'register')
    .map((cell) => ({ indicator, month: cell.month, figure: null, cell }));
  return [...given, ...outdated].sort((a, b) => a.month.localeCompare(b.month));
}

function cellFigure({ indicator, month, figure }: Write): CellFigure {
  const ratio = typeof figure === 'object' && figure !== null ? figure : null;
  return {
    indicatorId: indicator.id,
    month,
    value: typeof figure === 'number' ? figure : null,
    numerator: ratio?.numerator ?? null,
    denominator: ratio?.denominator ?? null,
  };
}

export interface CellPlan {
  /** What changes. A figure that was validated changes for who sees corrections; for readers, once it is validated again. */
  changes: CellChange[];
  writes: CellFigure[];
}

/**
 * What brings the cells of an organisation in line with its register. `register`: rows prove that a month without any is a real
 * zero; a typed workbook proves nothing.
 */
export function planCells(indicators: Fed[], cells: CellRecord[], measures: Measures, register: boolean): CellPlan {
  const all = indicators.flatMap((indicator) => {
    const own = cells.filter((cell) => cell.indicatorId === indicator.id);
    return planIndicator(indicator, measures[indicator.code] ?? {}, own, register);
  });
  const changes = all.map((write) => ({
    code: write.indicator.code,
    label: write.indicator.label,
    month: write.month,
    before: figureOf(write.cell),
    after: write.figure,
    waits: write.cell?.wasValidated ?? false,
  }));
  return {
    changes: changes.filter(({ before, after }) => !same(before, after)),
    writes: all.map(cellFigure),
  };
}
