import type { Role } from '../platform/access.ts';
import { parisDate } from '../platform/clock.ts';
import type { Platform } from '../platform/context.ts';
import { type Db, deleteSessions } from './repository.ts';
import { countPasskeys, findGuest, findSecondFactor, holdsWholeReading } from './sign-in-repository.ts';

/** Somebody as the door knows them. */
export interface Guest {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled: boolean;
  demonstration: boolean;
}

export type Asked = Pick<Platform, 'clock' | 'secondFactor'> & { db: Db };

/**
 * True of whoever may not be in by one proof alone: the coordination, and those who read without suppression. The people of a
 * demonstration are not: their passwords are on the page, and all that they reach is fictitious.
 */
export async function isSecondFactorDue(
  { db, clock, secondFactor }: Asked,
  person: Pick<Guest, 'id' | 'role' | 'demonstration'>,
): Promise<boolean> {
  if (secondFactor === 'offered' || person.demonstration) return false;
  return person.role === 'coordinator' || (await holdsWholeReading(db, person.id, parisDate(clock.now())));
}

/** What is asked after a first proof: the code in service, one's passkey, to put one of them in service, or nothing more. */
export async function nextProof(asked: Asked, person: Guest): Promise<'code' | 'passkey' | 'enrolment' | null> {
  if ((await findSecondFactor(asked.db, person.id))?.confirmedAt) return 'code';
  if (!(await isSecondFactorDue(asked, person))) return null;
  return (await countPasskeys(asked.db, person.id)) > 0 ? 'passkey' : 'enrolment';
}

export async function isDueToViewer(asked: Asked, viewer: Pick<Guest, 'id'>): Promise<boolean> {
  const person = await findGuest(asked.db, viewer.id);
  return person !== null && isSecondFactorDue(asked, person);
}

/** Whoever must have a second factor and took away their last one is out: the next sign-in puts another in service. */
export async function askAgainWithoutFactor(asked: Asked, viewer: Pick<Guest, 'id'>): Promise<void> {
  const person = await findGuest(asked.db, viewer.id);
  if (person && (await nextProof(asked, person)) === 'enrolment') await deleteSessions(asked.db, viewer.id);
}
