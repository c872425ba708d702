import { type RehousingMonths, rehousingMonths } from '../../shared/domain/ledger/balance.ts';
import { type LedgerBridge, ledgerBridge } from '../../shared/domain/ledger/ledger-bridge.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import type { MergedFlow } from '../../shared/domain/ledger/ledger-publication.ts';
import type { Dimension, FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { flowNames } from '../../shared/domain/ledger/ledger-tally.ts';
import { type FlowOrigin, inflowOf, outflowOf } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type IsoDate, type Month, monthsBetween } from '../../shared/domain/month.ts';
import { recordOf } from '../../shared/domain/record-of.ts';
import { isSmall, type PublishedCount, publishSeries } from '../../shared/domain/secrecy/suppression.ts';
import { ethosOfSituation } from '../../shared/registers/siao-spell.ts';
import { countIn } from '../ledger/chain.ts';
import {
  countOpenOutside,
  findActiveByValue,
  findFlowsByValue,
  findMonthChangesByValue,
  findRequestCounts,
} from '../ledger/reading.ts';
import type { RowVisibility, Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type LedgerView, lastYear, loadLedgerView, type WaitingMonth, yearStart } from './ledger-view.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate'>;

/** Months shown: two years to who sees everything, the last year to the others, whose totals are protected over it. */
const MONTHS_SHOWN = 24;

/** One month of the ledger as it is shown. `hidden` stands for a number that statistical secrecy keeps. */
export interface ShownMonth {
  month: Month;
  origin: FlowOrigin;
  start: PublishedCount;
  active: PublishedCount;
  observed: PublishedCount;
  inflow: PublishedCount;
  outflow: PublishedCount;
  /** Null: unknown. Absent flows of monthly figures are null too. */
  flows: Record<FlowName, PublishedCount> | null;
  /** Two flows said in one because one of them is small. */
  merged?: readonly MergedFlow[];
}

/** A value of a breakdown and its count. */
export interface ShownValue {
  value: string;
  count: PublishedCount;
}

export interface ExitReason extends ShownValue {
  flow: FlowName;
}

/** What every part says of where its numbers come from. */
export interface SourceWords {
  visibility: RowVisibility;
  through: Month | null;
  firstRow: Month | null;
  inactivityDays: number;
  /** A request open in the latest full export is in contact at its day. */
  contactByExport: boolean;
  /** The day of the latest full export. */
  extraction: IsoDate | null;
  /** Validated months that rows correct since: they wait for validation. Who sees what is validated alone is told nothing. */
  waiting?: WaitingMonth[];
}

export const sourceOf = ({
  visibility,
  through,
  firstRow,
  settings,
  extraction,
  waiting,
}: LedgerView): SourceWords => ({
  visibility,
  through,
  firstRow,
  inactivityDays: settings.inactivityDays,
  contactByExport: settings.contactByExport,
  extraction,
  ...(visibility !== 'validated' && { waiting }),
});

/** A breakdown as this person may see it, given the total that is shown elsewhere. */
export function shownValues(
  values: readonly { value: string; count: number }[],
  masked: boolean,
  shownTotal: PublishedCount,
): ShownValue[] {
  if (!masked) return [...values];
  const all = (count: PublishedCount) => values.map(({ value }) => ({ value, count }));
  if (typeof shownTotal !== 'number') return all('hidden');
  const { cells, total } = publishSeries({ cells: values.map(({ count }) => count), total: shownTotal });
  // The total is said in the ledger: a breakdown that needs it hidden is not said at all.
  if (total === 'hidden') return all('hidden');
  return values.map(({ value }, index) => ({ value, count: cells[index] ?? null }));
}

const fullFlows = (flows: Partial<Record<FlowName, number>> | null) =>
  flows && recordOf(flowNames, (flow): PublishedCount => flows[flow] ?? null);

function shownMonths({ lines, visibility, masked, through, published }: LedgerView): ShownMonth[] {
  if (!masked) {
    // Of what is validated, nothing is said after its last month.
    const known =
      visibility === 'validated' ? lines.filter(({ month }) => through !== null && month <= through) : lines;
    const last = known.at(-1)?.month ?? '';
    return known
      .filter(({ month }) => month > addMonths(last, -MONTHS_SHOWN))
      .map(({ month, origin, start, active, observed, flows, partial }) => {
        return {
          month,
          origin,
          start,
          active,
          observed,
          inflow: flows && inflowOf(flows),
          outflow: flows && outflowOf(flows),
          flows: fullFlows(flows ?? partial),
        };
      });
  }
  const year = through === null ? [] : lastYear(lines, through);
  const small = (count: number | null): PublishedCount => (count !== null && isSmall(count) ? 'hidden' : count);
  return year.map(({ month, origin, start, active, observed }, index) => {
    const line = published?.lines[index];
    if (line) return { ...line, origin, observed: null };
    return {
      month,
      origin,
      start: small(start),
      active: small(active),
      observed: small(observed),
      inflow: null,
      outflow: null,
      flows: null,
    };
  });
}

async function byValue(
  { db }: Reading,
  { owner, through }: LedgerView,
  { unit, perimeter }: LedgerFilters,
  dimension: Dimension,
): Promise<{ value: string; count: number }[]> {
  if (through === null) return [];
  const active = await findActiveByValue(db, owner, dimension, through);
  return active
    .map((one) => ({ value: one.value, count: countIn(one, unit, perimeter) }))
    .filter(({ count }) => count !== 0)
    .sort((a, b) => b.count - a.count);
}

/** The active of the last month by value of a breakdown, as this person may see them. */
export async function activeBy(
  platform: Reading,
  view: LedgerView,
  filters: LedgerFilters,
  dimension: Dimension,
): Promise<ShownValue[]> {
  const values = await byValue(platform, view, filters, dimension);
  // Without a published year (in Insee's perimeter, a part of the convention's) no breakdown is said.
  return shownValues(values, view.masked, view.published?.lines.at(-1)?.active ?? null);
}

/** Situations at the end of each month shown; for anyone, the last one only. */
async function situationsByMonth(
  platform: Reading,
  view: LedgerView,
  filters: LedgerFilters,
  months: readonly ShownMonth[],
) {
  const first = months[0]?.month;
  if (view.masked || view.through === null || first === undefined) return [];
  const changes = await findMonthChangesByValue(platform.db, view.owner, 'situation', view.through);
  const values = [...new Set(changes.map(({ value }) => value))];
  return values.map((value) => {
    const own = changes.filter((one) => one.value === value);
    const at = (month: Month) =>
      own
        .filter((one) => one.month <= month)
        .reduce((sum, one) => sum + countIn(one, filters.unit, filters.perimeter), 0);
    const known = (month: Month) => months.find((one) => one.month === month)?.active !== null;
    return {
      value,
      ethos: ethosOfSituation(value),
      months: monthsBetween(first, view.through ?? first).map((month) => ({
        month,
        count: known(month) ? at(month) : null,
      })),
    };
  });
}

/** Why people left over the last twelve months. */
async function reasonsOf(
  platform: Reading,
  view: LedgerView,
  filters: LedgerFilters,
  totals: Partial<Record<FlowName, PublishedCount>>,
) {
  if (view.through === null) return [];
  const found = await findFlowsByValue(platform.db, view.owner, 'reason', yearStart(view.through), view.through);
  return flowNames.flatMap((flow): ExitReason[] => {
    const values = found
      .filter((one) => one.flow === flow)
      .map((one) => ({ value: one.value, count: countIn(one, filters.unit, filters.perimeter) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
    return shownValues(values, view.masked, totals[flow] ?? null).map((one) => ({ ...one, flow }));
  });
}

/** Each flow over the last twelve months, as it may be said. */
function yearTotals({ lines, through, masked, published }: LedgerView): Partial<Record<FlowName, PublishedCount>> {
  if (through === null) return {};
  if (masked) return published?.totals ?? {};
  const total = (flow: FlowName) => lastYear(lines, through).reduce((sum, { flows }) => sum + (flows?.[flow] ?? 0), 0);
  return Object.fromEntries(flowNames.map((flow) => [flow, total(flow)]));
}

/** Months of rehousing needed, unless what it is made from is hidden. */
export function rehousingOf(
  { lines, through, masked: isMasked }: LedgerView,
  months: readonly ShownMonth[],
): RehousingMonths | 'hidden' | null {
  if (through === null) return null;
  const known = lines.filter(({ month }) => month <= through);
  const masked =
    isMasked && months.slice(-6).some(({ active, flows }) => active === 'hidden' || typeof flows?.housed !== 'number');
  if (masked) return 'hidden';
  return rehousingMonths(
    known.at(-1)?.active ?? null,
    known.map(({ flows }) => flows?.housed ?? null),
  );
}

/** The bridge as it is shown, with what the file holds of other territories. */
export interface ShownBridge extends LedgerBridge {
  openOutside: number;
}

/**
 * From the requests of the file to the households without a home, at the end of the last month. Its terms are small numbers
 * that no decision guards: they are said to who sees whole readings, and to nobody else.
 */
async function bridgeOf(
  { db }: Reading,
  { owner, through, masked, lines }: LedgerView,
  { unit, perimeter }: LedgerFilters,
): Promise<ShownBridge | null> {
  if (masked || through === null) return null;
  const [counts, [active], openOutside] = await Promise.all([
    findRequestCounts(db, owner, through),
    findActiveByValue(db, owner, 'total', through),
    countOpenOutside(db, owner),
  ]);
  const stock = active ?? { households: 0, persons: 0, inseeHouseholds: 0, inseePersons: 0 };
  // A month that nobody gave breaks the ledger: requests then lead to no stock that could be said.
  const said = lines.find(({ month }) => month === through)?.active;
  if (said !== countIn(stock, unit, perimeter)) return null;
  return { ...ledgerBridge(through, counts, stock), openOutside };
}

/** Active people, who comes in, who goes out, month by month; where they live and why they left. */
export async function ledgerFor(platform: Reading, viewer: Viewer, filters: LedgerFilters) {
  const view = await loadLedgerView(platform, viewer, filters);
  const months = shownMonths(view);
  const totals = yearTotals(view);
  const [situations, situationsNow, compositions, groups, reasons, bridge] = await Promise.all([
    situationsByMonth(platform, view, filters, months),
    activeBy(platform, view, filters, 'situation'),
    activeBy(platform, view, filters, 'composition'),
    activeBy(platform, view, filters, 'group'),
    reasonsOf(platform, view, filters, totals),
    bridgeOf(platform, view, filters),
  ]);
  return {
    ...filters,
    source: sourceOf(view),
    months,
    totals,
    bridge,
    stocks: view.stocks,
    situations,
    situationsNow: situationsNow.map((one) => ({ ...one, ethos: ethosOfSituation(one.value) })),
    compositions,
    groups,
    reasons,
    rehousing: rehousingOf(view, months),
  };
}
