import { type DwellingSize, dwellingSizes } from '../../shared/domain/ledger/dwelling-need.ts';
import { flowNames } from '../../shared/domain/ledger/ledger-tally.ts';
import type { SimulationStart } from '../../shared/domain/ledger/rehousing-simulation.ts';
import { addMonths, monthsBetween } from '../../shared/domain/month.ts';
import { recordOf } from '../../shared/domain/record-of.ts';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { capturedBySize } from '../housing/captured.ts';
import { countIn } from '../ledger/chain.ts';
import { findActiveByValue, findMonthFlowsByValue } from '../ledger/reading.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { latestPublication, saidBy } from '../publications/service.ts';
import { type LedgerView, loadLedgerView, yearStart } from './ledger-view.ts';
import { activeBy, sourceOf } from './service.ts';

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate'>;

/** The months whose rhythm a simulation carries on. */
const RHYTHM = 6;

const bySize = <Value>(of: (size: DwellingSize) => Value) => recordOf(dwellingSizes, of);

/** What a simulation starts from: small numbers by size and month, for those who see everything. */
async function simulationStart(
  { db }: Pick<Reading, 'db'>,
  view: LedgerView,
  { perimeter }: LedgerFilters,
): Promise<SimulationStart | null> {
  const { owner, through, masked } = view;
  if (through === null || masked) return null;
  const from = addMonths(through, 1 - RHYTHM);
  const [active, flows] = await Promise.all([
    findActiveByValue(db, owner, 'size', through),
    findMonthFlowsByValue(db, owner, 'size', from, through),
  ]);
  const rhythm = (isIn: boolean) =>
    bySize((size) =>
      monthsBetween(from, through).map((month) =>
        flows
          .filter((one) => one.month === month && one.value === size && flowNames.indexOf(one.flow) < 3 === isIn)
          .reduce((sum, one) => sum + countIn(one, 'households', perimeter), 0),
      ),
    );
  const now = (size: DwellingSize) => active.find(({ value }) => value === size);
  return {
    active: bySize((size) => {
      const found = now(size);
      return found ? Math.max(0, countIn(found, 'households', perimeter)) : 0;
    }),
    inflow: rhythm(true),
    outflow: rhythm(false),
  };
}

/** Dwellings that were captured over the ledger's year, and those still free, by size. */
interface Offer {
  sizes: { size: DwellingSize; captured: number; free: number }[];
  /** Captured, and of no size that is known. */
  unsized: number;
  anyDwelling: boolean;
}

/** What the publications say that was captured: what stands beside an organisation's own requests. */
async function publishedOffer(platform: Reading, filters: LedgerFilters): Promise<Offer> {
  const publication = await latestPublication(platform);
  const text = publication && (await saidBy(platform, publication, 'homelessness.needs', filters));
  return text ? JSON.parse(text) : { sizes: [], unsized: 0, anyDwelling: false };
}

async function offerOf(
  platform: Reading,
  { visibility, through }: LedgerView,
  viewer: Viewer,
  filters: LedgerFilters,
): Promise<Offer> {
  if (visibility === 'own') return publishedOffer(platform, filters);
  const owner = viewer.role === 'coordinator' || viewer.draft ? null : 'validated';
  const captured = through === null ? [] : await capturedBySize(platform, owner, yearStart(through), through);
  const isKnown = ({ size }: { size: string }) => dwellingSizes.some((known) => known === size);
  return {
    sizes: dwellingSizes.map((size) => {
      const found = captured.find((one) => one.size === size);
      return { size, captured: found?.captured ?? 0, free: found?.free ?? 0 };
    }),
    unsized: captured.filter((one) => !isKnown(one)).reduce((sum, one) => sum + one.captured, 0),
    anyDwelling: captured.length > 0,
  };
}

/** Who waits for what, and what came free: households by kind of home, size and place, against captured dwellings. */
export async function needsFor(platform: Reading, viewer: Viewer, { perimeter }: LedgerFilters) {
  const filters: LedgerFilters = { unit: 'households', perimeter };
  const view = await loadLedgerView(platform, viewer, filters);
  const [wishes, waiting, groups, offer, simulation] = await Promise.all([
    activeBy(platform, view, filters, 'wish'),
    activeBy(platform, view, filters, 'size'),
    activeBy(platform, view, filters, 'group'),
    offerOf(platform, view, viewer, filters),
    simulationStart(platform, view, filters),
  ]);
  return {
    ...filters,
    source: sourceOf(view),
    wishes,
    sizes: dwellingSizes.map((size) => {
      const found = offer.sizes.find((one) => one.size === size);
      return {
        size,
        waiting: waiting.find(({ value }) => value === size)?.count ?? 0,
        captured: found?.captured ?? 0,
        free: found?.free ?? 0,
      };
    }),
    unsized: offer.unsized,
    anyDwelling: offer.anyDwelling,
    groups,
    simulation,
  };
}
