import { dwellingMeasures } from '../../shared/domain/indicator.ts';
import { addMonths, type Month, monthOf, monthsBetween } from '../../shared/domain/month.ts';
import { publishRate } from '../../shared/domain/secrecy/suppression.ts';
import { figuresFor } from '../indicators/service.ts';
import type { Viewer } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { unchangedFor } from '../platform/unchanged-for.ts';
import {
  type DwellingCell,
  findCapturedBySize,
  findDwellingCells,
  findDwellingMeasures,
  findDwellingMonths,
  findKeptCohorts,
  findTerritory,
  hasDwellings,
  type KeptCohort,
  keepErasedDwellings,
  type Owner,
} from './repository.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate' | 'unchanged'>;

/** Dwellings at a month's end: under management, let, waiting for a household; captured, let and given back in the month. */
export interface DwellingMonth {
  month: Month;
  captured: number;
  entered: number;
  left: number;
  managed: number;
  occupied: number;
}

const count = (cells: readonly DwellingCell[]) => cells.reduce((sum, cell) => sum + cell.count, 0);
const isManaged = (cell: DwellingCell, at: Month) => cell.captured <= at && (cell.left === null || cell.left > at);
const isOccupied = (cell: DwellingCell, at: Month) =>
  isManaged(cell, at) && cell.entered !== null && cell.entered <= at;

function monthsOf(cells: readonly DwellingCell[], through: Month): DwellingMonth[] {
  const first = cells[0]?.captured;
  if (first === undefined || first > through) return [];
  return monthsBetween(first, through).map((month) => ({
    month,
    captured: count(cells.filter(({ captured }) => captured === month)),
    entered: count(cells.filter(({ entered }) => entered === month)),
    left: count(cells.filter(({ left }) => left === month)),
    managed: count(cells.filter((cell) => isManaged(cell, month))),
    occupied: count(cells.filter((cell) => isOccupied(cell, month))),
  }));
}

/** Dwellings by a property: captured in all, under management, let among them, given back. */
function linesBy(cells: readonly DwellingCell[], through: Month, keyOf: (cell: DwellingCell) => string) {
  const known = cells.filter(({ captured }) => captured <= through);
  return [...new Set(known.map(keyOf))].sort().map((key) => {
    const own = known.filter((cell) => keyOf(cell) === key);
    return {
      key,
      captured: count(own),
      managed: count(own.filter((cell) => isManaged(cell, through))),
      occupied: count(own.filter((cell) => isOccupied(cell, through))),
      left: count(own.filter(({ left }) => left !== null && left <= through)),
    };
  });
}

/** Households kept twelve months, by year of entry; a rate over few of them is said to who sees them all only. */
function keptLine({ year, entered, computable, kept }: KeptCohort, isWhole: boolean) {
  const rate = computable === 0 ? null : isWhole ? (100 * kept) / computable : publishRate(kept, computable);
  const state = computable === 0 ? ('not-yet' as const) : rate === null ? ('hidden' as const) : ('known' as const);
  return { year, state, rate, counts: isWhole ? { entered, computable, kept } : null };
}

/** True of somebody whose organisation sends dwellings: it reads its own. */
export const hasOwnDwellings = async ({ db }: Pick<Platform, 'db'>, { role, organisationId }: Viewer) =>
  role === 'contributor' && organisationId !== null && hasDwellings(db, organisationId);

async function ownerOf(platform: Reading, viewer: Viewer): Promise<Owner> {
  if (viewer.role === 'coordinator' || viewer.draft) return null;
  return (await hasOwnDwellings(platform, viewer)) ? viewer.organisationId : 'validated';
}

/** The months that count and are over: the indicators know no other. */
async function monthsThatCount({ db, referenceDate }: Reading, owner: Owner): Promise<Month[]> {
  const over = addMonths(monthOf(referenceDate()), -1);
  return (await findDwellingMonths(db, owner)).filter((month) => month <= over);
}

/** The validated months that rows correct since: what was managed and captured, before and now. */
async function waitingMonths(platform: Reading, months: readonly DwellingMonth[]) {
  const counted = await monthsThatCount(platform, 'validated');
  const validated = monthsOf(await findDwellingCells(platform.db, 'validated'), counted.at(-1) ?? '');
  const none = { captured: 0, managed: 0, occupied: 0 };
  return counted.flatMap((month) => {
    const of = (all: readonly DwellingMonth[]) => all.find((one) => one.month === month) ?? none;
    const [before, now] = [of(validated), of(months)];
    const isSame =
      before.captured === now.captured && before.managed === now.managed && before.occupied === now.occupied;
    const told = ({ captured, managed }: typeof none) => ({ captured, managed });
    return isSame ? [] : [{ month, before: told(before), now: told(now) }];
  });
}

/** Dwellings captured, let and given back: their stock, size, rent, delays, and whether their households stay. */
export const capturedFor = (platform: Reading, viewer: Viewer, year: number | undefined) =>
  unchangedFor(platform, viewer, ['captured dwellings', year], () => workOutCaptured(platform, viewer, year));

async function workOutCaptured(platform: Reading, viewer: Viewer, year: number | undefined) {
  const { db } = platform;
  const owner = await ownerOf(platform, viewer);
  const counted = await monthsThatCount(platform, owner);
  const through = counted.at(-1) ?? '';
  const [cells, measures, kept, territory, figures] = await Promise.all([
    findDwellingCells(db, owner),
    findDwellingMeasures(db, owner, through),
    findKeptCohorts(db, owner, through),
    findTerritory(db),
    figuresFor(platform, viewer, {
      year: year ?? Number(platform.referenceDate().slice(0, 4)),
      measures: dwellingMeasures,
      // Beside its own dwellings, an organisation reads its own figures: those of all are in publications.
      organisationId: typeof owner === 'number' ? owner : undefined,
    }),
  ]);
  const groupOf = new Map(territory.map((one) => [one.inseeCode, one.groupCode]));
  const place = ({ commune }: DwellingCell) => (viewer.role === 'coordinator' ? commune : (groupOf.get(commune) ?? ''));
  const isWhole = viewer.whole === true || (owner !== 'validated' && !viewer.draft);
  const months = monthsOf(cells, through).filter(({ month }) => counted.includes(month));
  return {
    through,
    figures: figures.map(({ breaks: _, ...figure }) => figure),
    months,
    waiting: viewer.role === 'coordinator' ? await waitingMonths(platform, months) : [],
    byTypology: linesBy(cells, through, ({ typology }) => typology),
    byMandate: linesBy(cells, through, ({ mandate }) => mandate),
    byPlace: linesBy(cells, through, place),
    measures,
    kept: kept.map((one) => keptLine(one, isWhole)),
    isWhole,
    territory: territory.map(({ inseeCode, ...one }) => ({ code: inseeCode, ...one })),
  };
}

/** Captured dwellings by size, for the room that holds them against the needs: of months that count. */
export async function capturedBySize(platform: Reading, owner: Owner, from: Month, to: Month) {
  const last = (await monthsThatCount(platform, owner)).findLast((month) => month <= to);
  return last === undefined ? [] : findCapturedBySize(platform.db, owner, from, last);
}

/** To be called when dwellings are about to be erased, in the transaction that erases them: their figures stay. */
export const keepDwellings = (tx: Parameters<typeof keepErasedDwellings>[0]) => keepErasedDwellings(tx);
