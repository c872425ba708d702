import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Role } from '../platform/access.ts';
import { queryRows } from '../platform/database/rows.ts';

export type Db = PrismaClient | Prisma.TransactionClient;

const personSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  organisationId: true,
  disabled: true,
  demonstration: true,
  createdAt: true,
  organisation: { select: { code: true, name: true } },
} as const satisfies Prisma.UserSelect;

export function findPeople(db: Db) {
  return db.user.findMany({ select: personSelect, orderBy: [{ disabled: 'asc' }, { name: 'asc' }] });
}

export function findPerson(db: Db, id: string) {
  return db.user.findUnique({ where: { id }, select: personSelect });
}

export function findPersonByEmail(db: Db, email: string) {
  return db.user.findUnique({ where: { email }, select: personSelect });
}

export async function organisationExists(db: Db, id: number): Promise<boolean> {
  return (await db.organisation.count({ where: { id } })) > 0;
}

export function findOrganisations(db: Db) {
  return db.organisation.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } });
}

interface NewUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  organisationId: number | null;
  demonstration: boolean;
}

/** A person and their password's hash; null for one who comes in by the identity provider only. */
export async function insertUser(
  db: Db,
  { organisationId, ...user }: NewUser,
  passwordHash: string | null,
): Promise<void> {
  await db.user.create({
    data: {
      ...user,
      emailVerified: true,
      ...(organisationId === null ? {} : { organisation: { connect: { id: organisationId } } }),
      ...(passwordHash !== null && {
        accounts: {
          create: { id: randomUUID(), accountId: user.id, providerId: 'credential', password: passwordHash },
        },
      }),
    },
  });
}

/**
 * The active coordinators, locked until the end of the transaction: two coordinators who disable one another at the same
 * moment wait for each other, and the second one finds themself alone.
 */
export async function lockActiveCoordinators(tx: Db): Promise<string[]> {
  const rows = await queryRows(
    tx,
    z.object({ id: z.string() }),
  )(Prisma.sql`SELECT id FROM "User" WHERE role = 'coordinator' AND NOT disabled ORDER BY id FOR UPDATE`);
  return rows.map((row) => row.id);
}

export async function updatePerson(
  tx: Db,
  id: string,
  data: Pick<Prisma.UserUncheckedUpdateInput, 'disabled' | 'role' | 'organisationId'>,
): Promise<void> {
  await tx.user.update({ where: { id }, data });
}

export function countActiveCoordinators(db: Db): Promise<number> {
  return db.user.count({ where: { role: 'coordinator', disabled: false } });
}

// ---------------------------------------------------------------- invitations

const invitationSelect = {
  id: true,
  email: true,
  name: true,
  role: true,
  organisationId: true,
  expiresAt: true,
  acceptedAt: true,
  createdAt: true,
  organisation: { select: { code: true, name: true } },
} as const satisfies Prisma.InvitationSelect;

/** Who asked for the link of a forgotten password: nobody else has to see it. */
export const ONESELF = 'oneself';

export function findOpenInvitations(db: Db) {
  return db.invitation.findMany({
    where: { acceptedAt: null, createdById: { not: ONESELF } },
    select: invitationSelect,
    orderBy: { createdAt: 'desc' },
  });
}

export function findInvitation(db: Db, where: { id: number } | { tokenHash: string }) {
  return db.invitation.findUnique({ where, select: invitationSelect });
}

/** Keeps the hash of a new token; an earlier open invitation to the same address stops working. */
export async function replaceInvitation(tx: Db, invitation: Prisma.InvitationUncheckedCreateInput): Promise<number> {
  const { email, createdById } = invitation;
  // What a stranger asks for in somebody's name never ends the link that the coordination passed on.
  if (createdById === ONESELF) await tx.invitation.deleteMany({ where: { email, acceptedAt: null, createdById } });
  else await deleteOpenInvitationsTo(tx, email);
  const { id } = await tx.invitation.create({ data: invitation, select: { id: true } });
  return id;
}

export async function deleteOpenInvitationsTo(tx: Db, email: string): Promise<void> {
  await tx.invitation.deleteMany({ where: { email, acceptedAt: null } });
}

/** True of whom a fictitious person invited: they belong to the demonstration, and go with it. */
export async function wasInvitedInDemonstration(tx: Db, id: number): Promise<boolean> {
  const invitation = await tx.invitation.findUnique({ where: { id }, select: { createdById: true } });
  return (await tx.user.count({ where: { id: invitation?.createdById ?? '', demonstration: true } })) > 0;
}

/** Marks an invitation as used; false when someone was faster, or when it expired. One statement, so that it serves once. */
export async function consumeInvitation(tx: Db, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, acceptedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  });
  return count === 1;
}

export async function deleteOpenInvitation(tx: Db, id: number): Promise<boolean> {
  const { count } = await tx.invitation.deleteMany({ where: { id, acceptedAt: null } });
  return count === 1;
}

// ---------------------------------------------------------------- one's own account

/** The sessions of a person that can still be used. Never their tokens. */
export function findSessions(db: Db, userId: string, now: Date, idleSince: Date) {
  return db.session.findMany({
    where: { userId, expiresAt: { gt: now }, updatedAt: { gte: idleSince } },
    select: { id: true, createdAt: true, updatedAt: true, ipAddress: true, userAgent: true, method: true },
    orderBy: { updatedAt: 'desc' },
  });
}

/** Ends sessions of a person: one, all, or all but one. Returns how many. */
export async function deleteSessions(
  tx: Db,
  userId: string,
  which: { only?: string; except?: string | null } = {},
): Promise<number> {
  const id = which.only ?? (which.except ? { not: which.except } : undefined);
  const { count } = await tx.session.deleteMany({ where: { userId, id } });
  return count;
}

export async function findPasswordHash(db: Db, userId: string): Promise<string | null> {
  const account = await db.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  });
  return account?.password ?? null;
}

/** Someone who came by the identity provider gets their first password the same way. */
export async function updatePasswordHash(tx: Db, userId: string, password: string): Promise<void> {
  const { count } = await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password } });
  if (count === 0)
    await tx.account.create({
      data: { id: randomUUID(), userId, accountId: userId, providerId: 'credential', password },
    });
}

/** Counts a try of the minute that runs and returns its rank; shares the table of the tries to sign in. */
export async function countTry(db: Db, key: string, now: Date): Promise<number> {
  const at = BigInt(now.getTime());
  const rows = await queryRows(
    db,
    z.object({ count: z.number() }),
  )(Prisma.sql`
    INSERT INTO "RateLimit" (id, key, count, "lastRequest") VALUES (${randomUUID()}, ${key}, 1, ${at}::bigint)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN "RateLimit"."lastRequest" <= ${at}::bigint - 60000 THEN 1 ELSE "RateLimit".count + 1 END,
      "lastRequest" = ${at}::bigint
    RETURNING count`);
  return rows[0]?.count ?? 1;
}

/** The territory of the latest convention; empty while the catalogue is. */
export async function findTerritory(db: Db): Promise<string> {
  const convention = await db.convention.findFirst({ orderBy: { startYear: 'desc' }, select: { territory: true } });
  return convention?.territory ?? '';
}

export function findOrganisation(db: Db, id: number) {
  return db.organisation.findUnique({ where: { id }, select: { code: true, name: true } });
}

/** The first year of the conventions whose annex is known: that of the first report; null while none is. */
export async function findFirstYear(db: Db): Promise<number | null> {
  const first = await db.convention.findFirst({
    where: { actions: { some: {} } },
    orderBy: { startYear: 'asc' },
    select: { startYear: true },
  });
  return first?.startYear ?? null;
}

/** The groups of communes that figures are published by, in their order. */
export function findCommuneGroups(db: Db) {
  return db.communeGroup.findMany({ orderBy: { position: 'asc' }, select: { code: true, name: true } });
}

/** True once a convention is known, and something is asked of somebody. */
export async function hasBegun(db: Db): Promise<boolean> {
  const [convention, assignment] = await Promise.all([
    db.convention.findFirst({ select: { id: true } }),
    db.assignment.findFirst({ select: { indicatorId: true } }),
  ]);
  return convention !== null && assignment !== null;
}

/** The active people of the demonstration, among whom the doors of the sign-in page are chosen. */
export function findDemonstrationPeople(db: Db) {
  return db.user.findMany({
    where: { demonstration: true, disabled: false },
    select: { email: true, name: true, role: true, organisation: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
  });
}
