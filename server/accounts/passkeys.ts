import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import * as z from 'zod';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { Auth } from '../platform/session.ts';
import { type Asked, askAgainWithoutFactor } from './second-factor-duty.ts';
import {
  deletePasskeys,
  findPasskey,
  findPasskeyHandles,
  insertPasskey,
  notePasskeyUse,
  renamePasskeyOf,
} from './sign-in-repository.ts';
import { openTicket, takeTicket } from './tickets.ts';

/** The address that people see: a passkey belongs to it, and works nowhere else. */
export interface Site {
  origin: string;
  host: string;
}

type Owner = Pick<Viewer, 'id' | 'name' | 'email'>;

const MOST_PASSKEYS = 20;
const isIdentifier = (id: unknown) => typeof id === 'string' && /^[\w-]{1,1500}$/.test(id);
const isObject = (value: unknown) => typeof value === 'object' && value !== null;
/** What a browser sends of a passkey: the library looks into it, and refuses what is not as it should be. */
const registration = z.custom<RegistrationResponseJSON>(isObject);
const assertion = z.custom<AuthenticationResponseJSON>(isObject);
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

/** What the browser needs to make a passkey for this person: one that knows its owner, behind a finger, a face or a PIN. */
export async function beginRegistration(auth: Auth, viewer: Owner, site: Site) {
  const former = await findPasskeyHandles(auth.db, viewer.id);
  if (former.length >= MOST_PASSKEYS) throw new AppError('CONFLICT', { reason: 'many-passkeys' });
  const options = await generateRegistrationOptions({
    rpName: 'Observatoire Logement d’abord',
    rpID: site.host,
    userID: new TextEncoder().encode(viewer.id),
    userName: viewer.email,
    userDisplayName: viewer.name,
    excludeCredentials: former,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const token = await openTicket(auth, 'passkey-register', { challenge: options.challenge, userId: viewer.id });
  return { options, token };
}

/** Keeps the public half of a new passkey. */
export async function finishRegistration(
  auth: Auth,
  viewer: Owner,
  { response, name, token, site }: { response: unknown; name: string; token: string | null; site: Site },
): Promise<void> {
  const ticket = await takeTicket(auth, 'passkey-register', token);
  if (!ticket || ticket.userId !== viewer.id) throw new AppError('EXPIRED');
  const given = registration.safeParse(response);
  if (!given.success) throw new AppError('INVALID', { reason: 'passkey' });
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: given.data,
    expectedChallenge: ticket.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const, registrationInfo: undefined }));
  if (!verified || !registrationInfo) throw new AppError('INVALID', { reason: 'passkey' });
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  await auth.db.$transaction(async (tx) => {
    const kept = { id, publicKey: Buffer.from(publicKey), counter: BigInt(counter), transports: [...transports] };
    await insertPasskey(tx, { ...kept, userId: viewer.id, name, createdAt: auth.clock.now() });
    await recordAudit(tx, viewer, {
      action: 'account.add-passkey',
      entity: 'user',
      entityId: viewer.id,
      after: { name },
    });
  });
}

/** A challenge: to come in (the passkey says who), or to confirm who is already in. */
export async function beginAssertion(auth: Auth, viewer: Viewer | null, site: Site) {
  const allowed = viewer ? await findPasskeyHandles(auth.db, viewer.id) : [];
  const options = await generateAuthenticationOptions({
    rpID: site.host,
    userVerification: 'required',
    allowCredentials: allowed.map(({ id, transports }) => ({
      id,
      transports: transports.flatMap((one) => transport.safeParse(one).data ?? []),
    })),
  });
  const { challenge } = options;
  const token = viewer
    ? await openTicket(auth, 'passkey-confirm', { challenge, userId: viewer.id })
    : await openTicket(auth, 'passkey-sign-in', { challenge });
  return { options, token };
}

/** The person whose passkey signed the challenge; null when it did not, or when the passkey is nobody's. */
export async function finishAssertion(
  auth: Auth,
  kind: 'passkey-sign-in' | 'passkey-confirm',
  { response, token, site }: { response: unknown; token: string | null; site: Site },
) {
  const ticket = await takeTicket(auth, kind, token);
  const given = assertion.safeParse(response).data;
  const key = ticket && given && isIdentifier(given.id) ? await findPasskey(auth.db, given.id) : null;
  if (!ticket || !given || !key) return null;
  if ('userId' in ticket && ticket.userId !== key.userId) return null;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: given,
    expectedChallenge: ticket.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
    credential: { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: Number(key.counter) },
  }).catch(() => ({ verified: false as const, authenticationInfo: undefined }));
  if (!verified || !authenticationInfo) return null;
  await notePasskeyUse(auth.db, key.id, authenticationInfo.newCounter, auth.clock.now());
  return key.user;
}

export async function renamePasskey(
  { db }: Pick<Platform, 'db'>,
  viewer: Viewer,
  { passkeyId, name }: { passkeyId: string; name: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await renamePasskeyOf(tx, viewer.id, passkeyId, name)))
      throw new AppError('NOT_FOUND', { entity: 'passkey' });
    await recordAudit(tx, viewer, {
      action: 'account.rename-passkey',
      entity: 'user',
      entityId: viewer.id,
      after: { name },
    });
  });
}

export async function removePasskey(platform: Asked, viewer: Viewer, passkeyId: string): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    if ((await deletePasskeys(tx, viewer.id, passkeyId)) === 0) throw new AppError('NOT_FOUND', { entity: 'passkey' });
    await recordAudit(tx, viewer, { action: 'account.remove-passkey', entity: 'user', entityId: viewer.id });
    await askAgainWithoutFactor({ ...platform, db: tx }, viewer);
  });
}
