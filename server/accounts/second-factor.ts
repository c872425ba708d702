import { randomBytes } from 'node:crypto';
import type { Viewer } from '../platform/access.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { seal, unseal } from '../platform/secrets/sealing.ts';
import type { Auth } from '../platform/session.ts';
import { hashSecret } from '../platform/web/signed-cookie.ts';
import { findPasswordHash } from './repository.ts';
import { type Asked, askAgainWithoutFactor, isDueToViewer } from './second-factor-duty.ts';
import {
  confirmSecondFactor,
  countRecoveryCodes,
  deleteSecondFactor,
  findPasskeys,
  findSecondFactor,
  hasSubject,
  replaceRecoveryCodes,
  replaceUnprovedSecret,
  takeRecoveryCode,
  takeStep,
} from './sign-in-repository.ts';
import { matchingStep, newTotpSecret, totpAddress } from './totp.ts';

type Owner = Pick<Viewer, 'id' | 'name' | 'email'>;
const PURPOSE = 'code-generator';
const RECOVERY_CODES = 10;
/** No 0/O, 1/I/L: these are copied by hand. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const plainCode = (typed: string) => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Ten letters out of thirty-one: 49 random bits, used once, and counted tries: no slow hash is needed. */
function newRecoveryCode(): string {
  const letters: string[] = [];
  while (letters.length < 10) {
    const byte = randomBytes(1)[0] ?? 255;
    if (byte < 248) letters.push(LETTERS[byte % 31] ?? '');
  }
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

async function newRecoveryCodes(
  db: Platform['db'] | Parameters<typeof recordAudit>[0],
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await replaceRecoveryCodes(
    db,
    userId,
    codes.map((code) => hashSecret(plainCode(code))),
  );
  return codes;
}

/** What a person has to prove who they are: what the account page shows, and what a confirmation may ask for. */
export async function readProofs(platform: Asked, viewer: Viewer) {
  const { db } = platform;
  const [factor, recoveryCodes, passkeys, hash, provider, required] = await Promise.all([
    findSecondFactor(db, viewer.id),
    countRecoveryCodes(db, viewer.id),
    findPasskeys(db, viewer.id),
    findPasswordHash(db, viewer.id),
    hasSubject(db, viewer.id),
    isDueToViewer(platform, viewer),
  ]);
  const since = factor?.confirmedAt ?? null;
  return {
    password: hash !== null,
    codeSince: since,
    recoveryCodes: since ? recoveryCodes : 0,
    passkeys,
    provider,
    required,
  };
}

export async function hasSecondFactor({ db }: Pick<Platform, 'db'>, userId: string): Promise<boolean> {
  return (await findSecondFactor(db, userId))?.confirmedAt != null;
}

/** A new secret for the code generator; nothing counts until a first code proves that it was well copied. */
export async function startCodes(auth: Auth, viewer: Owner): Promise<{ secret: string; address: string }> {
  const secret = newTotpSecret();
  const kept = await auth.db.$transaction((tx) =>
    replaceUnprovedSecret(tx, viewer.id, seal(secret, auth.secret, PURPOSE)),
  );
  if (!kept) throw new AppError('CONFLICT', { reason: 'code-in-service' });
  return { secret, address: totpAddress(secret, viewer.email) };
}

/** Puts the code generator in service with a first code, and gives the recovery codes, shown this once. */
export async function proveCodes(auth: Auth, viewer: Owner, code: string): Promise<string[]> {
  const factor = await findSecondFactor(auth.db, viewer.id);
  if (!factor || factor.confirmedAt) throw new AppError('CONFLICT', { reason: 'code-in-service' });
  const step = stepOf(auth, factor.sealedSecret, code);
  return auth.db.$transaction(async (tx) => {
    if (step === null || !(await takeStep(tx, viewer.id, step)))
      throw new AppError('INVALID', { reason: 'wrong-code' });
    await confirmSecondFactor(tx, viewer.id, auth.clock.now());
    const codes = await newRecoveryCodes(tx, viewer.id);
    await recordAudit(tx, viewer, { action: 'account.add-code', entity: 'user', entityId: viewer.id });
    return codes;
  });
}

function stepOf({ secret, clock }: Auth, sealedSecret: string, code: string): number | null {
  const opened = unseal(sealedSecret, secret, PURPOSE);
  return opened === null ? null : matchingStep(opened, code.replace(/\s/g, ''), clock.now());
}

/** Checks a code of the generator, or a recovery code; either serves once. */
export async function checkCode(auth: Auth, userId: string, typed: string): Promise<'code' | 'recovery' | null> {
  const factor = await findSecondFactor(auth.db, userId);
  if (!factor?.confirmedAt) return null;
  const step = stepOf(auth, factor.sealedSecret, typed);
  if (step !== null) return (await takeStep(auth.db, userId, step)) ? 'code' : null;
  const hash = hashSecret(plainCode(typed));
  return (await takeRecoveryCode(auth.db, userId, hash, auth.clock.now())) ? 'recovery' : null;
}

/** New recovery codes; those of before serve no more. */
export async function renewRecoveryCodes({ db }: Pick<Platform, 'db'>, viewer: Viewer): Promise<string[]> {
  if (!(await hasSecondFactor({ db }, viewer.id))) throw new AppError('NOT_FOUND', { entity: 'second-factor' });
  return db.$transaction(async (tx) => {
    const codes = await newRecoveryCodes(tx, viewer.id);
    await recordAudit(tx, viewer, { action: 'account.renew-recovery-codes', entity: 'user', entityId: viewer.id });
    return codes;
  });
}

export async function removeCodes(platform: Asked, viewer: Viewer): Promise<void> {
  await platform.db.$transaction(async (tx) => {
    if (!(await deleteSecondFactor(tx, viewer.id))) return;
    await recordAudit(tx, viewer, { action: 'account.remove-code', entity: 'user', entityId: viewer.id });
    await askAgainWithoutFactor({ ...platform, db: tx }, viewer);
  });
}
