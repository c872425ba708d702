import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Perimeter, Unit } from '../../shared/domain/indicator.ts';
import type { LedgerFilters, LedgerUnit } from '../../shared/domain/ledger/ledger-filters.ts';
import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { type KnownMonth, ledgerView, noFlows, type ViewMonth } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type IsoDate, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import type { Visibility } from '../platform/access.ts';
import {
  type FourCounts,
  findHeadCounts,
  findLedgerMonths,
  findMonthFlows,
  type HeadCountRecord,
  type LedgerMonthOf,
  type MonthFlows,
} from './reading.ts';
import { bringLedgersUpToDate } from './refresh.ts';
import type { HomelessnessSettings } from './rules.ts';

/** The ledger of a unit and a perimeter, month after month, for one visibility: what every page, and the indicator, reads. */
export interface LedgerChain {
  settings: HomelessnessSettings;
  /** The last month of which the rows speak, within what the visibility goes to; null: no row. */
  through: Month | null;
  firstRow: Month | null;
  lines: ViewMonth[];
  counts: HeadCountRecord[];
}

type Db = PrismaClient | Prisma.TransactionClient;

export interface LedgerReading {
  db: PrismaClient;
  referenceDate: () => IsoDate;
}

/** The count of a unit and a perimeter. */
export function countIn(counts: FourCounts, unit: LedgerUnit, perimeter: Perimeter): number {
  if (perimeter === 'convention') return counts[unit];
  return unit === 'persons' ? counts.inseePersons : counts.inseeHouseholds;
}

/** Counted at a month's end, independently of the flows. */
function observedMonths(counts: readonly HeadCountRecord[], { unit, perimeter }: LedgerFilters): Map<Month, number> {
  const own = counts.filter((one) => one.kind === 'active' && one.unit === unit && one.perimeter === perimeter);
  return new Map(own.map(({ date, count }) => [monthOf(date), count]));
}

/** What indicators count that a flow counts too, in households of the convention. */
const sameAsFlow: Record<string, FlowName> = { rehoused: 'housed', 'lost-contact': 'lostContact' };
export const measuresOfFlows = Object.keys(sameAsFlow);
export const flowOfMeasure = (measure: string | null): FlowName | null => sameAsFlow[measure ?? ''] ?? null;

/** The flows that monthly figures know where no row exists: closings only, in households of the convention. */
function partialFlows(
  figures: readonly { measure: string; month: Month; value: number }[],
  { unit, perimeter }: LedgerFilters,
): Map<Month, KnownMonth['partial']> {
  const partial = new Map<Month, NonNullable<KnownMonth['partial']>>();
  if (unit !== 'households' || perimeter !== 'convention') return partial;
  for (const { measure, month, value } of figures) {
    const flow = flowOfMeasure(measure);
    if (flow) partial.set(month, { ...partial.get(month), [flow]: value });
  }
  return partial;
}

/** What the ledgers of the territory, or of one organisation, are made of: as they are, and as they were validated. */
export interface LedgerFacts {
  rows: readonly MonthFlows[];
  counts: HeadCountRecord[];
  months: readonly LedgerMonthOf[];
}

/** All of it, once the ledgers are up to date. */
export async function readLedgerFacts(db: Db, organisation: number | undefined): Promise<LedgerFacts> {
  const [rows, counts, months] = [
    await findMonthFlows(db, organisation),
    await findHeadCounts(db),
    await findLedgerMonths(db, organisation),
  ];
  return { rows, counts, months };
}

/** How a chain is read: its visibility, the rules, and the figures of months without rows. */
export interface ChainReading {
  visibility: Visibility;
  settings: HomelessnessSettings;
  date: IsoDate;
  figures?: readonly { measure: string; month: Month; value: number }[];
}

/** The ledger of a unit and a perimeter, month by month, as far as the sources and the visibility go: months that count, and are over. */
export function chainFrom(
  { rows: all, counts, months: allMonths }: LedgerFacts,
  { visibility, settings, date, figures = [] }: ChainReading,
  filters: LedgerFilters,
): LedgerChain {
  const over = addMonths(monthOf(date), -1);
  const rows = all.filter((row) => row.visibility === visibility);
  const monthsOf = (kind: LedgerMonthOf['kind']) =>
    allMonths.filter((one) => one.kind === kind).map(({ month }) => month);
  const [counted, declared] = [monthsOf(visibility), monthsOf('declared')];
  const limit = counted.findLast((month) => month <= over) ?? '';
  const requested = rows.filter(
    ({ dimension, flow, households }) => dimension === 'open' && flow === 'newlyIdentified' && households > 0,
  );
  const firstRow = requested[0]?.month ?? null;
  const complete = declared.filter((month) => counted.includes(month) && firstRow !== null && month > firstRow);
  const asked = [...requested.map(({ month }) => month), ...complete].filter((month) => month <= limit);
  const months = new Set(asked.sort());
  const through = [...months].at(-1) ?? null;
  const known = new Map<Month, KnownMonth>();
  const observed = observedMonths(counts, filters);
  const partial = partialFlows(figures, filters);
  const last = limit === '' ? over : limit;
  const rowsTo = monthsBetween(firstRow ?? last, last).filter((month) => month <= limit);
  const sources = [...rowsTo, ...observed.keys(), ...partial.keys()].filter((month) => month <= last).sort();
  for (const month of monthsBetween(sources[0] ?? last, sources.at(-1) ?? last)) {
    const flows = months.has(month) ? { ...noFlows } : null;
    known.set(month, { month, flows, partial: partial.get(month) ?? null, observed: observed.get(month) ?? null });
  }
  for (const row of rows) {
    if (row.dimension !== 'total') continue;
    const flows = known.get(row.month)?.flows;
    if (flows) flows[row.flow] += countIn(row, filters.unit, filters.perimeter);
  }
  return { settings, through, firstRow, counts, lines: chainOf(known, firstRow, settings) };
}

/** What the ledgers of the territory, or of one organisation, are made of, brought up to date first. */
export async function loadLedgerFacts(
  { db }: Pick<LedgerReading, 'db'>,
  settings: HomelessnessSettings,
  organisation?: number,
): Promise<LedgerFacts> {
  await bringLedgersUpToDate(db, settings);
  return readLedgerFacts(db, organisation);
}

/** What an indicator of active people is read in. */
export const ledgerFilters = ({ unit, perimeter }: { unit: Unit; perimeter: Perimeter | null }): LedgerFilters => ({
  unit: unit === 'households' ? 'households' : 'persons',
  perimeter: perimeter ?? 'convention',
});

/** The active at the end of each month that rows speak of. */
export function activeByMonth({ lines, through }: LedgerChain): Map<Month, number> {
  const told = lines.flatMap(({ month, flows, active }) =>
    flows !== null && active !== null && through !== null && month <= through ? [[month, active] as const] : [],
  );
  return new Map(told);
}

/** Before the first row only what was counted is known; the register then starts from nobody. */
function chainOf(known: Map<Month, KnownMonth>, firstRow: Month | null, settings: HomelessnessSettings): ViewMonth[] {
  const threshold = settings.reliabilityPercent;
  const [first, last] = [[...known.keys()][0], [...known.keys()].at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = firstRow !== null && firstRow <= last ? firstRow : addMonths(last, 1);
  const before = ledgerView(known, { from: first, to: addMonths(start, -1), opening: null, threshold });
  const after = ledgerView(known, { from: start, to: last, opening: 0, threshold });
  return [...before, ...after];
}
