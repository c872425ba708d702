import { type DwellingSize, dwellingSizes } from '../../shared/domain/ledger/dwelling-need.ts';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { inflowOf, outflowOf } from '../../shared/domain/ledger/ledger-view.ts';
import { CHECKED_MONTHS, FITTED_MONTHS, type StockMonth } from '../../shared/domain/ledger/rehousing-simulation.ts';
import { capturedBySize } from '../housing/captured.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { latestPublication, saidBy } from '../publications/service.ts';
import { type LedgerView, loadLedgerView, yearStart } from './ledger-view.ts';
import { activeBy, sourceOf } from './service.ts';

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate'>;

/** What a simulation is fitted and checked on: months of which everything is known, in a row, for those who see everything. */
function simulationMonths({ lines, through, masked, settings }: LedgerView) {
  if (through === null || masked) return null;
  const past = lines.filter(({ month }) => month <= through);
  const gap = past.findLastIndex(({ flows, start, active }) => flows === null || start === null || active === null);
  const months = past.slice(gap + 1).flatMap(({ month, start, active, flows }): StockMonth[] => {
    if (!flows || start === null || active === null) return [];
    return [{ month, start, active, inflow: inflowOf(flows), outflow: outflowOf(flows) }];
  });
  return { months: months.slice(-FITTED_MONTHS - CHECKED_MONTHS), threshold: settings.reliabilityPercent };
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
  const [wishes, waiting, groups, offer] = await Promise.all([
    activeBy(platform, view, filters, 'wish'),
    activeBy(platform, view, filters, 'size'),
    activeBy(platform, view, filters, 'group'),
    offerOf(platform, view, viewer, filters),
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
    simulation: simulationMonths(view),
  };
}
