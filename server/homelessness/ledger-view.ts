import {
  type PublishedLedger,
  publishLedger,
  type SaidElsewhere,
} from '../../shared/domain/ledger/ledger-publication.ts';
import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import type { ViewMonth } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type Month, yearOf } from '../../shared/domain/month.ts';
import { defaultThreshold } from '../../shared/domain/secrecy/suppression.ts';
import type { LedgerFilters } from '../../shared/schemas/homelessness.ts';
import { figuresOfYears } from '../indicators/service.ts';
import { type LedgerChain, loadLedgerChain } from '../ledger/chain.ts';
import { hasLedger, type LedgerOwner } from '../ledger/reading.ts';
import type { RowVisibility, Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';

/** What every part of the room starts from. */
export interface LedgerView extends LedgerChain {
  visibility: RowVisibility;
  owner: LedgerOwner;
  /** The last year as anyone may see it, decided once; null to who sees everything, and in Insee's perimeter. */
  published: PublishedLedger | null;
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

/** The ledger of a unit and a perimeter as a person may see it. */
export async function loadLedgerView(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  filters: LedgerFilters,
): Promise<LedgerView> {
  const { visibility, owner } = await rowVisibilityOf(platform, viewer);
  const chain = await loadLedgerChain(platform, owner, filters);
  const { through, lines } = chain;
  // In Insee's perimeter alone, what is not shown could be had by subtracting from the convention's.
  const isPublished = visibility === 'validated' && filters.perimeter === 'convention' && through !== null;
  const year = through === null ? [] : lastYear(lines, through);
  const elsewhere =
    isPublished && filters.unit === 'households' ? await saidByIndicators(platform, viewer, year) : undefined;
  const published = isPublished ? publishLedger(year, defaultThreshold, elsewhere) : null;
  return { visibility, owner, published, ...chain };
}

const YEAR = 12;

/** The first of the last twelve months of which the rows speak. */
export const yearStart = (through: Month) => addMonths(through, 1 - YEAR);

/** The lines of the last twelve months. */
export const lastYear = (lines: readonly ViewMonth[], through: Month) =>
  lines.filter(({ month }) => month <= through && month >= yearStart(through));
