import { runsOn } from '../../shared/domain/month.ts';
import type { AddMembershipInput } from '../../shared/schemas/account.ts';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { currentMembershipId, currentSessionId } from '../platform/session.ts';
import {
  deleteMembership,
  findHoldings,
  findMembership,
  findMemberships,
  holdPerson,
  insertMembership,
  writeSessionPlace,
} from './membership-repository.ts';
import { type Db, findPerson } from './repository.ts';
import { requireOrganisation } from './service.ts';

/** The places in which a person acts beside their own: an organisation more, or somebody's stead for a time. One at a time. */

type Acting = Pick<Platform, 'db' | 'clock'>;

interface Place {
  role: Viewer['role'];
  organisationId: number | null;
}
const isSame = (one: Place, other: Place) => one.role === other.role && one.organisationId === other.organisationId;

/** The person must have an account that is open, and not hold the place already on one of those days. */
async function requireFree(tx: Db, { userId, fromDate, toDate, ...place }: AddMembershipInput): Promise<void> {
  const person = await findPerson(tx, userId);
  if (!person || person.disabled) throw new AppError('NOT_FOUND', { entity: 'person' });
  const others = await findMemberships(tx, fromDate, userId);
  const meets = others.some((one) => isSame(one, place) && (toDate === null || one.fromDate <= toDate));
  if (isSame(person, place) || meets) throw new AppError('CONFLICT', { reason: 'known-place' });
}

/** Who stands in has the rights that the other one has in that place, and no others. */
async function requireHolder(tx: Db, deputyForId: string, { fromDate, ...place }: AddMembershipInput): Promise<void> {
  const replaced = await findPerson(tx, deputyForId);
  if (!replaced) throw new AppError('NOT_FOUND', { entity: 'person' });
  const others = await findMemberships(tx, fromDate, deputyForId);
  if (!isSame(replaced, place) && !others.some((one) => isSame(one, place) && one.deputyForId === null))
    throw new AppError('NOT_FOUND', { entity: 'person' });
}

/** Gives a person one more place, from a day on; in somebody's stead, until a day. */
export async function addMembership({ db, clock }: Acting, viewer: Viewer, input: AddMembershipInput): Promise<void> {
  // Nobody gives themselves more than they have.
  if (input.userId === viewer.id) throw new AppError('CONFLICT', { reason: 'oneself' });
  await db.$transaction(async (tx) => {
    await holdPerson(tx, input.userId);
    await requireFree(tx, input);
    await requireOrganisation(tx, input.organisationId);
    if (input.deputyForId !== null) await requireHolder(tx, input.deputyForId, input);
    await insertMembership(tx, { ...input, createdByName: viewer.name, createdAt: clock.now() });
    const { userId, ...after } = input;
    await recordAudit(tx, viewer, { action: 'person.add-place', entity: 'user', entityId: userId, after });
  });
}

/** Takes a place away before its end; what was done there stays. */
export async function endMembership({ db }: Acting, viewer: Viewer, id: number): Promise<void> {
  await db.$transaction(async (tx) => {
    const found = await findMembership(tx, id);
    if (!found) throw new AppError('NOT_FOUND', { entity: 'membership' });
    await deleteMembership(tx, id);
    const { userId, organisation: _, deputyFor: __, id: ___, ...before } = found;
    await recordAudit(tx, viewer, { action: 'person.end-place', entity: 'user', entityId: userId, before });
  });
}

/** Where this session acts from now on; null: in the person's own place. */
export async function actIn({ db, clock }: Acting, viewer: Viewer, membershipId: number | null): Promise<void> {
  const sessionId = currentSessionId(viewer);
  await db.$transaction(async (tx) => {
    const place = membershipId === null ? null : await findMembership(tx, membershipId);
    const isOpen = place !== null && place.userId === viewer.id && runsOn(place, parisDate(clock.now()));
    if (sessionId === null || (membershipId !== null && !isOpen))
      throw new AppError('NOT_FOUND', { entity: 'membership' });
    await writeSessionPlace(tx, sessionId, membershipId);
    await recordAudit(tx, viewer, {
      action: 'session.act-in',
      entity: 'user',
      entityId: viewer.id,
      after: { organisation: place?.organisation?.code ?? null, deputyFor: place?.deputyFor?.name ?? null },
    });
  });
}

/** The places among which a person chooses; none where they have their own only. */
export async function placesOf({ db, clock }: Acting, viewer: Viewer) {
  const today = parisDate(clock.now());
  const open = (await findMemberships(db, today, viewer.id)).filter((one) => runsOn(one, today));
  if (open.length === 0) return [];
  const own = await findPerson(db, viewer.id);
  const current = currentMembershipId(viewer);
  return [
    ...(own ? [{ id: null, role: own.role, organisation: own.organisation, toDate: null, deputyFor: null }] : []),
    ...open.map(({ id, role, organisation, toDate, deputyFor }) => ({
      ...{ id, role, organisation, toDate },
      deputyFor: deputyFor?.name ?? null,
    })),
  ].map(({ organisation, ...place }) => ({
    ...place,
    organisationCode: organisation?.code ?? null,
    organisationName: organisation?.name ?? null,
    current: place.id === current,
  }));
}

/** What rests on a person, which a departure hands over. */
export const holdingsOf = ({ db }: Acting, userId: string) => findHoldings(db, userId);
