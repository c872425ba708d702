import { randomUUID } from 'node:crypto';
import type { Role } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Auth } from '../platform/session.ts';
import type { Identity } from './oidc-client.ts';
import { consumeInvitation, type Db, insertUser, wasInvitedInDemonstration } from './repository.ts';
import type { Guest } from './second-factor-duty.ts';
import { findByAddress, findBySubject, findInvitationTo, hasSubject, insertSubject } from './sign-in-repository.ts';

/** Why the provider's word was not enough. */
export type ProviderFault = 'unverified' | 'unknown' | 'taken';

/**
 * The person whom an identity of the provider is here. The provider never makes an account by itself: the address must be
 * verified, and that of an active account or of an open invitation; the first time ties the provider's number to the person.
 */
export async function personOf(auth: Auth, identity: Identity): Promise<Guest | ProviderFault> {
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
      await tie(tx, person, subject);
      return person;
    }
    const invitation = person ? null : await findInvitationTo(tx, email, now);
    if (!invitation || !(await consumeInvitation(tx, invitation.id, now))) return 'unknown';
    return openInvited(tx, invitation, subject);
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
  const person = {
    id: randomUUID(),
    name: place.name,
    demonstration: await wasInvitedInDemonstration(tx, invitationId),
  };
  await insertUser(tx, { ...place, ...person }, null);
  const after = { invitation: invitationId, role: place.role, organisationId: place.organisationId };
  await recordAudit(tx, person, { action: 'invitation.accept', entity: 'user', entityId: person.id, after });
  await tie(tx, person, subject);
  return { ...place, ...person, disabled: false };
}
