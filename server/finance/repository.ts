import * as z from 'zod';
import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { documentKindNames } from '../../shared/domain/finance/finance-alerts.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Db = PrismaClient | Prisma.TransactionClient;

const partnerSelect = {
  id: true,
  version: true,
  code: true,
  year: true,
  object: true,
  amountCents: true,
  startDate: true,
  endDate: true,
  document: true,
  quote: true,
  note: true,
  demonstration: true,
  organisation: { select: { id: true, code: true, name: true } },
  actions: {
    orderBy: { action: { position: 'asc' } },
    select: { action: { select: { key: true, annexNumber: true, title: true, requestedCents: true } } },
  },
  instalments: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      label: true,
      dueDate: true,
      amountCents: true,
      paidOn: true,
      paidCents: true,
      reference: true,
      demonstration: true,
    },
  },
  documents: {
    orderBy: { position: 'asc' },
    select: { id: true, kind: true, reference: true, expectedOn: true, receivedOn: true, demonstration: true },
  },
} satisfies Prisma.PartnerConventionSelect;

/** The kinds of documents have a hyphen: the database keeps them as texts under a check. */
export const documentKind = z.enum(documentKindNames);
type StoredPartner = Prisma.PartnerConventionGetPayload<{ select: typeof partnerSelect }>;
const withKinds = (partner: StoredPartner) => ({
  ...partner,
  documents: partner.documents.map((one) => ({ ...one, kind: documentKind.parse(one.kind) })),
});
export type PartnerRecord = ReturnType<typeof withKinds>;

/** The lines of a convention's annex, in its order. */
export function findAnnex(db: Db, convention: string) {
  return db.action.findMany({
    where: { convention: { code: convention } },
    orderBy: { position: 'asc' },
    select: {
      id: true,
      key: true,
      annexNumber: true,
      title: true,
      toConfirm: true,
      requestedCents: true,
      maxStatePercent: true,
    },
  });
}

export type AnnexRecord = Awaited<ReturnType<typeof findAnnex>>[number];

/** What each funder does for each line of a convention in a year. */
export function findLines(db: Db, convention: string, year: number) {
  return db.financeLine.findMany({
    where: { year, action: { convention: { code: convention } } },
    orderBy: [{ action: { position: 'asc' } }, { funder: 'asc' }],
    include: { action: { select: { key: true } } },
  });
}
export type LineRecord = Awaited<ReturnType<typeof findLines>>[number];

/** Every convention with a partner for a year, in the alphabet's order. */
export async function findPartners(db: Db, year: number): Promise<PartnerRecord[]> {
  const partners = await db.partnerConvention.findMany({
    where: { year },
    orderBy: [{ organisation: { name: 'asc' } }, { code: 'asc' }],
    select: partnerSelect,
  });
  return partners.map(withKinds);
}

/** The conventions of one organisation for a year. */
export async function findOwnPartners(
  { organisationId }: OrganisationScope<'finance.read-own'>,
  db: Db,
  year: number,
): Promise<PartnerRecord[]> {
  const partners = await db.partnerConvention.findMany({
    where: { year, organisationId },
    orderBy: { code: 'asc' },
    select: partnerSelect,
  });
  return partners.map(withKinds);
}

/** The years in which an organisation has a convention. */
export async function findOwnYears(
  { organisationId }: OrganisationScope<'finance.read-own'>,
  db: Db,
): Promise<number[]> {
  const rows = await db.partnerConvention.findMany({
    where: { organisationId },
    distinct: ['year'],
    orderBy: { year: 'asc' },
    select: { year: true },
  });
  return rows.map(({ year }) => year);
}

export function findStatePayments(db: Db, convention: string, year: number) {
  return db.statePayment.findMany({
    where: { year, convention: { code: convention } },
    orderBy: [{ paidOn: 'asc' }, { id: 'asc' }],
  });
}

export function findNotice(db: Db, convention: string, year: number) {
  return db.clawbackNotice.findFirst({ where: { year, convention: { code: convention } } });
}

/** How the accounts of a year were closed and opened again, the last time first. */
export function findClosings(db: Db, year: number) {
  return db.financeClosing.findMany({ where: { year }, orderBy: { id: 'desc' } });
}

/** Every organisation, to choose a partner from. */
export function findOrganisations(db: Db) {
  return db.organisation.findMany({ orderBy: { name: 'asc' }, select: { id: true, code: true, name: true } });
}
