import { daysBetween, type IsoDate } from '../month.ts';
import { frenchCount, frenchDate, frenchEuros, frenchRelativeDays } from '../words/french-format.ts';
import { addCents, type Cents } from './money.ts';

/** What needs somebody's eye in the money of a year. */
export interface FinanceAlert {
  kind:
    | 'instalment-late'
    | 'instalment-soon'
    | 'document-missing'
    | 'end-near'
    | 'schedule-differs'
    | 'state-payment'
    | 'clawback-answer'
    | 'clawback-payment'
    | 'share-exceeded'
    | 'grant-exceeded';
  /** `late`: past its day, or a rule broken; `soon`: still to come. */
  tone: 'late' | 'soon';
  /** Null for what has no day. */
  date: IsoDate | null;
  text: string;
}

/** Kinds of supporting documents and their words. Only their reference is kept, never the file. */
export const documentKinds = {
  'signed-convention': 'convention signée',
  'activity-report': 'bilan d’activité',
  'financial-report': 'compte rendu financier',
  invoice: 'facture ou mémoire',
  other: 'autre pièce',
} as const;
export type DocumentKind = keyof typeof documentKinds;
export const documentKindNames = [
  'signed-convention',
  'activity-report',
  'financial-report',
  'invoice',
  'other',
] as const satisfies DocumentKind[];

export interface InstalmentDue {
  label: string;
  dueDate: IsoDate;
  amountCents: Cents;
  paidOn: IsoDate | null;
}

export interface DocumentExpected {
  kind: DocumentKind;
  expectedOn: IsoDate | null;
  receivedOn: IsoDate | null;
}

/** As much of a partner's convention as its alerts depend on. */
export interface WatchedPartner {
  name: string;
  amountCents: Cents;
  endDate: IsoDate | null;
  instalments: readonly InstalmentDue[];
  documents: readonly DocumentExpected[];
}

/** Days before an instalment, and before the end of a convention, from which one is told. */
export const INSTALMENT_DAYS = 30;
export const END_DAYS = 60;

const within = (date: IsoDate, today: IsoDate, days: number) =>
  daysBetween(today, date) >= 0 && daysBetween(today, date) <= days;

const whenWords = (date: IsoDate, today: IsoDate) =>
  `${frenchDate(date)}, ${frenchRelativeDays(daysBetween(today, date))}`;

function instalmentAlerts({ name, instalments }: WatchedPartner, today: IsoDate): FinanceAlert[] {
  return instalments
    .filter(({ paidOn, dueDate }) => paidOn === null && (dueDate < today || within(dueDate, today, INSTALMENT_DAYS)))
    .map(({ label, dueDate, amountCents }) => {
      const late = dueDate < today;
      return {
        kind: late ? ('instalment-late' as const) : ('instalment-soon' as const),
        tone: late ? ('late' as const) : ('soon' as const),
        date: dueDate,
        text: `${name}\u00a0: «\u00a0${label}\u00a0» de ${frenchEuros(amountCents)} ${late ? 'aurait dû être versé' : 'est à verser'} le ${whenWords(dueDate, today)}.`,
      };
    });
}

function documentAlerts({ name, documents }: WatchedPartner, today: IsoDate): FinanceAlert[] {
  return documents
    .filter(({ receivedOn, expectedOn }) => receivedOn === null && expectedOn !== null && expectedOn < today)
    .map(({ kind, expectedOn }) => ({
      kind: 'document-missing',
      tone: 'late',
      date: expectedOn,
      text: `${name}\u00a0: pièce non reçue (${documentKinds[kind]}), attendue le ${whenWords(expectedOn ?? today, today)}.`,
    }));
}

function endAlert({ name, endDate }: WatchedPartner, today: IsoDate): FinanceAlert[] {
  if (endDate === null || !within(endDate, today, END_DAYS)) return [];
  return [
    {
      kind: 'end-near',
      tone: 'soon',
      date: endDate,
      text: `${name}\u00a0: la convention se termine le ${whenWords(endDate, today)}.`,
    },
  ];
}

function scheduleAlert({ name, amountCents, instalments }: WatchedPartner): FinanceAlert[] {
  const planned = addCents(instalments.map((one) => one.amountCents));
  if (instalments.length === 0 || planned === amountCents) return [];
  return [
    {
      kind: 'schedule-differs',
      tone: 'late',
      date: null,
      text: `${name}\u00a0: ${frenchCount(instalments.length, 'versement prévu', 'versements prévus')} pour ${frenchEuros(planned)}, la convention dit ${frenchEuros(amountCents)}.`,
    },
  ];
}

/** The nearest day first; what has no day comes last. */
export function byDate(alerts: readonly FinanceAlert[]): FinanceAlert[] {
  return alerts.toSorted((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
}

/**
 * What a partner's convention needs at a day: an instalment late, or due within 30 days, a supporting document that did not
 * come, an end within 60 days, instalments that do not add up to the amount. Units: euro cents, days.
 * Example: an instalment of 2025-10-31 still unpaid on 2025-11-14 is late by 14 days.
 */
export function partnerAlerts(partner: WatchedPartner, today: IsoDate): FinanceAlert[] {
  return byDate([
    ...instalmentAlerts(partner, today),
    ...documentAlerts(partner, today),
    ...endAlert(partner, today),
    ...scheduleAlert(partner),
  ]);
}
