import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';

type Reading = PrismaClient | Prisma.TransactionClient;
type Writing = Prisma.TransactionClient;
type Span = { from: Month; to: Month };

const idsOf = (scopes: readonly OrganisationScope[]) => scopes.map((scope) => scope.organisationId);

/** Organisations that are asked for figures, and what they are asked. */
export function listOrganisations(db: Reading) {
  return db.organisation.findMany({
    where: { assignments: { some: {} } },
    select: {
      id: true,
      code: true,
      name: true,
      assignments: {
        select: { fromMonth: true, toMonth: true, indicatorId: true, indicator: { select: { frequency: true } } },
      },
    },
    orderBy: { name: 'asc' },
  });
}

/** What is needed of each cell to say where its return stands. */
export function listCellStates(scopes: readonly OrganisationScope[], db: Reading, span: Span) {
  return db.observation.findMany({
    where: { organisationId: { in: idsOf(scopes) }, breakdown: '', month: { gte: span.from, lte: span.to } },
    select: {
      organisationId: true,
      indicatorId: true,
      month: true,
      state: true,
      reason: true,
      stage: true,
      review: true,
    },
  });
}

export function listReturns(scopes: readonly OrganisationScope[], db: Reading, span: Span) {
  return db.monthlyReturn.findMany({
    where: { organisationId: { in: idsOf(scopes) }, month: { gte: span.from, lte: span.to } },
    select: {
      organisationId: true,
      month: true,
      status: true,
      firstSubmittedAt: true,
      validatedAt: true,
      reason: true,
    },
  });
}

/** The last validated content of each cell that was validated once and opened since. */
export async function listValidatedContents(scope: OrganisationScope, db: Reading, month: Month) {
  return db.observationRevision.findMany({
    where: {
      stage: 'validated',
      observation: { organisationId: scope.organisationId, month, breakdown: '', stage: { not: 'validated' } },
    },
    select: {
      state: true,
      value: true,
      numerator: true,
      denominator: true,
      reason: true,
      comment: true,
      why: true,
      changedAt: true,
      observation: { select: { indicatorId: true } },
    },
    orderBy: { id: 'desc' },
    distinct: ['observationId'],
  });
}

export async function markValidated(scope: OrganisationScope, tx: Writing, month: Month, by: string, at: Date) {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'validated', validatedAt: at, validatedById: by, reason: null },
  });
}

/** Opens a validated return again; its first sending is not touched. */
export async function markReopened(scope: OrganisationScope, tx: Writing, month: Month, reason: string) {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'submitted', reason },
  });
}
