import type { Perimeter } from '../../shared/domain/indicator.ts';
import {
  type PublishedLedger,
  publishLedger,
  type SaidElsewhere,
} from '../../shared/domain/ledger/ledger-publication.ts';
import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { type KnownMonth, ledgerView, noFlows, type ViewMonth } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type Month, monthOf, monthsBetween, yearOf } from '../../shared/domain/month.ts';
import { defaultThreshold } from '../../shared/domain/secrecy/suppression.ts';
import type { LedgerFilters, LedgerUnit } from '../../shared/schemas/homelessness.ts';
import { figuresOfYears } from '../indicators/service.ts';
import type { RowVisibility, Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { rebuildLedger } from './ledger-refresh.ts';
import { findStaleLedgers } from './ledger-repository.ts';
import { type HomelessnessSettings, readLedgerRules } from './ledger-rules.ts';
import {
  type FourCounts,
  findHeadCounts,
  findMonthFlows,
  findMonthlyFigures,
  type HeadCountRecord,
  hasLedger,
  type LedgerOwner,
} from './repository.ts';

/** What every part of the room starts from. */
export interface LedgerView {
  visibility: RowVisibility;
  owner: LedgerOwner;
  settings: HomelessnessSettings;
  /** The last month of which the rows speak, within what this person may see; null: no row. */
  through: Month | null;
  firstRow: Month | null;
  lines: ViewMonth[];
  /** The last year as anyone may see it, decided once; null to who sees everything, and in Insee's perimeter. */
  published: PublishedLedger | null;
  counts: HeadCountRecord[];
}

/** The count of a unit and a perimeter. */
export function countIn(counts: FourCounts, unit: LedgerUnit, perimeter: Perimeter): number {
  if (perimeter === 'convention') return counts[unit];
  return unit === 'persons' ? counts.inseePersons : counts.inseeHouseholds;
}

/** Whose ledger a person reads: an organisation that sends requests reads its own in full. */
async function rowVisibilityOf(
  { db }: Pick<Platform, 'db'>,
  viewer: Viewer,
): Promise<{ visibility: RowVisibility; owner: LedgerOwner }> {
  if (viewer.role === 'coordinator') return { visibility: 'working', owner: null };
  const own = viewer.role === 'contributor' ? viewer.organisationId : null;
  if (own !== null && (await hasLedger(db, own))) return { visibility: 'own', owner: own };
  return { visibility: 'validated', owner: 'validated' };
}

/** Computes the ledgers that were never computed, or under another rule of inactivity. */
async function bringUpToDate(platform: Pick<Platform, 'db'>, { inactivityDays }: HomelessnessSettings): Promise<void> {
  for (const scope of await findStaleLedgers(platform.db, inactivityDays)) {
    await platform.db.$transaction((tx) => rebuildLedger(tx, scope), { timeout: 300_000, maxWait: 30_000 });
  }
}

/** Counted at a month's end: what was entered here, else the monthly figure of the active people (IND-27: persons, Insee). */
function observedMonths(
  counts: readonly HeadCountRecord[],
  figures: readonly { code: string; month: Month; value: number }[],
  { unit, perimeter }: LedgerFilters,
): Map<Month, number> {
  const observed = new Map<Month, number>();
  if (unit === 'persons' && perimeter === 'insee') {
    for (const { code, month, value } of figures) if (code === 'IND-27') observed.set(month, value);
  }
  for (const one of counts) {
    if (one.kind === 'active' && one.unit === unit && one.perimeter === perimeter)
      observed.set(monthOf(one.date), one.count);
  }
  return observed;
}

/** The flows that monthly figures know where no row exists: closings only, in households of the convention. */
function partialFlows(
  figures: readonly { code: string; month: Month; value: number }[],
  { unit, perimeter }: LedgerFilters,
): Map<Month, KnownMonth['partial']> {
  const partial = new Map<Month, NonNullable<KnownMonth['partial']>>();
  if (unit !== 'households' || perimeter !== 'convention') return partial;
  for (const { code, month, value } of figures) {
    const flow = code === 'SIAO-02' ? 'housed' : code === 'SIAO-03' ? 'lostContact' : null;
    if (flow) partial.set(month, { ...partial.get(month), [flow]: value });
  }
  return partial;
}

/** Indicators that count what a flow counts, in households of the convention: each month is published there too. */
const sameAsFlow: Record<string, FlowName> = {
  'SIAO-01': 'newlyIdentified',
  'SIAO-02': 'housed',
  'SIAO-03': 'lostContact',
};

async function saidByIndicators(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  lines: readonly ViewMonth[],
): Promise<SaidElsewhere> {
  const years = [...new Set(lines.map(({ month }) => yearOf(month)))];
  const codes = Object.keys(sameAsFlow);
  const figures = await figuresOfYears(
    platform,
    viewer,
    years.map((year) => ({ year, codes })),
  );
  const said = new Map<string, number | 'hidden'>();
  for (const { code, months } of figures.flat())
    for (const { month, quantity, hidden } of months) {
      const name = `${sameAsFlow[code]} ${month}`;
      if (hidden) said.set(name, 'hidden');
      else if (quantity && 'value' in quantity) said.set(name, quantity.value);
    }
  return said;
}

/** The ledger of a unit and a perimeter, month by month, as far as the sources and the person's visibility go. */
export async function loadLedgerView(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  filters: LedgerFilters,
): Promise<LedgerView> {
  const { db } = platform;
  const settings = await readLedgerRules(db);
  await bringUpToDate(platform, settings);
  const { visibility, owner } = await rowVisibilityOf(platform, viewer);
  const [rows, figures, counts] = await Promise.all([
    findMonthFlows(db, owner),
    findMonthlyFigures(
      db,
      ['IND-27', 'SIAO-01', 'SIAO-02', 'SIAO-03'],
      visibility === 'validated' ? 'validated' : 'working',
    ),
    findHeadCounts(db),
  ]);
  const requested = rows.filter(({ flow, households }) => flow === 'newlyIdentified' && households > 0);
  const months = new Set(requested.map(({ month }) => month));
  const firstRow = requested[0]?.month ?? null;
  const over = addMonths(monthOf(platform.referenceDate()), -1);
  const told = visibility === 'validated' ? lastMonth(figures.filter(({ code }) => code === 'SIAO-01')) : over;
  const limit = told === null || told > over ? over : told;
  const through =
    requested
      .map(({ month }) => month)
      .filter((month) => month <= limit)
      .at(-1) ?? null;
  const known = new Map<Month, KnownMonth>();
  const observed = observedMonths(counts, figures, filters);
  const partial = partialFlows(figures, filters);
  const sources = [...months, ...observed.keys(), ...partial.keys()].filter((month) => month <= limit).sort();
  for (const month of monthsBetween(sources[0] ?? limit, sources.at(-1) ?? limit)) {
    const flows = months.has(month) ? { ...noFlows } : null;
    known.set(month, { month, flows, partial: partial.get(month) ?? null, observed: observed.get(month) ?? null });
  }
  for (const row of rows) {
    const flows = known.get(row.month)?.flows;
    if (flows) flows[row.flow] = countIn(row, filters.unit, filters.perimeter);
  }
  const lines = chainOf(known, firstRow, settings);
  // In Insee's perimeter alone, what is not shown could be had by subtracting from the convention's.
  const isPublished = visibility === 'validated' && filters.perimeter === 'convention' && through !== null;
  const year = through === null ? [] : lastYear(lines, through);
  const elsewhere =
    isPublished && filters.unit === 'households' ? await saidByIndicators(platform, viewer, year) : undefined;
  const published = isPublished ? publishLedger(year, defaultThreshold, elsewhere) : null;
  return { visibility, owner, settings, through, firstRow, counts, lines, published };
}

const YEAR = 12;

/** The first of the last twelve months of which the rows speak. */
export const yearStart = (through: Month) => addMonths(through, 1 - YEAR);

/** The lines of the last twelve months. */
export const lastYear = (lines: readonly ViewMonth[], through: Month) =>
  lines.filter(({ month }) => month <= through && month >= yearStart(through));

const lastMonth = (figures: readonly { month: Month }[]) =>
  figures
    .map(({ month }) => month)
    .sort()
    .at(-1) ?? null;

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
