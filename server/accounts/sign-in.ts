import { MAXIMUM_PASSWORD_LENGTH } from '../../shared/domain/site/password-strength.ts';
import { recordAudit } from '../platform/audit.ts';
import { verifyPassword } from '../platform/secrets/password.ts';
import {
  type Auth,
  confirmSession,
  openSession,
  type SessionMethod,
  type SessionViewer,
  type Whereabouts,
} from '../platform/session.ts';
import { networkOf } from '../platform/web/network.ts';
import type { RawHeaders } from '../platform/web/origin.ts';
import { readCookie, writeCookie } from '../platform/web/signed-cookie.ts';
import { forgiveCodes, noteFailedCode, noteFailedPassword, takeCodeTry } from './failed-tries.ts';
import { deviceOf, rememberDevice } from './known-devices.ts';
import { tieWaiting } from './provider/provider-entry.ts';
import { checkCode } from './second-factor.ts';
import { type Guest, nextProof } from './second-factor-duty.ts';
import { findByAddress, findGuest } from './sign-in-repository.ts';
import { countAttempt, forgiveAttempt, inStrangersLane } from './throttle.ts';
import { openTicket, readTicket, TICKET_SECONDS, takeTicket } from './tickets.ts';

/** A request that wants to come in. */
export interface Caller extends Whereabouts {
  headers: RawHeaders;
}

/** How a try ended, and the cookies to lay. */
export type Outcome =
  | { kind: 'in' | 'second-factor' | 'enrolment'; cookies: string[] }
  | { kind: 'passkey' }
  | { kind: 'wrong' }
  | { kind: 'too-many'; seconds: number }
  | { kind: 'crowded' }
  | { kind: 'closed' };

const WRONG: Outcome = { kind: 'wrong' };

/** The hash of a password that nobody knows: an address without account takes the same time as a wrong password. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$QfDHUAwhoC5SKSMZPMJTXg$oQXMJ5sECV5Dtkdrk1FWQEuKZO08bTkLy1U7YpzHIpc';

/** Opens the session, forgets the step that led here, and remembers the browser. */
export async function letIn(auth: Auth, person: Guest, method: SessionMethod, caller: Caller): Promise<Outcome> {
  if (person.disabled) return WRONG;
  const session = await openSession(auth, person, method, caller);
  const device = rememberDevice(auth, caller.headers, person.id);
  return { kind: 'in', cookies: [session, device, writeCookie(auth, 'step', '', 0)] };
}

/** The first proof was right: in, or to the second one when the person has put one in service or must. */
export async function afterFirstProof(
  auth: Auth,
  person: Guest,
  method: 'password' | 'provider',
  caller: Caller,
): Promise<Outcome> {
  if (person.disabled) return WRONG;
  const next = await nextProof(auth, person);
  if (next === null) return letIn(auth, person, method, caller);
  // A passkey stands for both proofs: nothing of this one need be kept.
  if (next === 'passkey') return { kind: 'passkey' };
  const kind = next === 'code' ? 'second-factor' : 'enrolment';
  const token = await openTicket(auth, kind, { userId: person.id, method });
  return { kind, cookies: [writeCookie(auth, 'step', token, TICKET_SECONDS)] };
}

/** The database refuses the null character; no address and no password has one. */
const textUpTo = (value: unknown, most: number) =>
  typeof value === 'string' && value.length <= most && !value.includes('\0') ? value : '';

/** E-mail and password. Wrong password, unknown address, disabled person: the same answer after the same work. */
export async function signInByPassword(
  auth: Auth,
  input: { email: unknown; password: unknown },
  caller: Caller,
): Promise<Outcome> {
  const email = textUpTo(input.email, 254).trim().toLowerCase();
  const password = textUpTo(input.password, MAXIMUM_PASSWORD_LENGTH);
  if (!email || !password) return WRONG;
  const person = await findByAddress(auth.db, email);
  const device = person && deviceOf(auth, caller.headers, person.id);
  const counted = await countAttempt(auth, 'password', { account: email, address: caller.address, device });
  if (counted.refusedSeconds !== null) return { kind: 'too-many', seconds: counted.refusedSeconds };
  const look = () => verifyPassword(person?.passwordHash ?? DECOY, password);
  const isKnown = counted.keys.length === 0;
  const right = isKnown ? await look() : await inStrangersLane(networkOf(caller.address), counted.slowMs, look);
  if (right === 'crowded') return { kind: 'crowded' };
  if (!right || !person?.passwordHash || person.disabled) {
    await noteFailedPassword(auth, person);
    return WRONG;
  }
  await forgiveAttempt(auth, counted);
  await tieWaiting(auth, person, caller.headers);
  return afterFirstProof(auth, person, 'password', caller);
}

/** The code of the generator, or a recovery code, after the first proof. */
export async function signInByCode(auth: Auth, typed: unknown, caller: Caller): Promise<Outcome | { kind: 'gone' }> {
  const token = readCookie(auth, caller.headers, 'step');
  const ticket = await readTicket(auth, 'second-factor', token);
  const person = ticket && (await findGuest(auth.db, ticket.userId));
  if (!ticket || !person) return { kind: 'gone' };
  const result = await tryCode(auth, person, textUpTo(typed, 40));
  if (result !== 'right') return result;
  if (!(await takeTicket(auth, 'second-factor', token))) return { kind: 'gone' };
  return letIn(auth, person, `${ticket.method}+code`, caller);
}

async function tryCode(auth: Auth, person: Guest, typed: string): Promise<'right' | Outcome> {
  const turn = await takeCodeTry(auth, person.id);
  if (turn?.kind !== 'taken') return turn ?? WRONG;
  const proof = await checkCode(auth, person.id, typed);
  if (!proof) {
    await noteFailedCode(auth, person, turn.rank);
    return WRONG;
  }
  await forgiveCodes(auth, person.id);
  if (proof === 'recovery') {
    const entry = { action: 'account.use-recovery-code', entity: 'user', entityId: person.id };
    await auth.db.$transaction((tx) => recordAudit(tx, person, entry));
  }
  return 'right';
}

/** Somebody who is in proves again who they are, before a sensitive act. */
export async function confirmIdentity(
  auth: Auth,
  viewer: SessionViewer,
  input: { password?: unknown; code?: unknown },
  caller: Caller,
): Promise<'right' | Outcome> {
  const result =
    input.code === undefined
      ? await tryOwnPassword(auth, viewer, textUpTo(input.password, MAXIMUM_PASSWORD_LENGTH), caller)
      : await tryOwnCode(auth, viewer, textUpTo(input.code, 40));
  if (result === 'right') await noteConfirmation(auth, viewer, input.code === undefined ? 'password' : 'code');
  return result;
}

export async function noteConfirmation(auth: Auth, viewer: SessionViewer, method: string): Promise<void> {
  await confirmSession(auth, viewer);
  const entry = { action: 'session.confirm', entity: 'user', entityId: viewer.id, after: { method } };
  await auth.db.$transaction((tx) => recordAudit(tx, viewer, entry));
}

async function tryOwnCode(auth: Auth, viewer: SessionViewer, typed: string): Promise<'right' | Outcome> {
  const person = await findGuest(auth.db, viewer.id);
  return person ? tryCode(auth, person, typed) : WRONG;
}

async function tryOwnPassword(
  auth: Auth,
  viewer: SessionViewer,
  password: string,
  caller: Caller,
): Promise<'right' | Outcome> {
  const device = deviceOf(auth, caller.headers, viewer.id);
  const counted = await countAttempt(auth, 'confirm', { account: viewer.id, address: caller.address, device });
  if (counted.refusedSeconds !== null) return { kind: 'too-many', seconds: counted.refusedSeconds };
  const person = await findByAddress(auth.db, viewer.email);
  if (!person?.passwordHash || !(await verifyPassword(person.passwordHash, password))) return WRONG;
  await forgiveAttempt(auth, counted);
  return 'right';
}
