import type { IsoDate } from '../../shared/domain/month.ts';
import type { ChangeRoleInput, DisableInput } from '../../shared/schemas/account.ts';
import type { Viewer } from '../platform/access.ts';
import { type Actor, recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { endSingleProofSessions } from '../platform/session.ts';
import { findHoldings, findMemberships, handOver } from './membership-repository.ts';
import {
  type Db,
  deleteSessions,
  findOpenInvitations,
  findOrganisations,
  findPeople,
  findPerson,
  findPersonByEmail,
  lockActiveCoordinators,
  updatePerson,
} from './repository.ts';
import { requireOrganisation } from './service.ts';
import { deletePasskeys, deleteSecondFactor, deleteSubjects } from './sign-in-repository.ts';

/** Everyone who can sign in, who has been invited, and the organisations that a contributor may belong to. */
export async function listPeople({ db, clock }: Pick<Platform, 'db' | 'clock'>) {
  const today = parisDate(clock.now());
  const [memberships, people, invitations, organisations] = await Promise.all([
    findMemberships(db, today),
    findPeople(db),
    findOpenInvitations(db),
    findOrganisations(db),
  ]);
  const now = clock.now();
  const addresses = new Set(people.map((person) => person.email));
  return {
    people: people.map(({ organisation, role, ...person }) => ({
      ...person,
      role,
      organisation: organisation?.name ?? null,
      memberships: memberships
        .filter(({ userId }) => userId === person.id)
        .map((one) => ({
          ...{ id: one.id, role: one.role, fromDate: one.fromDate, toDate: one.toDate },
          organisation: one.organisation?.name ?? null,
          deputyFor: one.deputyFor?.name ?? null,
        })),
    })),
    today,
    invitations: invitations.map(({ organisation, role, acceptedAt, ...invitation }) => ({
      ...invitation,
      role,
      organisation: organisation?.name ?? null,
      expired: invitation.expiresAt <= now,
      renewal: addresses.has(invitation.email),
    })),
    organisations,
  };
}

async function requirePerson(tx: Db, id: string) {
  const person = await findPerson(tx, id);
  if (!person) throw new AppError('NOT_FOUND', { entity: 'person' });
  return person;
}

/** An act that may take a coordinator away: never on oneself, never on the last one. Locks before it looks. */
async function guardCoordinators(tx: Db, viewer: Viewer, userId: string): Promise<void> {
  const active = await lockActiveCoordinators(tx);
  if (userId === viewer.id) throw new AppError('CONFLICT', { reason: 'oneself' });
  if (active.length === 1 && active[0] === userId) throw new AppError('CONFLICT', { reason: 'last-coordinator' });
}

/** Who takes over, and where: an open account, for what is of the organisations in which it acts. */
async function successorOf(tx: Db, { userId, successorId }: DisableInput, today: IsoDate) {
  if (!successorId) return null;
  const person = await requirePerson(tx, successorId);
  if (person.disabled || successorId === userId) throw new AppError('NOT_FOUND', { entity: 'person' });
  const places = [person, ...(await findMemberships(tx, today, successorId))];
  return { ...person, organisationIds: places.flatMap(({ organisationId }) => organisationId ?? []) };
}

/** Closes an account: its sessions end at once, what the person wrote stays, and what rests on them is handed over. */
export async function disablePerson(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  input: DisableInput,
): Promise<void> {
  const { userId } = input;
  await db.$transaction(async (tx) => {
    await guardCoordinators(tx, viewer, userId);
    const person = await requirePerson(tx, userId);
    if (person.disabled) return;
    const held = await findHoldings(tx, userId);
    const successor = await successorOf(tx, input, parisDate(clock.now()));
    await handOver(tx, userId, successor);
    await updatePerson(tx, userId, { disabled: true });
    const sessions = await deleteSessions(tx, userId);
    await recordAudit(tx, viewer, {
      action: 'person.disable',
      entity: 'user',
      entityId: userId,
      before: {
        disabled: false,
        answersFor: held.owned.map(({ name }) => name),
        standsInFor: held.stoodIn.map(({ name }) => name),
        steps: held.steps.map(({ year, step }) => `${year} ${step}`),
      },
      after: { disabled: true, endedSessions: sessions, successor: successor?.name ?? null },
    });
  });
}

export async function enablePerson({ db }: Pick<Platform, 'db'>, viewer: Viewer, userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const person = await requirePerson(tx, userId);
    if (!person.disabled) return;
    await updatePerson(tx, userId, { disabled: false });
    const change = { before: { disabled: true }, after: { disabled: false } };
    await recordAudit(tx, viewer, { action: 'person.enable', entity: 'user', entityId: userId, ...change });
  });
}

/** Gives a person another role, or a contributor another organisation. Counts from their next request. */
export async function changeRole({ db }: Pick<Platform, 'db'>, viewer: Viewer, input: ChangeRoleInput): Promise<void> {
  const { userId, ...after } = input;
  await db.$transaction(async (tx) => {
    await guardCoordinators(tx, viewer, userId);
    const { role, organisationId } = await requirePerson(tx, userId);
    await requireOrganisation(tx, after.organisationId);
    await updatePerson(tx, userId, after);
    if (after.role === 'coordinator') await endSingleProofSessions(tx, userId);
    const entry = {
      action: 'person.change-role',
      entity: 'user',
      entityId: userId,
      before: { role, organisationId },
      after,
    };
    await recordAudit(tx, viewer, entry);
  });
}

/**
 * For someone who lost their telephone or their key: the code generator, the passkeys and the tie to the identity provider go,
 * and every session ends. The password stays, and is what they come in with.
 */
export async function removeProofs({ db }: Pick<Platform, 'db'>, viewer: Viewer, userId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const person = await requirePerson(tx, userId);
    if (person.id === viewer.id) throw new AppError('CONFLICT', { reason: 'oneself' });
    await takeProofsAway(tx, viewer, userId);
  });
}

async function takeProofsAway(tx: Parameters<typeof recordAudit>[0], actor: Actor, userId: string): Promise<void> {
  const codes = await deleteSecondFactor(tx, userId);
  const passkeys = await deletePasskeys(tx, userId);
  await deleteSubjects(tx, userId);
  const endedSessions = await deleteSessions(tx, userId);
  const after = { codes, passkeys, endedSessions };
  await recordAudit(tx, actor, { action: 'person.remove-proofs', entity: 'user', entityId: userId, after });
}

/** The same from the command line, for a coordination of one person who lost everything; false when nobody has this address. */
export async function removeProofsOf({ db }: Pick<Platform, 'db'>, email: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const person = await findPersonByEmail(tx, email.trim().toLowerCase());
    if (person) await takeProofsAway(tx, { id: null, name: 'installation' }, person.id);
    return person !== null;
  });
}
