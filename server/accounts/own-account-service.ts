import { demonstrationAccounts } from '../../prisma/seed.ts';
import type { ChangePasswordInput } from '../../shared/schemas/account.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Context, Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { hashPassword, verifyPassword } from '../platform/secrets/password.ts';
import { currentSessionId, IDLE_SECONDS } from '../platform/session.ts';
import { placesOf } from './memberships.ts';
import {
  countTry,
  deleteOpenInvitationsTo,
  deleteSessions,
  findCommuneGroups,
  findDemonstrationPeople,
  findFirstYear,
  findOrganisation,
  findPasswordHash,
  findSessions,
  findTerritory,
  hasBegun,
  updatePasswordHash,
} from './repository.ts';
import { requireStrongPassword } from './service.ts';

const PASSWORD_TRIES_A_MINUTE = 10;

/** Who asks, and what the installation is: the first question of every page. */
export async function readSession(context: Context) {
  const { db, viewer } = context;
  const organisation = viewer?.organisationId ? await findOrganisation(db, viewer.organisationId) : null;
  return {
    viewer: viewer && {
      id: viewer.id,
      name: viewer.name,
      email: viewer.email,
      role: viewer.role,
      organisationId: viewer.organisationId,
      organisationCode: organisation?.code ?? null,
      organisationName: organisation?.name ?? null,
      /** The places among which they choose; none where they have one only. */
      places: await placesOf(context, viewer),
    },
    demonstration: context.demonstration(),
    referenceDate: context.referenceDate(),
    territory: await findTerritory(db),
    firstYear: await findFirstYear(db),
    communeGroups: await findCommuneGroups(db),
    /** False: the coordinator still has to say what is measured and asked of whom. */
    begun: viewer?.role === 'coordinator' ? await hasBegun(db) : true,
    demonstrationAccounts: viewer === null && context.demonstration() ? await accountsToBorrow(db) : [],
  };
}

/** The fictitious people whom a visitor may borrow: those of the demonstration that are really there, and nobody else. */
async function accountsToBorrow(db: Platform['db']) {
  const people = await findDemonstrationPeople(db);
  return people.flatMap(({ organisation, role, ...person }) => {
    const password = demonstrationAccounts.find((account) => account.email === person.email)?.password;
    return password ? [{ ...person, role, organisationName: organisation?.name ?? null, password }] : [];
  });
}

export async function listOwnSessions({ db, clock }: Pick<Platform, 'db' | 'clock'>, viewer: Viewer) {
  const now = clock.now();
  const sessions = await findSessions(db, viewer.id, now, new Date(now.getTime() - IDLE_SECONDS * 1000));
  const current = currentSessionId(viewer);
  return sessions.map((session) => ({ ...session, current: session.id === current }));
}

export async function revokeOwnSession({ db }: Pick<Platform, 'db'>, viewer: Viewer, sessionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    if ((await deleteSessions(tx, viewer.id, { only: sessionId })) === 0)
      throw new AppError('NOT_FOUND', { entity: 'session' });
    await recordAudit(tx, viewer, { action: 'session.revoke', entity: 'user', entityId: viewer.id });
  });
}

/** Ends every session of a person but the one that asks; returns how many. */
export async function revokeOtherSessions({ db }: Pick<Platform, 'db'>, viewer: Viewer): Promise<number> {
  return db.$transaction(async (tx) => {
    const ended = await deleteSessions(tx, viewer.id, { except: currentSessionId(viewer) });
    const entry = { action: 'session.revoke', entity: 'user', entityId: viewer.id, after: { endedSessions: ended } };
    if (ended > 0) await recordAudit(tx, viewer, entry);
    return ended;
  });
}

/** Changes one's own password; every other session ends, in case it is somebody else's. */
export async function changeOwnPassword(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  viewer: Viewer,
  input: ChangePasswordInput,
): Promise<void> {
  const tries = await countTry(db, `change-password|${viewer.id}`, clock.now());
  if (tries > PASSWORD_TRIES_A_MINUTE) throw new AppError('BUSY', { reason: 'too-many-tries' });
  const hashed = await findPasswordHash(db, viewer.id);
  if (!hashed || !(await verifyPassword(hashed, input.current)))
    throw new AppError('INVALID', { reason: 'wrong-password' });
  await requireStrongPassword(input.next, [viewer.name, viewer.email]);
  const next = await hashPassword(input.next);
  await db.$transaction(async (tx) => {
    await updatePasswordHash(tx, viewer.id, next);
    await deleteOpenInvitationsTo(tx, viewer.email);
    const endedSessions = await deleteSessions(tx, viewer.id, { except: currentSessionId(viewer) });
    await recordAudit(tx, viewer, {
      action: 'account.change-password',
      entity: 'user',
      entityId: viewer.id,
      after: { endedSessions },
    });
  });
}
