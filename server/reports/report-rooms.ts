import type { FinanceYear, PartnerMoney } from '../../shared/domain/finance/finance-year.ts';
import { firstLedgerFilters, type LedgerUnit } from '../../shared/domain/ledger/ledger-filters.ts';
import { withSafePerimeters } from '../../shared/domain/ledger/stock-words.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { defaultThreshold } from '../../shared/domain/secrecy/suppression.ts';
import type { ConventionRecord } from '../conventions/service.ts';
import { evictionsFor } from '../evictions/service.ts';
import { type Facts, financeBeside } from '../finance/service.ts';
import { needsFor } from '../homelessness/needs.ts';
import { pathsFor } from '../homelessness/paths.ts';
import { reliabilityFor } from '../homelessness/reliability.ts';
import { ledgerFor } from '../homelessness/service.ts';
import { actionLogementFor } from '../housing/action-logement.ts';
import { atlasFor } from '../housing/atlas.ts';
import { capturedFor } from '../housing/captured.ts';
import { anyone, type Viewer, type Visibility } from '../platform/access.ts';
import type { Platform } from '../platform/context.ts';

/**
 * What the report takes from the rooms: each room's own published form, the one that anyone who signs in may read, as its
 * page showed it when the year was over. Small numbers are hidden there, by the room that knows how they could be found.
 */

type Reading = Pick<Platform, 'db' | 'readers' | 'referenceDate' | 'remember'>;

/** Nobody in particular: what a report says, it says to everyone; a draft says it of what was sent, as its figures do. */
export const anyoneAt = (visibility: Visibility): Viewer => ({
  ...anyone,
  draft: visibility === 'working',
});

const coordination: Viewer = { ...anyone, role: 'coordinator' };

/** The platform on the day after the year, or today when the year still runs. */
function afterYear(platform: Reading, year: number): Reading {
  const today = platform.referenceDate();
  const after = `${addMonths(`${year}-12`, 1)}-01`;
  return { ...platform, referenceDate: () => (after < today ? after : today) };
}

const ledgerOf = (reading: Reading, viewer: Viewer, unit: LedgerUnit) =>
  ledgerFor(reading, viewer, { unit, perimeter: 'convention' });

export type LedgerView = Awaited<ReturnType<typeof ledgerFor>>;

/** The last month in each unit and perimeter, in a draft: nobody has decided of it, so only what tells no small count is said. */
async function stocksOfDraft(reading: Reading) {
  const { stocks } = await ledgerOf(reading, coordination, 'households');
  return withSafePerimeters(stocks, defaultThreshold);
}

/** The ledger of people without a home at the year's end, in its two units, and what it tells of delays and needs. */
export async function homelessnessPart(platform: Reading, reader: Viewer, year: number) {
  const reading = afterYear(platform, year);
  const filters = { unit: 'households', perimeter: 'convention' } as const;
  // The first call brings the ledger up to date; the others read it.
  const households = await ledgerOf(reading, reader, 'households');
  const persons = await ledgerOf(reading, reader, 'persons');
  const stocks = reader.draft ? await stocksOfDraft(reading) : households.stocks;
  const paths = await pathsFor(reading, reader, filters);
  const needs = await needsFor(reading, reader, filters);
  // The number of the convention is persons in Insee's sense: that is what counts made apart can test.
  const reliability = await reliabilityFor(reading, reader, firstLedgerFilters);
  return { households: { ...households, stocks }, persons, paths, needs, reliability };
}
export type HomelessnessPart = Awaited<ReturnType<typeof homelessnessPart>>;

/** The eviction funnel of the year. Anyone sees whole years only: a year that runs has none, and says so. */
export async function evictionPart(platform: Reading, reader: Viewer, year: number) {
  const { year: shown, hasRows, view, referenceDate } = await evictionsFor(platform, reader, { year });
  return { hasRows, referenceDate, view: shown === year && hasRows ? view : null };
}
export type EvictionPart = Awaited<ReturnType<typeof evictionPart>>;

/** Captured dwellings at the year's end, the social stock of the survey, and what deliberations publish. */
export async function housingPart(platform: Reading, reader: Viewer, year: number) {
  const reading = afterYear(platform, year);
  const [captured, atlas, actionLogement] = await Promise.all([
    capturedFor(reading, reader, year),
    atlasFor(reading, reader),
    actionLogementFor(reading, reader),
  ]);
  const { through, months, byTypology, byMandate, byPlace, measures, kept } = captured;
  return {
    captured: {
      through,
      months: months.filter(({ month }) => month.startsWith(`${year}-`)),
      ...{ byTypology, byMandate, byPlace, measures, kept },
    },
    atlas: { limit: atlas.limit, totals: atlas.totals, vacant: atlas.vacant, places: atlas.places },
    actionLogement,
  };
}
export type HousingPart = Awaited<ReturnType<typeof housingPart>>;

/** What the rooms that read registers would say of the year otherwise, once the rows that wait are validated. */
export async function waitingParts(platform: Reading, year: number) {
  const reading = afterYear(platform, year);
  // The month before opens the ledger of the year.
  const isPrinted = ({ month }: { month: Month }) => month >= `${year - 1}-12` && month <= `${year}-12`;
  const ledgers = [
    await ledgerOf(reading, coordination, 'households'),
    await ledgerOf(reading, coordination, 'persons'),
  ];
  const evictions = await evictionsFor(platform, coordination, { year });
  const captured = await capturedFor(reading, coordination, year);
  const atlas = await atlasFor(reading, coordination);
  return {
    ledger: ledgers.flatMap(({ unit, source }) =>
      (source.waiting ?? []).filter(isPrinted).map((one) => ({ ...one, unit })),
    ),
    stages: evictions.waiting,
    dwellings: captured.waiting.filter(isPrinted),
    survey: atlas.waiting,
  };
}

/** The money of the year without what depends on the day: a delay that runs, an alert. */
export interface ReportFinance
  extends Omit<
    FinanceYear,
    'year' | 'today' | 'convention' | 'alerts' | 'partners' | 'payment' | 'clawback' | 'reopened'
  > {
  partners: Omit<PartnerMoney, 'alerts'>[];
  payment: Pick<FinanceYear['payment'], 'kind' | 'deadline' | 'paidCents' | 'leftCents'>;
  clawback: Omit<FinanceYear['clawback'], 'calendar'> & { calendar: { answerBy: string; payBy: string | null } | null };
}

type Told = Facts & { convention: ConventionRecord; year: number };

/** The money of the year, told beside the report's own figures and texts. */
export async function financePart(platform: Reading, { convention, year, ...facts }: Told): Promise<ReportFinance> {
  const whole = await financeBeside(platform, convention, year, facts);
  const { closed, totals, grant, lines, sums, partnerSums, payments, fictitious, clawback, payment } = whole;
  const { kind, deadline, paidCents, leftCents } = payment;
  const { calendar } = clawback;
  return {
    ...{ closed, totals, grant, lines, sums, partnerSums, payments, fictitious },
    partners: whole.partners.map(({ alerts: _, ...partner }) => partner),
    payment: { kind, deadline, paidCents, leftCents },
    clawback: { ...clawback, calendar: calendar && { answerBy: calendar.answerBy, payBy: calendar.payBy } },
  };
}
