import type { IsoDate } from '../month.ts';
import type { Judgement } from '../report/report-judgement.ts';
import type { DocumentKind, FinanceAlert } from './finance-alerts.ts';
import type { KnownTotal } from './finance-cents.ts';
import type { ClawbackCalendar, Exposure, PaymentStanding, ShareVerdict } from './finance-rules.ts';
import type { ConventionAmounts, TotalGap } from './finance-totals.ts';
import type { Cents } from './money.ts';

/**
 * The money of a year, as plain data: the screen, the files and the report print it and compute nothing. Amounts are whole
 * euro cents, and null where nothing is known, which is not zero.
 */

/** The State, as a funder, in the only spelling that is kept. */
export const STATE_FUNDER = 'État';

/** The five amounts of a funder for a line of the annex. */
export const lineAmounts = ['askedCents', 'grantedCents', 'committedCents', 'paidCents', 'cofinancedCents'] as const;
export type LineAmount = (typeof lineAmounts)[number];
export type LineAmounts = Record<LineAmount, Cents | null>;

/** What the five amounts are called, in the screen's and the files' columns. */
export const lineAmountWords: Record<LineAmount, string> = {
  askedCents: 'Demandé',
  grantedCents: 'Accordé',
  committedCents: 'Engagé',
  paidCents: 'Versé',
  cofinancedCents: 'Cofinancé',
};

/** What one funder does for one line in the year. */
export interface FunderLine extends LineAmounts {
  id: number;
  version: number;
  funder: string;
  document: string | null;
  note: string | null;
  fictitious: boolean;
}

/** One line of the annex in the year: its funders, and their sums. */
export interface ActionMoney extends LineAmounts {
  key: string;
  annexNumber: number | null;
  title: string;
  toConfirm: boolean;
  /** Where « asked » comes from: the annex (first year only), a line typed or imported, or nowhere. */
  askedOrigin: 'annex' | 'line' | null;
  funders: FunderLine[];
  /** The co-financing rule of the line, when the convention has one. */
  share: { maxPercent: number; verdict: ShareVerdict; text: string } | null;
  fictitious: boolean;
}

export interface InstalmentMoney {
  id: number;
  label: string;
  dueDate: IsoDate;
  amountCents: Cents;
  paidOn: IsoDate | null;
  paidCents: Cents | null;
  reference: string | null;
  fictitious: boolean;
}

export interface DocumentReference {
  id: number;
  kind: DocumentKind;
  reference: string | null;
  expectedOn: IsoDate | null;
  receivedOn: IsoDate | null;
  fictitious: boolean;
}

/** A convention with a partner, for the year. */
export interface PartnerMoney {
  id: number;
  version: number;
  code: string;
  organisation: { id: number; code: string; name: string };
  object: string;
  amountCents: Cents;
  startDate: IsoDate | null;
  endDate: IsoDate | null;
  document: string;
  /** The published sentence; null for what was typed or imported. */
  quote: string | null;
  note: string | null;
  fictitious: boolean;
  actions: { key: string; annexNumber: number | null; title: string }[];
  /** What the annex asks for the lines that it carries out, the first year; null when it carries out none. */
  annexCents: Cents | null;
  instalments: InstalmentMoney[];
  documents: DocumentReference[];
  /** Null while no payment is recorded: nobody has said that nothing was paid. */
  paidCents: Cents | null;
  leftCents: Cents | null;
  alerts: FinanceAlert[];
}

/** What the conventions with partners come to. */
export interface PartnerSums {
  amountCents: Cents;
  /** Of the payments that are recorded; null when none is. */
  paidCents: Cents | null;
  /** Null while a convention has no payment recorded. */
  leftCents: Cents | null;
  /** Conventions of which no payment is recorded; absent of what was kept before they were counted. */
  unrecorded?: number;
}

export interface StatePaymentMoney {
  id: number;
  version: number;
  amountCents: Cents;
  paidOn: IsoDate;
  reference: string;
  fictitious: boolean;
}

/** A numeric target of the year and where it stands, in words that may be published. */
export interface TargetEvidence {
  code: string;
  label: string;
  action: string | null;
  value: string;
  target: string;
  progress: string;
  pace: string;
  coverage: string;
}

/** What a person judged of an action, with their reason. */
export interface JudgementEvidence {
  key: string;
  title: string;
  kind: Judgement;
  /** The same in words. */
  judgement: string;
  reason: string;
}

export interface ClawbackNoticeMoney {
  id: number;
  version: number;
  noticeDate: IsoDate;
  reference: string;
  claimedCents: Cents | null;
  answeredOn: IsoDate | null;
  answerReference: string | null;
  /** The *titre de reversement*, from which the six months run; absent of what was kept before it was. */
  titleIssuedOn?: IsoDate | null;
  titleReference?: string | null;
  repaidOn: IsoDate | null;
  repaidCents: Cents | null;
  waived: boolean;
  note: string | null;
}

/** What is exposed, with the facts beside it: it never predicts a decision. */
export interface ClawbackMoney {
  exposure: Exposure | null;
  text: string;
  /** What the convention says of it; null: nothing that is known. */
  rule: string | null;
  /** Numeric targets of the year whose value is known, and those among them that are reached. */
  assessed: number;
  reached: number;
  missed: TargetEvidence[];
  notAssessable: TargetEvidence[];
  judgements: JudgementEvidence[];
  /** Actions of the annex without a judgement; null for who reads no judgement before an edition is shown. */
  withoutJudgement: number | null;
  notice: ClawbackNoticeMoney | null;
  calendar: ClawbackCalendar | null;
}

export interface GrantMoney {
  amountCents: Cents | null;
  quote: string | null;
  document: string | null;
  /** Acts that changed it, the first one first. */
  amendments: { beforeCents: Cents | null; afterCents: Cents; act: string; actDate: IsoDate; reason: string }[];
}

/** Everything that the finance room knows of a year. */
export interface FinanceYear {
  year: number;
  today: IsoDate;
  convention: { code: string; name: string; startYear: number; endYear: number; clawbackArticle: string | null };
  closed: { at: string; by: string } | null;
  /** The last time that the closed year was opened again, and why. */
  reopened: { at: string; by: string; reason: string } | null;
  totals: ConventionAmounts & { gaps: TotalGap[]; requested: KnownTotal; words: string[] };
  grant: GrantMoney;
  lines: ActionMoney[];
  /** Sums over the lines, each with what it lacks. */
  sums: Record<LineAmount, KnownTotal>;
  partners: PartnerMoney[];
  partnerSums: PartnerSums;
  payments: StatePaymentMoney[];
  payment: PaymentStanding & { text: string };
  clawback: ClawbackMoney;
  alerts: FinanceAlert[];
  /** True when any amount of the year is of the demonstration. */
  fictitious: boolean;
}
