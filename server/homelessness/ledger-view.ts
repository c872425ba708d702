import { ledgerAsDecided } from '../../shared/domain/ledger/decided-ledger.ts';
import { allLedgerFilters, type LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { ledgerStatement } from '../../shared/domain/ledger/ledger-problem.ts';
import {
  type PublishedLedger,
  publishLedger,
  type SaidElsewhere,
} from '../../shared/domain/ledger/ledger-publication.ts';
import { inflowOf, outflowOf, type ViewMonth } from '../../shared/domain/ledger/ledger-view.ts';
import { addMonths, type IsoDate, type Month, yearOf } from '../../shared/domain/month.ts';
import { defaultThreshold, type PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { figuresOfYears } from '../indicators/service.ts';
import { chainFrom, flowOfMeasure, type LedgerChain, loadLedgerFacts, measuresOfFlows } from '../ledger/chain.ts';
import { findMonthlyFigures, hasLedger, type LedgerOwner } from '../ledger/reading.ts';
import { latestExtraction } from '../ledger/reading-cases.ts';
import { readLedgerRules } from '../ledger/rules.ts';
import type { PublicationDecision, RowVisibility, Viewer, Visibility } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';
import { unchangedFor } from '../platform/unchanged-for.ts';

/** A validated month that rows correct since: the active at its end, and who came in and went out, before and now. */
export interface WaitingMonth {
  month: Month;
  active: BeforeNow;
  inflow: BeforeNow;
  outflow: BeforeNow;
}

interface BeforeNow {
  before: number | null;
  now: number | null;
}

/** How many are without a home at the end of the last month. */
export interface Stock extends LedgerFilters {
  count: PublishedCount;
}

/** What every part of the room starts from. */
export interface LedgerView extends LedgerChain {
  visibility: RowVisibility;
  /** Small numbers are hidden from whoever reads it. */
  masked: boolean;
  owner: LedgerOwner;
  /** The day of the latest full export; null: none says when it was made. */
  extraction: IsoDate | null;
  /** How many were without a home at the end of the last month, in each unit and perimeter, as they may be said. */
  stocks: Stock[];
  /** Months that were validated and say something else since, to who sees both. */
  waiting: WaitingMonth[];
  /** The last year as anyone may see it, decided once; null to who sees everything, and in Insee's perimeter. */
  published: PublishedLedger | null;
}

/** True of somebody whose organisation sends requests. */
export const hasOwnLedger = async ({ db }: Pick<Platform, 'db'>, { role, organisationId }: Viewer) =>
  role === 'contributor' && organisationId !== null && (await hasLedger(db, organisationId)) !== null;

/** Whose ledger a person reads: an organisation that sends requests reads its own in full. */
async function rowVisibilityOf(
  { db }: Pick<Platform, 'db'>,
  viewer: Viewer,
): Promise<{ visibility: RowVisibility; owner: LedgerOwner }> {
  if (viewer.role === 'coordinator') return { visibility: 'working', owner: null };
  if (await hasOwnLedger({ db }, viewer)) return { visibility: 'own', owner: viewer.organisationId };
  return { visibility: 'validated', owner: viewer.draft ? null : 'validated' };
}

async function saidByIndicators(
  platform: Pick<Platform, 'db' | 'referenceDate'>,
  viewer: Viewer,
  lines: readonly ViewMonth[],
): Promise<SaidElsewhere> {
  const years = [...new Set(lines.map(({ month }) => yearOf(month)))];
  const figures = await figuresOfYears(
    platform,
    viewer,
    years.map((year) => ({ year, measures: measuresOfFlows })),
  );
  const said = new Map<string, number | 'hidden'>();
  for (const { measure, months } of figures.flat())
    for (const { month, quantity, hidden } of months) {
      const name = `${flowOfMeasure(measure)} ${month}`;
      if (hidden) said.set(name, 'hidden');
      else if (quantity && 'value' in quantity) said.set(name, quantity.value);
    }
  return said;
}

/** What waits for validation in the ledger: the validated months that are no longer what they were. */
function waitingMonths({ lines }: LedgerChain, { lines: validated, through }: LedgerChain): WaitingMonth[] {
  const now = new Map(lines.map((line) => [line.month, line]));
  const flow = (line: ViewMonth | undefined, of: typeof inflowOf) => (line?.flows ? of(line.flows) : null);
  return validated
    .filter(({ month }) => through !== null && month <= through)
    .map((line): WaitingMonth => {
      const own = now.get(line.month);
      return {
        month: line.month,
        active: { before: line.active, now: own?.active ?? null },
        inflow: { before: flow(line, inflowOf), now: flow(own, inflowOf) },
        outflow: { before: flow(line, outflowOf), now: flow(own, outflowOf) },
      };
    })
    .filter(({ active, inflow, outflow }) => [active, inflow, outflow].some(({ before, now: is }) => before !== is));
}

/** The last year as the decision on a whole publication lets it be said; null: no month counts. */
function decidedLedger({ lines, through }: LedgerChain, filters: LedgerFilters, decision: PublicationDecision) {
  return through === null
    ? null
    : ledgerAsDecided({ ...filters, lines }, { from: yearStart(through), to: through }, decision);
}

/** The last month in each unit and perimeter, as the decision lets it be said; where nothing is decided, to who sees all. */
async function stocksAt(
  through: Month | null,
  activeIn: (filters: LedgerFilters) => Promise<number | null>,
  { masked, decision }: { masked: boolean; decision: PublicationDecision | undefined },
): Promise<Stock[]> {
  if (through === null || (masked && !decision)) return [];
  const stocks: Stock[] = [];
  for (const filters of allLedgerFilters) {
    const isSaid = !masked || decision?.said.has(ledgerStatement(filters, through, 'active'));
    stocks.push({ ...filters, count: isSaid ? await activeIn(filters) : 'hidden' });
  }
  return stocks;
}

type Reading = Pick<Platform, 'db' | 'referenceDate' | 'remember' | 'unchanged'>;

/** Of one picture of the database, what is made under a name is made once. */
const once = async <Made>({ remember }: Reading, name: readonly unknown[], make: () => Made): Promise<Made> =>
  remember ? remember(JSON.stringify(name), async () => make()) : make();

/** The ledger of a unit and a perimeter as a person may see it: worked out once of one picture, or while no table of it has changed. */
export function loadLedgerView(platform: Reading, viewer: Viewer, filters: LedgerFilters): Promise<LedgerView> {
  const unchanged = platform.remember ?? platform.unchanged;
  const { unit, perimeter } = filters;
  return unchangedFor({ ...platform, unchanged }, viewer, ['ledger', unit, perimeter], () =>
    workOutView(platform, viewer, filters),
  );
}

async function workOutView(platform: Reading, viewer: Viewer, filters: LedgerFilters): Promise<LedgerView> {
  const { db, referenceDate } = platform;
  const settings = await readLedgerRules(db);
  const { visibility, owner } = await rowVisibilityOf(platform, viewer);
  const rows = owner === 'validated' ? 'validated' : 'working';
  const facts = await loadLedgerFacts(platform, settings, typeof owner === 'number' ? owner : undefined);
  const extraction = await latestExtraction(db, typeof owner === 'number' ? owner : undefined, rows);
  const figures = await findMonthlyFigures(db, measuresOfFlows, rows);
  const reading = { settings, date: referenceDate(), figures };
  const chainOf = (visible: Visibility, asked: LedgerFilters) =>
    once(platform, ['chain', reading.date, owner, visible, asked.unit, asked.perimeter], () =>
      chainFrom(facts, { ...reading, visibility: visible }, asked),
    );
  const chain = await chainOf(rows, filters);
  const { through, lines } = chain;
  // In Insee's perimeter alone, what is not shown could be had by subtracting from the convention's.
  const masked = visibility === 'validated' && !viewer.whole;
  const isPublished = masked && !viewer.decision && filters.perimeter === 'convention' && through !== null;
  const year = through === null ? [] : lastYear(lines, through);
  const elsewhere =
    isPublished && filters.unit === 'households' ? await saidByIndicators(platform, viewer, year) : undefined;
  const local = isPublished ? publishLedger(year, defaultThreshold, elsewhere) : null;
  const published = viewer.decision ? decidedLedger(chain, filters, viewer.decision) : local;
  const waiting = visibility === 'validated' ? [] : waitingMonths(chain, await chainOf('validated', filters));
  const activeIn = async (other: LedgerFilters) =>
    (await chainOf(rows, other)).lines.find(({ month }) => month === through)?.active ?? null;
  const stocks = await stocksAt(through, activeIn, { masked, decision: viewer.decision });
  return { visibility, masked, owner, extraction, published, stocks, waiting, ...chain };
}

const YEAR = 12;

/** The first of the last twelve months of which the rows speak. */
export const yearStart = (through: Month) => addMonths(through, 1 - YEAR);

/** The lines of the last twelve months. */
export const lastYear = (lines: readonly ViewMonth[], through: Month) =>
  lines.filter(({ month }) => month <= through && month >= yearStart(through));
