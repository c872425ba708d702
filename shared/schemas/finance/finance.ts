import * as z from 'zod/mini';
import { documentKindNames } from '../../domain/finance/finance-alerts.ts';
import { MOST_CENTS } from '../../domain/finance/finance-cents.ts';
import { isDate } from '../../domain/month.ts';

const id = z.number().check(z.int(), z.gte(1), z.lte(2_147_483_647));
const version = id;
const year = z.number().check(z.int(), z.gte(2000), z.lte(2100));
const cents = z.number().check(z.int(), z.gte(0), z.lte(MOST_CENTS));
const day = z.string().check(z.refine(isDate));
const key = z.string().check(z.minLength(1), z.maxLength(40));
const words = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most));
const maybe = (most: number) => z.nullable(words(0, most));
const reason = words(3, 1000);

/** Which year of the money. */
export const financeYearInput = z.object({ year });

/** One's own conventions of a year. */
export const ownFinanceInput = z.object({ organisationId: z.optional(id), year: z.optional(year) });

/** What a funder does for a line of the annex in a year. `version`: the one that was read; null for a new line. Amounts in cents. */
export const lineInput = z.object({
  year,
  action: key,
  funder: words(2, 120),
  askedCents: z.nullable(cents),
  grantedCents: z.nullable(cents),
  committedCents: z.nullable(cents),
  paidCents: z.nullable(cents),
  cofinancedCents: z.nullable(cents),
  document: maybe(300),
  note: maybe(1000),
  version: z.nullable(version),
});
export type LineInput = z.infer<typeof lineInput>;

/** What is taken away, and why. */
export const removalInput = z.object({ id, version, reason });
export type RemovalInput = z.infer<typeof removalInput>;

const instalment = z.object({
  label: words(1, 200),
  dueDate: day,
  amountCents: cents,
  paidOn: z.nullable(day),
  paidCents: z.nullable(cents),
  reference: maybe(200),
});

const supportingDocument = z.object({
  kind: z.enum(documentKindNames),
  reference: maybe(300),
  expectedOn: z.nullable(day),
  receivedOn: z.nullable(day),
});

/** A convention with a partner, whole: its instalments and supporting documents take the place of those that were there. */
export const partnerInput = z.object({
  /** Null for a new one. */
  id: z.nullable(id),
  version: z.nullable(version),
  year,
  organisationId: id,
  object: words(3, 500),
  amountCents: cents,
  startDate: z.nullable(day),
  endDate: z.nullable(day),
  document: words(3, 300),
  note: maybe(1000),
  actions: z.array(key).check(z.maxLength(60)),
  instalments: z.array(instalment).check(z.maxLength(40)),
  documents: z.array(supportingDocument).check(z.maxLength(40)),
});
export type PartnerInput = z.infer<typeof partnerInput>;

/** A payment of the State. */
export const paymentInput = z.object({
  id: z.nullable(id),
  version: z.nullable(version),
  year,
  amountCents: cents.check(z.gte(1)),
  paidOn: day,
  reference: words(2, 200),
});
export type PaymentInput = z.infer<typeof paymentInput>;

/** Where a notice of clawback stands. */
export const noticeInput = z.object({
  version: z.nullable(version),
  year,
  noticeDate: day,
  reference: words(2, 200),
  claimedCents: z.nullable(cents),
  answeredOn: z.nullable(day),
  answerReference: maybe(200),
  titleIssuedOn: z.nullable(day),
  titleReference: maybe(200),
  repaidOn: z.nullable(day),
  repaidCents: z.nullable(cents),
  waived: z.boolean(),
  note: maybe(1000),
});
export type NoticeInput = z.infer<typeof noticeInput>;

/** The accounts of a year opened again, and why. */
export const reopeningInput = z.object({ year, reason });
