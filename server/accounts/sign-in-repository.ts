import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import type { IsoDate } from '../../shared/domain/month.ts';
import { queryRows } from '../platform/database/rows.ts';
import type { Db } from './repository.ts';

// ---------------------------------------------------------------- steps that wait

/** Keeps a step; those that ran out go at the same time. */
export async function insertTicket(
  db: Db,
  ticket: { identifier: string; value: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await db.verification.deleteMany({ where: { expiresAt: { lte: now } } });
  await db.verification.create({ data: { id: randomUUID(), ...ticket, createdAt: now } });
}

export async function findTicket(db: Db, identifier: string, now: Date): Promise<string | null> {
  const found = await db.verification.findFirst({
    where: { identifier, expiresAt: { gt: now } },
    select: { value: true },
  });
  return found?.value ?? null;
}

/** One statement, so that it serves once. */
export async function deleteTicket(db: Db, identifier: string, now: Date): Promise<string | null> {
  const rows = await queryRows(
    db,
    z.object({ value: z.string() }),
  )(Prisma.sql`DELETE FROM "Verification" WHERE identifier = ${identifier} AND "expiresAt" > ${now} RETURNING value`);
  return rows[0]?.value ?? null;
}

// ---------------------------------------------------------------- who may come in

const guestSelect = {
  id: true,
  name: true,
  email: true,
  role: true,
  disabled: true,
  demonstration: true,
} as const satisfies Prisma.UserSelect;

/** A person with their password's hash, by address. */
export async function findByAddress(db: Db, email: string) {
  const person = await db.user.findUnique({
    where: { email },
    select: { ...guestSelect, accounts: { where: { providerId: 'credential' }, select: { password: true } } },
  });
  return person && { ...person, passwordHash: person.accounts[0]?.password ?? null };
}

export function findGuest(db: Db, id: string) {
  return db.user.findUnique({ where: { id }, select: guestSelect });
}

// ---------------------------------------------------------------- second factor

export function findSecondFactor(db: Db, userId: string) {
  return db.secondFactor.findUnique({ where: { userId } });
}

/** A secret that is being tried; one that serves already stays until its successor is proved. */
export async function replaceUnprovedSecret(db: Db, userId: string, sealedSecret: string): Promise<boolean> {
  const { count } = await db.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
  if (count === 0 && (await db.secondFactor.count({ where: { userId } })) > 0) return false;
  await db.secondFactor.create({ data: { userId, sealedSecret } });
  return true;
}

/** Marks the step of a code as used; false when it, or a later one, served before. One statement: a code serves once. */
export async function takeStep(db: Db, userId: string, step: number): Promise<boolean> {
  const { count } = await db.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Counts a try of a code before it is looked at; false when another was counted since `failures` was read. */
export async function claimCodeTry(db: Db, userId: string, failures: number, now: Date): Promise<boolean> {
  const { count } = await db.secondFactor.updateMany({
    where: { userId, failures },
    data: { failures: failures + 1, lastTryAt: now },
  });
  return count === 1;
}

export async function forgetFailedCodes(db: Db, userId: string): Promise<void> {
  await db.secondFactor.updateMany({ where: { userId }, data: { failures: 0, lastTryAt: null } });
}

export async function confirmSecondFactor(db: Db, userId: string, now: Date): Promise<void> {
  await db.secondFactor.update({ where: { userId }, data: { confirmedAt: now } });
}

/** The second factor and its recovery codes; true when there was one in service. */
export async function deleteSecondFactor(db: Db, userId: string): Promise<boolean> {
  await db.recoveryCode.deleteMany({ where: { userId } });
  const { count } = await db.secondFactor.deleteMany({ where: { userId } });
  return count > 0;
}

export async function replaceRecoveryCodes(db: Db, userId: string, hashes: readonly string[]): Promise<void> {
  await db.recoveryCode.deleteMany({ where: { userId } });
  await db.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash })) });
}

export function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  return db.recoveryCode.count({ where: { userId, usedAt: null } });
}

/** Uses a recovery code; false when it is unknown or served already. */
export async function takeRecoveryCode(db: Db, userId: string, codeHash: string, now: Date): Promise<boolean> {
  const { count } = await db.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

/** True of whoever was given the right to read without suppression, from now on or from a later day. */
export async function holdsWholeReading(db: Db, userId: string, day: IsoDate): Promise<boolean> {
  return (await db.wholeReading.count({ where: { userId, endedAt: null, toDate: { gte: day } } })) > 0;
}

// ---------------------------------------------------------------- passkeys

const keySelect = { id: true, name: true, createdAt: true, lastUsedAt: true } as const satisfies Prisma.PasskeySelect;

export function findPasskeys(db: Db, userId: string) {
  return db.passkey.findMany({ where: { userId }, select: keySelect, orderBy: { createdAt: 'asc' } });
}

export function countPasskeys(db: Db, userId: string): Promise<number> {
  return db.passkey.count({ where: { userId } });
}

export function findPasskeyHandles(db: Db, userId: string) {
  return db.passkey.findMany({ where: { userId }, select: { id: true, transports: true } });
}

export function findPasskey(db: Db, id: string) {
  return db.passkey.findUnique({ where: { id }, include: { user: { select: guestSelect } } });
}

export async function insertPasskey(db: Db, data: Prisma.PasskeyUncheckedCreateInput): Promise<void> {
  await db.passkey.create({ data });
}

export async function notePasskeyUse(db: Db, id: string, counter: number, now: Date): Promise<void> {
  await db.passkey.updateMany({ where: { id }, data: { counter: BigInt(counter), lastUsedAt: now } });
}

export async function renamePasskeyOf(db: Db, userId: string, id: string, name: string): Promise<boolean> {
  const { count } = await db.passkey.updateMany({ where: { id, userId }, data: { name } });
  return count === 1;
}

export async function deletePasskeys(db: Db, userId: string, id?: string): Promise<number> {
  const { count } = await db.passkey.deleteMany({ where: { userId, ...(id !== undefined && { id }) } });
  return count;
}

// ---------------------------------------------------------------- identity provider

const PROVIDER = 'oidc';

/** The person whom a subject of the provider is; `accountId` says the issuer too. */
export async function findBySubject(db: Db, accountId: string) {
  const found = await db.account.findFirst({
    where: { providerId: PROVIDER, accountId },
    select: { user: { select: guestSelect } },
  });
  return found?.user ?? null;
}

export async function hasSubject(db: Db, userId: string): Promise<boolean> {
  return (await db.account.count({ where: { userId, providerId: PROVIDER } })) > 0;
}

export async function insertSubject(db: Db, userId: string, accountId: string): Promise<void> {
  await db.account.create({ data: { id: randomUUID(), userId, accountId, providerId: PROVIDER } });
}

export async function keepProviderToken(db: Db, accountId: string, idToken: string): Promise<void> {
  await db.account.updateMany({ where: { providerId: PROVIDER, accountId }, data: { idToken } });
}

/** The sealed token of the person of a session that began at the provider. */
export async function findProviderToken(db: Db, sessionId: string): Promise<string | null> {
  const found = await db.account.findFirst({
    where: {
      providerId: PROVIDER,
      user: { sessions: { some: { id: sessionId, method: { startsWith: 'provider' } } } },
    },
    select: { idToken: true },
  });
  return found?.idToken ?? null;
}

export async function deleteSubjects(db: Db, userId: string): Promise<void> {
  await db.account.deleteMany({ where: { userId, providerId: PROVIDER } });
}

/** The open invitation to an address. */
export function findInvitationTo(db: Db, email: string, now: Date) {
  return db.invitation.findFirst({
    where: { email, acceptedAt: null, expiresAt: { gt: now } },
    select: { id: true, email: true, name: true, role: true, organisationId: true },
  });
}
