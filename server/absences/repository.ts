import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import type { OrganisationScope } from '../platform/access.ts';
import { notOverOn } from '../platform/database/day-span.ts';

type Reading = PrismaClient | Prisma.TransactionClient;
type Writing = Prisma.TransactionClient;

/** Those who may be written to for the organisation. */
export function listColleagues(scope: OrganisationScope, db: Reading, today: IsoDate) {
  return db.user.findMany({
    where: {
      disabled: false,
      OR: [
        { organisationId: scope.organisationId, role: 'contributor' },
        {
          memberships: {
            some: { organisationId: scope.organisationId, ...notOverOn(today) },
          },
        },
      ],
    },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** Who answers for the organisation's figures, who stands in, and the number to call. */
export async function findAnswerable(scope: OrganisationScope, db: Reading) {
  const found = await db.organisation.findUnique({
    where: { id: scope.organisationId },
    select: { ownerId: true, deputyId: true, phone: true },
  });
  return found ?? { ownerId: null, deputyId: null, phone: null };
}

export async function writeAnswerable(
  scope: OrganisationScope<'absences.write'>,
  tx: Writing,
  answerable: { ownerId: string | null; deputyId: string | null; phone: string | null },
): Promise<void> {
  await tx.organisation.update({ where: { id: scope.organisationId }, data: answerable });
}

/** Absences in course or to come on a day, the first first. */
export function listAbsences(scope: OrganisationScope, db: Reading, today: IsoDate) {
  return db.absence.findMany({
    where: {
      user: { organisationId: scope.organisationId },
      ...notOverOn(today),
    },
    select: {
      id: true,
      userId: true,
      fromDate: true,
      toDate: true,
      deputyId: true,
      user: { select: { name: true } },
      deputy: { select: { name: true } },
    },
    orderBy: [{ fromDate: 'asc' }, { id: 'asc' }],
  });
}

export async function insertAbsence(
  _scope: OrganisationScope<'absences.write'>,
  tx: Writing,
  absence: { userId: string; fromDate: IsoDate; toDate: IsoDate | null; deputyId: string | null; createdAt: Date },
): Promise<number> {
  const { id } = await tx.absence.create({ data: absence, select: { id: true } });
  return id;
}

/** Takes an absence of the organisation away; null when there is none. */
export async function deleteAbsence(scope: OrganisationScope<'absences.write'>, tx: Writing, id: number) {
  const found = await tx.absence.findFirst({
    where: { id, user: { organisationId: scope.organisationId } },
    select: { userId: true, fromDate: true, toDate: true, deputyId: true },
  });
  if (found) await tx.absence.delete({ where: { id } });
  return found;
}
