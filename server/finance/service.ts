import { figureToPublish } from '../../shared/domain/figures/figure-publication.ts';
import { byDate, type FinanceAlert } from '../../shared/domain/finance/finance-alerts.ts';
import { lineAlerts } from '../../shared/domain/finance/finance-lines.ts';
import { clawbackCalendar, exposureOf, statePaymentStanding } from '../../shared/domain/finance/finance-rules.ts';
import { type ConventionAmounts, someLinesAddUpTo, totalGaps } from '../../shared/domain/finance/finance-totals.ts';
import { clawbackRule, exposureWords, paymentWords, totalsWords } from '../../shared/domain/finance/finance-words.ts';
import type {
  ClawbackMoney,
  ClawbackNoticeMoney,
  FinanceYear,
  GrantMoney,
  PartnerMoney,
} from '../../shared/domain/finance/finance-year.ts';
import { type IsoDate, type Month, yearOf } from '../../shared/domain/month.ts';
import type { Narratives } from '../../shared/domain/report/report-narratives.ts';
import { frenchDate, frenchRelativeDays } from '../../shared/domain/words/french-format.ts';
import { type ConventionRecord, conventionOf } from '../conventions/service.ts';
import { figuresFor, loadFigures } from '../indicators/service.ts';
import { organisationScope, type Reader, type Viewer, type Visibility } from '../platform/access.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { orPublished } from '../publications/answering.ts';
import { narrativesOf } from '../report-texts/narratives.ts';
import { linesOf, partnerMoney, partnerSums, partnersAlerts, sumsOf } from './assembling.ts';
import { closingOf } from './closing.ts';
import { type Evidence, evidenceOf, type PublishedFigure } from './evidence.ts';
import {
  findAnnex,
  findLines,
  findNotice,
  findOrganisations,
  findOwnPartners,
  findOwnYears,
  findPartners,
  findStatePayments,
} from './repository.ts';

type Reading = Pick<Platform, 'db' | 'referenceDate'>;

interface FinanceAsked {
  ctx: Context & { viewer: Viewer };
  input: { year: number };
}

/** Facts that the money is told beside: the year's figures as they may be published, and what people judged. */
export interface Facts {
  figures: readonly PublishedFigure[];
  /** Null for who reads no judgement before an edition is shown. */
  narratives: Pick<Narratives, 'actions'> | null;
}

function grantOf(convention: ConventionRecord, year: number): GrantMoney {
  const grant = convention.grants.find((one) => one.year === year);
  return {
    amountCents: grant?.amountCents ?? null,
    quote: grant?.quote ?? null,
    document: grant?.document ?? null,
    amendments: convention.amendments.filter((one) => one.field === 'grant' && one.year === year),
  };
}

function totalsOf(amounts: ConventionAmounts, requested: readonly (number | null)[]) {
  const known = requested.filter((one) => one !== null);
  const { requestedCents: _, ...others } = amounts;
  const compared = Object.values(others).filter((one) => one !== null);
  const answers = compared.map((total) => someLinesAddUpTo(known, total));
  const addUp = known.length === 0 || answers.length === 0 || answers.includes(null) ? null : answers.includes(true);
  return { ...amounts, gaps: totalGaps(amounts), words: totalsWords(known.length, addUp) };
}

function noticeOf(record: Awaited<ReturnType<typeof findNotice>>): ClawbackNoticeMoney | null {
  if (!record) return null;
  const { id, version, noticeDate, reference, claimedCents, answeredOn, answerReference } = record;
  const { titleIssuedOn, titleReference, repaidOn, repaidCents, waived, note } = record;
  return {
    ...{ id, version, noticeDate, reference, claimedCents, answeredOn, answerReference },
    ...{ titleIssuedOn, titleReference, repaidOn, repaidCents, waived, note },
  };
}

/** What of a notice is still to be done, and by when. */
function clawbackAlerts({ notice, calendar }: Pick<ClawbackMoney, 'notice' | 'calendar'>): FinanceAlert[] {
  if (!notice || !calendar || notice.waived) return [];
  const said = (kind: FinanceAlert['kind'], what: string, date: IsoDate, daysLeft: number): FinanceAlert => ({
    ...{ kind, date, tone: daysLeft < 0 ? 'late' : 'soon' },
    text: `Reversement\u00a0: ${what} avant le ${frenchDate(date)}, ${frenchRelativeDays(daysLeft)}.`,
  });
  const { answerBy, answerDaysLeft, payBy, payDaysLeft } = calendar;
  return [
    ...(notice.answeredOn === null
      ? [said('clawback-answer', 'répondre au courrier du Préfet', answerBy, answerDaysLeft)]
      : []),
    ...(notice.repaidOn === null && payBy !== null && payDaysLeft !== null
      ? [said('clawback-payment', 'payer ce que demande le titre de reversement', payBy, payDaysLeft)]
      : []),
  ];
}

/** Days before the State's deadline from which its payment is a matter for the eye. */
const PAYMENT_DAYS = 60;

function paymentAlert({ kind, deadline, daysLeft, text }: FinanceYear['payment']): FinanceAlert[] {
  if (kind === 'paid' || daysLeft > PAYMENT_DAYS) return [];
  return [{ kind: 'state-payment', tone: daysLeft < 0 ? 'late' : 'soon', date: deadline, text }];
}

/** Everything known of the money of a year, told beside facts that the caller has read already. */
export async function financeBeside(
  { db, referenceDate }: Reading,
  convention: ConventionRecord,
  year: number,
  { figures, narratives }: Facts,
): Promise<FinanceYear> {
  const today = referenceDate();
  const [annex, rows, records, payments, noticeRecord, closing] = await Promise.all([
    findAnnex(db, convention.code),
    findLines(db, convention.code, year),
    findPartners(db, year),
    findStatePayments(db, convention.code, year),
    findNotice(db, convention.code, year),
    closingOf(db, year),
  ]);
  const firstYear = year === convention.startYear;
  const lines = linesOf(annex, rows, firstYear);
  const partners = records.map((record) => partnerMoney(record, firstYear, today));
  const grant = grantOf(convention, year);
  const standing = statePaymentStanding(year, grant.amountCents, payments, convention, today);
  const payment = { ...standing, text: paymentWords(standing) };
  const terms = { article: convention.clawbackArticle, percent: convention.clawbackPercent };
  const exposure = exposureOf(convention.clawbackPercent, standing.paidCents, grant.amountCents);
  const notice = noticeOf(noticeRecord);
  const evidence: Evidence = evidenceOf(figures, narratives, annex);
  const clawback: ClawbackMoney = {
    ...evidence,
    ...{ exposure, text: exposureWords(exposure, terms), rule: clawbackRule(convention), notice },
    calendar: noticeRecord ? clawbackCalendar(noticeRecord, today) : null,
  };
  const requested = annex.map((line) => line.requestedCents);
  const sums = sumsOf(lines);
  const asked = sumsOf(linesOf(annex, [], true)).askedCents;
  const { eligibleCostCents, maximumAnnualCents } = convention;
  const { code, name, startYear, endYear, clawbackArticle } = convention;
  return {
    ...{ year, today, convention: { code, name, startYear, endYear, clawbackArticle }, ...closing },
    totals: {
      ...totalsOf(
        { requestedCents: asked.cents, eligibleCostCents, maximumAnnualCents, grantedCents: grant.amountCents },
        requested,
      ),
      requested: asked,
    },
    ...{ grant, lines, sums, partners, partnerSums: partnerSums(partners), payment, clawback },
    payments: payments.map(({ id, version, amountCents, paidOn, reference, demonstration }) => ({
      ...{ id, version, amountCents, paidOn, reference, fictitious: demonstration },
    })),
    alerts: byDate([
      ...paymentAlert(payment),
      ...clawbackAlerts(clawback),
      ...partnersAlerts(partners),
      ...lineAlerts(lines, grant.amountCents),
    ]),
    fictitious: [...rows, ...records, ...payments].some(({ demonstration }) => demonstration),
  };
}

/**
 * The money of a year: what is asked, granted, committed, paid and co-financed, the conventions with partners, the State's
 * payments and what is exposed. The screen, the files and the report all start from here.
 */
export async function financeOf(platform: Reading, visibility: Visibility, year: number): Promise<FinanceYear> {
  const [convention, figures, narratives] = await Promise.all([
    conventionOf(platform, year),
    loadFigures(platform, visibility, { year }),
    narrativesOf(platform, year),
  ]);
  return financeBeside(platform, convention, year, { figures: figures.map(figureToPublish), narratives });
}

/** The same as a publication says it: beside its figures; judgements are in editions. */
export async function publishedFinance(platform: Reading, reader: Reader, year: number, through: Month | undefined) {
  const convention = await conventionOf(platform, year);
  const figures = await figuresFor(platform, reader, { year, through });
  return financeBeside(platform, convention, year, { figures, narratives: null });
}

/** The money of a year as a person reads it, on screen and in a file: the coordination's of the moment, else a publication's. */
export const financeRead = orPublished('finance.year', ({ ctx, input }: FinanceAsked) =>
  financeOf(ctx, 'working', input.year),
);

/** Whom a convention can be signed with. */
export function possiblePartners({ db }: Pick<Platform, 'db'>) {
  return findOrganisations(db);
}

/** What an organisation sees of the money: its own conventions of a year, and the years in which it has some. */
export interface OwnFinance {
  organisationId: number;
  year: number;
  years: number[];
  today: IsoDate;
  partners: PartnerMoney[];
}

/** An organisation's own conventions, the latest year when none is asked. */
export async function ownFinance(
  platform: Reading,
  viewer: Viewer,
  asked: { organisationId?: number | undefined; year?: number | undefined },
): Promise<OwnFinance> {
  const organisationId = asked.organisationId ?? viewer.organisationId;
  if (organisationId === null) throw new AppError('NOT_FOUND', { entity: 'organisation' });
  const scope = organisationScope(viewer, 'finance.read-own', organisationId);
  const today = platform.referenceDate();
  const years = await findOwnYears(scope, platform.db);
  const year = asked.year ?? years.at(-1) ?? yearOf(today);
  const [convention, records] = await Promise.all([
    conventionOf(platform, year),
    findOwnPartners(scope, platform.db, year),
  ]);
  const firstYear = year === convention.startYear;
  return {
    ...{ organisationId, year, years, today },
    partners: records.map((record) => partnerMoney(record, firstYear, today)),
  };
}

/** What the money of a year calls for: no figure of an indicator is read for it. */
export async function financeAlerts(
  platform: Reading,
  convention: ConventionRecord,
  year: number,
): Promise<FinanceAlert[]> {
  return (await financeBeside(platform, convention, year, { figures: [], narratives: null })).alerts;
}
