import { randomUUID } from 'node:crypto';
import type { Role } from '../../platform/access.ts';
import { recordAudit } from '../../platform/audit.ts';
import { seal, unseal } from '../../platform/secrets/sealing.ts';
import type { Auth } from '../../platform/session.ts';
import type { RawHeaders } from '../../platform/web/origin.ts';
import { readCookie } from '../../platform/web/signed-cookie.ts';
import { consumeInvitation, type Db, insertUser, wasInvitedInDemonstration } from '../repository.ts';
import type { Guest } from '../second-factor-duty.ts';
import {
  findByAddress,
  findBySubject,
  findInvitationTo,
  findProviderToken,
  hasSubject,
  insertSubject,
  keepProviderToken,
} from '../sign-in-repository.ts';
import { readTicket, takeTicket } from '../tickets.ts';
import type { Identity } from './oidc-client.ts';

/** Why the provider's word was not enough. */
export type ProviderFault = 'unverified' | 'unknown' | 'taken';
/** The provider knows the address of an account that it was never tied to: its owner must say so too, by their password. */
export interface UntiedPerson {
  toTie: { userId: string; subject: string };
}

/**
 * The person whom an identity of the provider is here. The provider never makes an account by itself: the address must be
 * verified, and that of an active account or of an open invitation; what ties the provider's number to an account that has a
 * password is the word of both sides.
 */
export async function personOf(auth: Auth, identity: Identity): Promise<Guest | UntiedPerson | ProviderFault> {
  const { subject, email, emailVerified } = identity;
  if (!email || !emailVerified) return 'unverified';
  const known = await findBySubject(auth.db, subject);
  if (known) return known;
  const now = auth.clock.now();
  return auth.db.$transaction(async (tx) => {
    const person = await findByAddress(tx, email);
    if (person && !person.disabled) {
      // The address was given to somebody else at the provider: nobody inherits an account.
      if (await hasSubject(tx, person.id)) return 'taken';
      if (person.passwordHash !== null) return { toTie: { userId: person.id, subject } };
      await tie(tx, person, subject);
      return person;
    }
    const invitation = person ? null : await findInvitationTo(tx, email, now);
    if (!invitation || !(await consumeInvitation(tx, invitation.id, now))) return 'unknown';
    return openInvited(tx, invitation, subject);
  });
}

/** The other side of a tie: whoever has just come back from the provider gave the password of the account that it named. */
export async function tieWaiting(auth: Auth, person: Guest, headers: RawHeaders): Promise<void> {
  const token = readCookie(auth, headers, 'step');
  if ((await readTicket(auth, 'tie', token))?.userId !== person.id) return;
  const ticket = await takeTicket(auth, 'tie', token);
  await auth.db.$transaction(async (tx) => {
    if (ticket && !(await hasSubject(tx, person.id))) await tie(tx, person, ticket.subject);
  });
}

async function tie(tx: Parameters<typeof recordAudit>[0], person: { id: string; name: string }, subject: string) {
  await insertSubject(tx, person.id, subject);
  await recordAudit(tx, person, { action: 'account.tie-provider', entity: 'user', entityId: person.id });
}

async function openInvited(
  tx: Parameters<typeof recordAudit>[0] & Db,
  invitation: { id: number; email: string; name: string; role: Role; organisationId: number | null },
  subject: string,
): Promise<Guest> {
  const { id: invitationId, ...place } = invitation;
  const demonstration = await wasInvitedInDemonstration(tx, invitationId);
  const person = { id: randomUUID(), name: place.name, demonstration };
  await insertUser(tx, { ...place, ...person }, null);
  const after = { invitation: invitationId, role: place.role, organisationId: place.organisationId };
  await recordAudit(tx, person, { action: 'invitation.accept', entity: 'user', entityId: person.id, after });
  await tie(tx, person, subject);
  return { ...place, ...person, disabled: false };
}

const PURPOSE = 'provider-token';

/** Kept sealed until the person leaves: the provider wants it back to end its own session. */
export const rememberIdToken = ({ db, secret }: Auth, { subject, idToken }: Identity) =>
  keepProviderToken(db, subject, seal(idToken, secret, PURPOSE));

/** The token of whoever came in by the provider in this session; null for the others. */
export async function idTokenOf({ db, secret }: Auth, sessionId: string): Promise<string | null> {
  const sealed = await findProviderToken(db, sessionId);
  return sealed === null ? null : unseal(sealed, secret, PURPOSE);
}
