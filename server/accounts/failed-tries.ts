import { createHash } from 'node:crypto';
import { type Actor, recordAudit } from '../platform/audit.ts';
import { parisDate } from '../platform/clock.ts';
import { queueMail } from '../platform/mail/mail-queue.ts';
import type { Auth } from '../platform/session.ts';
import { failedCodesMail, failedPasswordsMail } from './messages.ts';
import type { Guest } from './second-factor-duty.ts';
import { claimCodeTry, findSecondFactor, forgetFailedCodes } from './sign-in-repository.ts';
import { takeTries } from './throttle-repository.ts';

const house: Actor = { id: null, name: 'installation' };

/** NIST SP 800-63B: no more than a hundred wrong codes in a row for one account, wherever they come from. */
export const MOST_FAILED_CODES = 100;
const FREE_TRIES = 4;
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 900;

/** How long after a wrong code the next one is looked at. Example: nothing after three, 5 s after four, 10 after five, 15 minutes from the twelfth on. */
export const waitAfter = (failures: number) =>
  failures < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE_TRIES));

export type CodeTry = { kind: 'taken'; rank: number } | { kind: 'too-many'; seconds: number } | { kind: 'closed' };

/**
 * Takes the right to try a code, counted before it is looked at. Whoever tries codes knows the password already: counting by account,
 * whatever the network, keeps nobody out whose password is their own. Two at the same moment: one of them waits.
 */
export async function takeCodeTry({ db, clock }: Auth, userId: string): Promise<CodeTry | null> {
  const factor = await findSecondFactor(db, userId);
  if (!factor?.confirmedAt) return null;
  const { failures, lastTryAt } = factor;
  if (failures >= MOST_FAILED_CODES) return { kind: 'closed' };
  const now = clock.now();
  const leftMs = (lastTryAt?.getTime() ?? 0) + waitAfter(failures) * 1000 - now.getTime();
  if (leftMs > 0) return { kind: 'too-many', seconds: Math.ceil(leftMs / 1000) };
  const isMine = await claimCodeTry(db, userId, failures, now);
  return isMine ? { kind: 'taken', rank: failures + 1 } : { kind: 'too-many', seconds: 1 };
}

export const forgiveCodes = ({ db }: Auth, userId: string) => forgetFailedCodes(db, userId);

const SAID_OF_CODES = new Set([5, 10, 20, 50, MOST_FAILED_CODES]);
const MAILED_OF_CODES = new Set([5, MOST_FAILED_CODES]);

/** Of wrong codes the journal says these ranks, and a message tells the person: somebody has their password. */
export async function noteFailedCode({ db, clock }: Auth, person: Guest, rank: number): Promise<void> {
  if (!SAID_OF_CODES.has(rank)) return;
  const now = clock.now();
  await db.$transaction(async (tx) => {
    const entry = { action: 'account.failed-codes', entity: 'user', entityId: person.id, after: { failures: rank } };
    await recordAudit(tx, house, entry);
    if (!MAILED_OF_CODES.has(rank)) return;
    const mail = failedCodesMail(person, rank >= MOST_FAILED_CODES);
    await queueMail(tx, alert(person, `failed-codes/${rank}`, now, mail), now);
  });
}

const alert = (person: Guest, about: string, now: Date, mail: ReturnType<typeof failedCodesMail>) => ({
  ...mail,
  key: `security/${about}/${person.id}/${parisDate(now)}`,
  kind: 'security' as const,
  organisationId: null,
  fictitious: person.demonstration,
});

const HOUR_MS = 3_600_000;
/** In an hour: the first, then fewer and fewer, so that whoever guesses all day long does not fill the journal. */
const SAID_OF_PASSWORDS = new Set([1, 5, 10, 50, 100, 500, 1000, 5000, 10_000]);
const UNUSUAL_PASSWORDS = 10;

/** A wrong password, or an address without account (null): counted by the hour, said in the journal, and to its owner when unusual. */
export async function noteFailedPassword({ db, clock }: Auth, person: Guest | null): Promise<void> {
  const now = clock.now();
  const about = person ? createHash('sha256').update(person.id).digest('base64url') : 'unknown';
  const key = `failed|password|${about}`;
  const rank = (await takeTries(db, [{ key, windowMs: HOUR_MS }], now)).get(key)?.rank ?? 0;
  if (!SAID_OF_PASSWORDS.has(rank)) return;
  await db.$transaction(async (tx) => {
    const subject = person
      ? { action: 'account.failed-sign-ins', entity: 'user', entityId: person.id }
      : { action: 'sign-in.unknown-addresses', entity: 'sign-in', entityId: 'password' };
    await recordAudit(tx, house, { ...subject, after: { failures: rank } });
    if (person && !person.disabled && rank === UNUSUAL_PASSWORDS)
      await queueMail(tx, alert(person, 'failed-passwords', now, failedPasswordsMail(person)), now);
  });
}
