import { type ConventionDays, statePaymentDate } from '../deadline.ts';
import { addMonths, daysBetween, daysInMonth, type IsoDate, monthOf } from '../month.ts';
import { clawbackExposure } from './clawback.ts';
import { addCents, type Cents, centsAsPercent } from './money.ts';

/** What the co-financing rule of a line says. */
export type ShareVerdict =
  | { kind: 'held' | 'exceeded'; statePercent: number; stateCents: Cents; totalCents: Cents }
  | { kind: 'unknown'; missing: 'state' | 'others' };

/**
 * Whether the State funds at most its share of a line: State ÷ (State + other funders) ≤ `maxPercent`, compared in whole
 * cents, on what the State granted: what is only asked is nobody's share. Missing money is unknown, not zero: the rule is then
 * not verifiable. Units: euro cents, percent.
 * Source: convention 2023-2025, article 2.1.1, « cofinancé à 50% par l'État et à 50% par le territoire ».
 * Example: 24 000 € from the State and 24 000 € from the territory: held, 50 %.
 */
export function stateShare(stateCents: Cents | null, othersCents: Cents | null, maxPercent: number): ShareVerdict {
  if (stateCents === null) return { kind: 'unknown', missing: 'state' };
  if (othersCents === null) return { kind: 'unknown', missing: 'others' };
  const totalCents = addCents([stateCents, othersCents]);
  return {
    kind: stateCents * 100 <= maxPercent * totalCents ? 'held' : 'exceeded',
    statePercent: centsAsPercent(stateCents, totalCents) ?? 0,
    stateCents,
    totalCents,
  };
}

/** Where the State's payment of a year stands at a day. */
export interface PaymentStanding {
  kind: 'paid' | 'partly-paid' | 'due' | 'late' | 'not-granted';
  deadline: IsoDate;
  /** Negative once the deadline is past. */
  daysLeft: number;
  paidCents: Cents;
  /** What is granted and not paid yet; null while the grant is not fixed. */
  leftCents: Cents | null;
}

/**
 * Where the State's payment of a year stands, by the day on which it is due. Units: days, euro cents.
 * Example: on 2025-11-14 with 406 614 € granted and nothing paid, it is due in 16 days.
 */
export function statePaymentStanding(
  year: number,
  grantedCents: Cents | null,
  payments: readonly { amountCents: Cents }[],
  convention: Pick<ConventionDays, 'paymentDue'>,
  today: IsoDate,
): PaymentStanding {
  const deadline = statePaymentDate(year, convention);
  const daysLeft = daysBetween(today, deadline);
  const paidCents = addCents(payments.map(({ amountCents }) => amountCents));
  const leftCents = grantedCents === null ? null : Math.max(0, grantedCents - paidCents);
  const standing = { deadline, daysLeft, paidCents, leftCents };
  if (leftCents === 0) return { kind: 'paid', ...standing };
  if (daysLeft < 0 && leftCents !== null) return { kind: 'late', ...standing };
  if (paidCents > 0) return { kind: 'partly-paid', ...standing };
  return { kind: leftCents === null ? 'not-granted' : 'due', ...standing };
}

/**
 * The same day some months later, or the last day of a shorter month. Source: the rule of civil delays (code de procédure
 * civile, article 641). Example: `monthsAfter('2026-01-31', 1)` is `2026-02-28`.
 */
export function monthsAfter(date: IsoDate, months: number): IsoDate {
  const month = addMonths(monthOf(date), months);
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(month));
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** Months to answer, counted from the notice; months to pay, counted from the day on which the *titre* is issued. */
export const CLAWBACK_ANSWER_MONTHS = 1;
export const CLAWBACK_PAYMENT_MONTHS = 6;

/** What is at risk for the credits of a year, and on which of the two amounts it is worked out. */
export interface Exposure {
  percent: number;
  /** `paid`: payments recorded; `granted`: none is, the grant stands for them. */
  basis: 'paid' | 'granted';
  basisCents: Cents;
  exposureCents: Cents;
}

/**
 * The most that may be taken back of a year: a share of the credits paid, or of those granted while no payment is
 * recorded; null when neither is known or the convention fixes no share. Source: convention 2023-2025, article 5.
 * Example: 20 % of 406 614 € paid is 81 322,80 €.
 */
export function exposureOf(percent: number | null, paidCents: Cents, grantedCents: Cents | null): Exposure | null {
  const basis = paidCents > 0 ? 'paid' : 'granted';
  const basisCents = paidCents > 0 ? paidCents : grantedCents;
  if (percent === null || basisCents === null) return null;
  return { percent, basis, basisCents, exposureCents: clawbackExposure(basisCents, percent) };
}

/** The dates of the procedure whose start is known. */
export interface ClawbackCalendar {
  noticeDate: IsoDate;
  answerBy: IsoDate;
  answerDaysLeft: number;
  /** Null while no *titre* is issued: nothing runs yet. */
  payBy: IsoDate | null;
  payDaysLeft: number | null;
}

/**
 * The dates of the procedure: one month to answer the Préfet's notice; then the *titre de reversement*, to be paid six months
 * at the latest after it was issued. Nothing is counted from a day that is not known.
 * Source: convention 2023-2025, article 5, « pour paiement au plus tard 6 mois après son émission ». Example: a notice of
 * 2025-01-31 is answered by 2025-02-28; with a *titre* of 2025-03-10 it is paid by 2025-09-10, without one no day is said.
 */
export function clawbackCalendar(
  { noticeDate, titleIssuedOn }: { noticeDate: IsoDate; titleIssuedOn: IsoDate | null },
  today: IsoDate,
): ClawbackCalendar {
  const answerBy = monthsAfter(noticeDate, CLAWBACK_ANSWER_MONTHS);
  const payBy = titleIssuedOn === null ? null : monthsAfter(titleIssuedOn, CLAWBACK_PAYMENT_MONTHS);
  return {
    noticeDate,
    answerBy,
    answerDaysLeft: daysBetween(today, answerBy),
    payBy,
    payDaysLeft: payBy === null ? null : daysBetween(today, payBy),
  };
}

/** The *titre* is issued « à l’issue de ce délai », once the month to answer is over. */
export const isTitleTooEarly = (noticeDate: IsoDate, titleIssuedOn: IsoDate | null): boolean =>
  titleIssuedOn !== null && titleIssuedOn < monthsAfter(noticeDate, CLAWBACK_ANSWER_MONTHS);
