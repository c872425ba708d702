import type { Prisma } from '../../prisma/generated/client.ts';

type Tx = Prisma.TransactionClient;

/** One writer at a time for the money of a year: a line is never written while its accounts are being closed. */
export async function lockYear(tx: Tx, year: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`finance/${year}`}, 0))`;
}

/** The last time that the accounts of a year were closed or opened again. */
export function findLastClosing(tx: Tx, year: number) {
  return tx.financeClosing.findFirst({ where: { year }, orderBy: { id: 'desc' }, select: { kind: true } });
}

export async function insertClosing(tx: Tx, data: Prisma.FinanceClosingUncheckedCreateInput): Promise<void> {
  await tx.financeClosing.create({ data });
}

export function findConventionId(tx: Tx, code: string) {
  return tx.convention.findUniqueOrThrow({ where: { code }, select: { id: true } });
}

export function findActionIds(tx: Tx, convention: string, keys: readonly string[]) {
  return tx.action.findMany({
    where: { convention: { code: convention }, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
}

/** What a funder does for a line in a year, whatever the spelling's case. */
export function findLine(tx: Tx, actionId: number, year: number, funder: string) {
  // Compared as a pattern by the database: what would stand for any letter is a letter like another.
  const equals = funder.replace(/[\\%_]/g, '\\$&');
  return tx.financeLine.findFirst({ where: { actionId, year, funder: { equals, mode: 'insensitive' } } });
}

export function findLineById(tx: Tx, id: number) {
  return tx.financeLine.findUnique({ where: { id }, include: { action: { select: { key: true } } } });
}

export function createLine(tx: Tx, data: Prisma.FinanceLineUncheckedCreateInput) {
  return tx.financeLine.create({ data, select: { id: true } });
}

export function updateLine(tx: Tx, id: number, data: Prisma.FinanceLineUncheckedUpdateInput) {
  return tx.financeLine.update({ where: { id }, data: { ...data, version: { increment: 1 } }, select: { id: true } });
}

export async function deleteLine(tx: Tx, id: number): Promise<void> {
  await tx.financeLine.delete({ where: { id } });
}

export function findPartner(tx: Tx, id: number) {
  return tx.partnerConvention.findUnique({
    where: { id },
    select: { id: true, code: true, version: true, year: true, amountCents: true, object: true, quote: true },
  });
}

/** How many conventions a partner has had for a year, those that were taken away since included in the number. */
export async function countPartners(tx: Tx, prefix: string): Promise<number> {
  const codes = await tx.partnerConvention.findMany({
    where: { code: { startsWith: prefix } },
    select: { code: true },
  });
  return Math.max(0, ...codes.map(({ code }) => Number(code.slice(prefix.length)) || 0));
}

export function findOrganisation(tx: Tx, id: number) {
  return tx.organisation.findUnique({ where: { id }, select: { id: true, code: true, name: true } });
}

/** Writes a convention with a partner, its lines, instalments and supporting documents taking the place of the former ones. */
export async function writePartner(
  tx: Tx,
  id: number | null,
  data: Prisma.PartnerConventionUncheckedCreateInput,
  parts: {
    actionIds: number[];
    instalments: Prisma.InstalmentCreateManyPartnerConventionInput[];
    documents: Prisma.SupportingDocumentCreateManyPartnerConventionInput[];
  },
): Promise<number> {
  const nested = {
    actions: { createMany: { data: parts.actionIds.map((actionId) => ({ actionId })) } },
    instalments: { createMany: { data: parts.instalments } },
    documents: { createMany: { data: parts.documents } },
  };
  if (id === null) return (await tx.partnerConvention.create({ data: { ...data, ...nested } })).id;
  await tx.partnerConventionAction.deleteMany({ where: { partnerConventionId: id } });
  await tx.instalment.deleteMany({ where: { partnerConventionId: id } });
  await tx.supportingDocument.deleteMany({ where: { partnerConventionId: id } });
  const { code: _, demonstration: _kept, ...rest } = data;
  await tx.partnerConvention.update({ where: { id }, data: { ...rest, ...nested, version: { increment: 1 } } });
  return id;
}

export async function deletePartner(tx: Tx, id: number): Promise<void> {
  await tx.partnerConvention.delete({ where: { id } });
}

export function findPayment(tx: Tx, id: number) {
  return tx.statePayment.findUnique({ where: { id } });
}

/** Another payment of the same year and reference. */
export function findPaymentTwin(
  tx: Tx,
  { conventionId, year, reference }: { conventionId: number; year: number; reference: string },
  id: number | null,
) {
  return tx.statePayment.findFirst({
    where: { conventionId, year, reference, ...(id !== null && { id: { not: id } }) },
    select: { id: true },
  });
}

export async function createPayment(tx: Tx, data: Prisma.StatePaymentUncheckedCreateInput): Promise<number> {
  return (await tx.statePayment.create({ data, select: { id: true } })).id;
}

export async function updatePayment(
  tx: Tx,
  id: number,
  data: Prisma.StatePaymentUncheckedUpdateInput,
): Promise<number> {
  await tx.statePayment.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
  return id;
}

export async function deletePayment(tx: Tx, id: number): Promise<void> {
  await tx.statePayment.delete({ where: { id } });
}

export function findNoticeOf(tx: Tx, conventionId: number, year: number) {
  return tx.clawbackNotice.findUnique({ where: { conventionId_year: { conventionId, year } } });
}

export async function writeNotice(
  tx: Tx,
  id: number | null,
  data: Prisma.ClawbackNoticeUncheckedCreateInput,
): Promise<number> {
  if (id === null) return (await tx.clawbackNotice.create({ data, select: { id: true } })).id;
  await tx.clawbackNotice.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
  return id;
}
