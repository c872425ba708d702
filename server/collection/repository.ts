import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { notOverOn, runningOn } from '../platform/database/day-span.ts';
import { withState } from '../platform/database/rows.ts';

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
      ownerId: true,
      deputyId: true,
      phone: true,
      assignments: {
        select: {
          spans: { select: { fromMonth: true, toMonth: true }, orderBy: { fromMonth: 'asc' } },
          indicatorId: true,
          indicator: { select: { code: true, label: true, frequency: true } },
        },
        orderBy: [{ position: 'asc' }, { indicator: { position: 'asc' } }],
      },
    },
    orderBy: { name: 'asc' },
  });
}

/** What is needed of each cell to say where its return stands. */
export async function listCellStates(scopes: readonly OrganisationScope[], db: Reading, span: Span) {
  const cells = await db.observation.findMany({
    where: { organisationId: { in: idsOf(scopes) }, breakdown: '', month: { gte: span.from, lte: span.to } },
    select: {
      id: true,
      organisationId: true,
      indicatorId: true,
      month: true,
      state: true,
      reason: true,
      stage: true,
      review: true,
    },
  });
  return cells.map(withState);
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
      publishedIn: true,
      publishedAt: true,
    },
  });
}

/** The last question of each cell that waits for an answer. */
export function listOpenQuestions(scopes: readonly OrganisationScope[], db: Reading, span: Span) {
  return db.cellMessage.findMany({
    where: {
      kind: 'question',
      observation: {
        organisationId: { in: idsOf(scopes) },
        review: 'returned',
        month: { gte: span.from, lte: span.to },
      },
    },
    select: { observationId: true, text: true, createdAt: true },
    orderBy: { id: 'desc' },
    distinct: ['observationId'],
  });
}

/** When each organisation was last written to about what it owes. */
export async function lastReminders(db: Reading): Promise<Map<number, Date>> {
  const last = await db.mail.groupBy({
    by: ['organisationId'],
    where: { kind: 'reminder', organisationId: { not: null } },
    _max: { createdAt: true },
  });
  return new Map(
    last.flatMap(({ organisationId, _max }) =>
      organisationId && _max.createdAt ? [[organisationId, _max.createdAt]] : [],
    ),
  );
}

/** The lines of the annex that each indicator stands under, in its order. */
export function listReportLines(db: Reading, indicatorIds: readonly number[]) {
  return db.actionIndicator.findMany({
    where: { indicatorId: { in: [...indicatorIds] } },
    select: {
      indicatorId: true,
      action: {
        select: {
          ...{ key: true, annexNumber: true, title: true, position: true },
          convention: { select: { code: true, startYear: true, endYear: true } },
        },
      },
    },
    orderBy: { action: { position: 'asc' } },
  });
}

/** Who may be written to for each organisation, and the coordinators (no organisation). */
export async function listAddressees(db: Reading, today: IsoDate) {
  const people = await db.user.findMany({
    where: { disabled: false },
    select: {
      ...{ id: true, name: true, email: true, role: true, organisationId: true },
      memberships: {
        where: runningOn(today),
        select: { role: true, organisationId: true },
      },
    },
    orderBy: { name: 'asc' },
  });
  return people
    .flatMap(({ memberships, ...person }) => [person, ...memberships.map((place) => ({ ...person, ...place }))])
    .filter(({ role }) => role !== 'reader');
}

/** When each person who is signed in somewhere was last seen there. */
export async function listLastSeen(db: Reading): Promise<{ userId: string; at: Date }[]> {
  const sessions = await db.session.groupBy({ by: ['userId'], _max: { updatedAt: true } });
  return sessions.flatMap(({ userId, _max: { updatedAt } }) => (updatedAt ? [{ userId, at: updatedAt }] : []));
}

/** Absences that are not over on a day. */
export function listAbsences(db: Reading, today: IsoDate) {
  return db.absence.findMany({
    where: notOverOn(today),
    select: {
      userId: true,
      fromDate: true,
      toDate: true,
      deputyId: true,
      user: { select: { name: true, organisationId: true } },
      deputy: { select: { name: true } },
    },
  });
}

const formerColumns = {
  state: true,
  value: true,
  numerator: true,
  denominator: true,
  reason: true,
  comment: true,
  stage: true,
  why: true,
  changedAt: true,
  observation: { select: { indicatorId: true } },
} satisfies Prisma.ObservationRevisionSelect;

/** Cells of a month that are in the coordinator's hands: sent, and not validated. */
const inReview = ({ organisationId }: OrganisationScope, month: Month) =>
  ({ organisationId, month, breakdown: '', stage: 'submitted' }) satisfies Prisma.ObservationWhereInput;

/** The cells of a month as they were validated last. */
export async function listValidatedCells({ organisationId }: OrganisationScope, db: Reading, month: Month) {
  const cells = await db.validatedCell.findMany({
    where: { organisationId, month, breakdown: '' },
    select: { indicatorId: true, state: true, value: true, numerator: true, denominator: true },
  });
  return cells.map(withState);
}
export type ValidatedCell = Awaited<ReturnType<typeof listValidatedCells>>[number];

/** The last validated content of each cell that was validated once and opened since. */
export async function listValidatedContents(scope: OrganisationScope, db: Reading, month: Month) {
  const former = await db.observationRevision.findMany({
    where: { stage: 'validated', observation: inReview(scope, month) },
    select: formerColumns,
    orderBy: { id: 'desc' },
    distinct: ['observationId'],
  });
  return former.map(withState);
}

/** What each cell in review was when it was last sent, questioned or opened: a revision kept at those steps only. */
export async function listSeenContents(scope: OrganisationScope, db: Reading, month: Month) {
  const seen = await db.observationRevision.findMany({
    where: {
      OR: [{ stage: { in: ['draft', 'validated'] } }, { why: { not: null } }],
      observation: inReview(scope, month),
    },
    select: formerColumns,
    orderBy: { id: 'desc' },
    distinct: ['observationId'],
  });
  return seen.map(withState);
}

export async function markValidated(
  scope: OrganisationScope<'collection.review'>,
  tx: Writing,
  month: Month,
  by: string,
  at: Date,
) {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'validated', validatedAt: at, validatedById: by, reason: null },
  });
}

/** Opens a validated return again; its first sending is not touched. */
export async function markReopened(
  scope: OrganisationScope<'collection.review'>,
  tx: Writing,
  month: Month,
  reason: string,
) {
  await tx.monthlyReturn.update({
    where: { organisationId_month: { organisationId: scope.organisationId, month } },
    data: { status: 'submitted', reason },
  });
}
