import type { Prisma } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import type { Role } from '../platform/access.ts';
import { notOverOn } from '../platform/database/day-span.ts';
import type { Db } from './repository.ts';

const membershipSelect = {
  ...{ id: true, userId: true, role: true, organisationId: true, fromDate: true, toDate: true, deputyForId: true },
  organisation: { select: { code: true, name: true } },
  deputyFor: { select: { name: true } },
} as const satisfies Prisma.MembershipSelect;

/** The places of people beside their own that are not over on a day, the first to begin first. */
export function findMemberships(db: Db, today: IsoDate, userId?: string) {
  return db.membership.findMany({
    where: { ...(userId !== undefined && { userId }), ...notOverOn(today) },
    select: membershipSelect,
    orderBy: [{ fromDate: 'asc' }, { id: 'asc' }],
  });
}

export function findMembership(db: Db, id: number) {
  return db.membership.findUnique({ where: { id }, select: membershipSelect });
}

interface NewMembership {
  userId: string;
  role: Role;
  organisationId: number | null;
  fromDate: IsoDate;
  toDate: IsoDate | null;
  deputyForId: string | null;
  createdByName: string;
  createdAt: Date;
}

export async function insertMembership(tx: Db, membership: NewMembership): Promise<number> {
  return (await tx.membership.create({ data: membership, select: { id: true } })).id;
}

/** Sessions that acted there are in the person's own place from then on. */
export async function deleteMembership(tx: Db, id: number): Promise<void> {
  await tx.membership.delete({ where: { id } });
}

/** Locks a person: their places change one act after the other. */
export async function holdPerson(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId} FOR UPDATE`;
}

export async function writeSessionPlace(tx: Db, sessionId: string, membershipId: number | null): Promise<void> {
  await tx.session.updateMany({ where: { id: sessionId }, data: { membershipId } });
}

/** What rests on a person: what they answer for, what they stand in for, the steps of a report that they follow. */
export async function findHoldings(db: Db, userId: string) {
  const named = { select: { id: true, name: true }, orderBy: { name: 'asc' } } as const;
  const owned = await db.organisation.findMany({ where: { ownerId: userId }, ...named });
  const stoodIn = await db.organisation.findMany({ where: { deputyId: userId }, ...named });
  const steps = await db.reportStep.findMany({
    where: { ownerId: userId, done: false },
    select: { year: true, step: true },
    orderBy: [{ year: 'asc' }, { step: 'asc' }],
  });
  return { owned, stoodIn, steps };
}

interface Successor {
  id: string;
  name: string;
  organisationIds: number[];
}

/**
 * Hands over what rests on a person who leaves: to somebody where they belong, else to nobody in particular, which the reminders
 * know. Their other places end, and nobody waits for them to stand in.
 */
export async function handOver(tx: Db, userId: string, to: Successor | null): Promise<void> {
  const organisations = { id: { in: to?.organisationIds ?? [] } };
  await tx.organisation.updateMany({ where: { deputyId: userId }, data: { deputyId: null } });
  if (to) {
    await tx.organisation.updateMany({ where: { ...organisations, ownerId: userId }, data: { ownerId: to.id } });
    // Who answers does not stand in for themselves.
    await tx.organisation.updateMany({ where: { ownerId: to.id, deputyId: to.id }, data: { deputyId: null } });
  }
  await tx.organisation.updateMany({ where: { ownerId: userId }, data: { ownerId: null } });
  await tx.reportStep.updateMany({
    where: { ownerId: userId, done: false },
    data: { ownerId: to?.id ?? null, ownerName: to?.name ?? null },
  });
  await tx.absence.updateMany({ where: { deputyId: userId }, data: { deputyId: null } });
  await tx.membership.deleteMany({ where: { userId } });
}
