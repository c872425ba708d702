import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import {
  type DayCount,
  type HousedCase,
  type Quartiles,
  quartilesOf,
  returnDelay,
  returnDelays,
  seniorityBands,
  seniorityOf,
} from '../../shared/domain/ledger/time-to-home.ts';
import { yearOf } from '../../shared/domain/month.ts';
import { defaultThreshold } from '../../shared/domain/secrecy/suppression.ts';
import { countIn } from '../ledger/chain.ts';
import { sameNumberReturns } from '../ledger/households.ts';
import { findActiveByValue, findFlowsByValue, findHomesByYear, findLinking } from '../ledger/reading.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { type LedgerView, loadLedgerView, yearStart } from './ledger-view.ts';
import { outcomesFor } from './outcomes.ts';
import { shownValues, sourceOf } from './service.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate'>;

interface Delay {
  composition: string;
  quartiles: Quartiles;
}

/** The delays of the homes found over the last twelve months, by composition, and all together. */
async function delaysOf(
  { db }: Reading,
  { owner, through }: LedgerView,
  { perimeter }: LedgerFilters,
): Promise<{ all: Quartiles | null; byComposition: Delay[] }> {
  if (through === null) return { all: null, byComposition: [] };
  const rows = await findFlowsByValue(db, owner, 'days', yearStart(through), through);
  const days = rows.map((row) => {
    const cut = row.value.lastIndexOf('|');
    const count = countIn(row, 'households', perimeter);
    return { composition: row.value.slice(0, cut), days: Number(row.value.slice(cut + 1)), count };
  });
  const of = (counts: DayCount[]) => quartilesOf(counts);
  const compositions = [...new Set(days.map(({ composition }) => composition))];
  const byComposition = compositions.flatMap((composition): Delay[] => {
    const quartiles = of(days.filter((one) => one.composition === composition));
    return quartiles ? [{ composition, quartiles }] : [];
  });
  return { all: of(days), byComposition: byComposition.sort((a, b) => b.quartiles.count - a.quartiles.count) };
}

/** A delay is said of eleven households at least; for anyone, their number is not. */
function shownDelays({ all, byComposition }: Awaited<ReturnType<typeof delaysOf>>, masked: boolean) {
  if (!masked) return { all, byComposition, hidden: 0 };
  const enough = ({ count }: Quartiles) => count > defaultThreshold;
  const bare = (quartiles: Quartiles) => ({ ...quartiles, count: null });
  const said = byComposition.filter(({ quartiles }) => enough(quartiles));
  return {
    all: all && enough(all) ? bare(all) : null,
    byComposition: said.map(({ composition, quartiles }) => ({ composition, quartiles: bare(quartiles) })),
    hidden: byComposition.length - said.length,
  };
}

async function seniority(
  { db }: Reading,
  { owner, through, masked, published }: LedgerView,
  { unit, perimeter }: LedgerFilters,
) {
  if (through === null) return [];
  const since = await findActiveByValue(db, owner, 'since', through);
  const counts = since.map((one) => ({ month: one.value, count: countIn(one, unit, perimeter) }));
  const bands = seniorityOf(counts, through).map((count, index) => ({
    value: seniorityBands[index]?.label ?? '',
    count,
  }));
  return shownValues(bands, masked, published?.lines.at(-1)?.active ?? null);
}

/** Fewer requests than this share carry an identity key: too many returns would be missed. */
const IDENTIFIED_ENOUGH = 0.9;

/** What was brought together; `usable` when nearly every request can be. Null before the data-protection assessment. */
async function linkingOf({ db }: Reading, { owner }: LedgerView) {
  const known = await findLinking(db, owner);
  if (!known || known.requests === 0) return null;
  const share = known.identifiedRequests / known.requests;
  return { share, joined: known.joinedRequests, usable: share >= IDENTIFIED_ENOUGH };
}

const isBackWithin = (one: HousedCase, within: number) => {
  const delay = returnDelay(one);
  return delay !== null && delay <= within;
};

type LinkingFound = Awaited<ReturnType<typeof linkingOf>>;

/**
 * Those who were housed in a year, and how many of them came back within 6, 12 and 24 months: known once people are linked
 * across requests and the whole delay is behind.
 */
async function cohortsOf(platform: Reading, view: LedgerView, filters: LedgerFilters, linking: LinkingFound) {
  const [{ db }, { owner, through, masked }, { perimeter }] = [platform, view, filters];
  if (through === null) return [];
  const seen = linking?.usable || masked ? null : await sameNumberReturns(db, owner, filters);
  const homes = await findHomesByYear(db, owner, through);
  const households = (rows: typeof homes) => rows.reduce((sum, one) => sum + countIn(one, 'households', perimeter), 0);
  const known = [...new Set(homes.map(({ year }) => year))].map((year) => {
    const own = homes.filter((one) => one.year === year);
    const back = own.filter(({ dimension }) => dimension === 'return');
    const monthsBehind = 12 * (yearOf(through) - year) + Number(through.slice(5)) - 12;
    const delays = returnDelays.map((within) => {
      const over = monthsBehind >= within;
      const returned = linking?.usable && over ? households(back.filter(({ value }) => Number(value) <= within)) : null;
      // At least: a return under another number is not seen without linking.
      const reused = over ? seen?.filter((one) => yearOf(one.housed) === year && isBackWithin(one, within)) : null;
      return { within, over, returned: masked ? null : returned, sameNumber: reused?.length ?? null };
    });
    return { year, size: households(own.filter(({ dimension }) => dimension === 'total')), delays };
  });
  // The year's total is said by its indicator, protected over its own months: not here to anyone.
  return known.filter(({ size }) => size > 0).map((cohort) => ({ ...cohort, size: masked ? null : cohort.size }));
}

/** How long it takes to find a home, how long one has been waiting, and who came back. */
export async function pathsFor(platform: Reading, viewer: Viewer, filters: LedgerFilters) {
  const view = await loadLedgerView(platform, viewer, filters);
  const linking = await linkingOf(platform, view);
  const [delays, bands, cohorts, outcomes] = await Promise.all([
    delaysOf(platform, view, filters),
    seniority(platform, view, filters),
    cohortsOf(platform, view, filters, linking),
    outcomesFor(platform, view, filters, linking?.usable ?? false),
  ]);
  return {
    ...{ ...filters, source: sourceOf(view), linking: view.masked ? null : linking },
    ...{ delays: shownDelays(delays, view.masked), seniority: bands, cohorts, outcomes },
  };
}
