import type { Prisma } from '../../prisma/generated/client.ts';
import { type Month, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import type { Measures, Ratio } from '../../shared/registers/register.ts';
import type { IndicatorMonthKey } from '../indicators/roll-up.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { type CellRecord, createCell, findFedIndicators, holdCells, replaceCell } from './repository.ts';

type Tx = Prisma.TransactionClient;
type Figure = number | Ratio;

/** What an import does to the cells that its register fills. */
export interface CellChange {
  code: string;
  label: string;
  month: Month;
  before: Figure | null;
  after: Figure | null;
  /** The cell is validated: the import leaves it as it is, and says so. */
  locked: boolean;
}

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

export interface WriteOptions {
  source: string;
  importId: number;
  userId: string | null;
  now: Date;
  /** Rows of the register prove that a month without any is a real zero; a typed workbook proves nothing. */
  register: boolean;
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

/** True when the cell already counts for what the register says. A fictitious, drafted or estimated one does not, even with the same figure. */
function isSettled(figure: Figure | null, cell: CellRecord | undefined): boolean {
  if (!cell) return figure === null;
  const counts = cell.origin !== 'demo' && cell.stage !== 'draft' && cell.state !== 'estimated';
  return counts && same(figure, figureOf(cell));
}

/** The writes of one indicator: its months, and the fictitious or outdated cells of the register's years that they replace. */
function planIndicator(
  indicator: Fed,
  months: Record<Month, Figure>,
  cells: CellRecord[],
  years: Set<number>,
  register: boolean,
): Write[] {
  const figures = register ? completed(months) : months;
  const byMonth = new Map(cells.map((cell) => [cell.month, cell]));
  const given = Object.entries(figures)
    .map(([month, figure]) => ({ indicator, month, figure, cell: byMonth.get(month) }))
    .filter(({ figure, cell }) => !isSettled(figure, cell));
  const outdated = cells
    .filter((cell) => !(cell.month in figures) && years.has(yearOf(cell.month)) && !isSettled(null, cell))
    .filter((cell) => cell.origin === 'demo' || (register && cell.origin === 'register'))
    .map((cell) => ({ indicator, month: cell.month, figure: null, cell }));
  return [...given, ...outdated].sort((a, b) => a.month.localeCompare(b.month));
}

function isLocked({ cell }: Write): boolean {
  return cell?.stage === 'validated' && cell.origin !== 'demo';
}

/** Writes one cell and keeps what it was. Fictitious cells give way whatever their stage: real and fictitious never mix. */
async function writeCell(
  tx: Tx,
  scope: OrganisationScope,
  write: Write,
  { importId, userId, now, register }: WriteOptions,
): Promise<void> {
  const { indicator, month, figure, cell } = write;
  const ratio = typeof figure === 'object' && figure !== null ? figure : null;
  const data = {
    state: figure === null ? 'missing' : 'value',
    value: typeof figure === 'number' ? figure : null,
    numerator: ratio?.numerator ?? null,
    denominator: ratio?.denominator ?? null,
    reason: null,
    origin: register ? 'register' : 'workbook',
    stage: 'submitted',
    review: 'none',
    importId,
    updatedById: userId,
    updatedAt: now,
  };
  if (cell) await replaceCell(tx, cell, data);
  else await createCell(tx, scope, indicator.id, month, data);
}

/** Brings the cells of an organisation in line with what its register says, and answers what changed. */
export async function writeRegisterCells(
  tx: Tx,
  scope: OrganisationScope,
  measures: Measures,
  options: WriteOptions,
): Promise<{ changes: CellChange[]; touched: IndicatorMonthKey[] }> {
  const indicators = await findFedIndicators(tx, scope, options.source, Object.keys(measures));
  const cells = await holdCells(
    tx,
    scope,
    indicators.map((one) => one.id),
  );
  const years = new Set(Object.values(measures).flatMap((months) => Object.keys(months).map(yearOf)));
  const writes = indicators.flatMap((indicator) => {
    const own = cells.filter((cell) => cell.indicatorId === indicator.id);
    return planIndicator(indicator, measures[indicator.code] ?? {}, own, years, options.register);
  });
  const changes: CellChange[] = [];
  const touched: IndicatorMonthKey[] = [];
  for (const write of writes) {
    const locked = isLocked(write);
    const { code, label } = write.indicator;
    const [before, after] = [figureOf(write.cell), write.figure];
    if (!same(before, after)) changes.push({ code, label, month: write.month, before, after, locked });
    if (locked) continue;
    await writeCell(tx, scope, write, options);
    touched.push({ indicatorId: write.indicator.id, month: write.month });
  }
  return { changes, touched };
}
