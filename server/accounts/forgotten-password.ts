import * as z from 'zod/mini';
import type { Platform } from '../platform/context.ts';
import { enqueue, type Job } from '../platform/jobs.ts';
import type { Auth } from '../platform/session.ts';
import { hashSecret } from '../platform/web/signed-cookie.ts';
import { sendForgottenPassword } from './service.ts';
import type { Outcome } from './sign-in.ts';
import { countAttempt } from './throttle.ts';

export const FORGOTTEN_PASSWORD = 'forgotten-password';
/** One message for one address in this time, however often it is asked for. */
const QUIET_MS = 5 * 60_000;

const addressSchema = z.email().check(z.maxLength(254));

/** Asks for the link of a forgotten password. The same answer, after the same work, whether or not the address has an account. */
export async function askForgottenPassword(auth: Auth, typed: unknown, address: string): Promise<'right' | Outcome> {
  const parsed = addressSchema.safeParse(typeof typed === 'string' ? typed.trim().toLowerCase() : '');
  if (!parsed.success) return { kind: 'wrong' };
  const email = parsed.data;
  const counted = await countAttempt(auth, 'forgotten', { account: email, address, device: null });
  if (counted.refusedSeconds !== null) return { kind: 'too-many', seconds: counted.refusedSeconds };
  const now = auth.clock.now();
  const key = `${FORGOTTEN_PASSWORD}/${hashSecret(email)}/${Math.floor(now.getTime() / QUIET_MS)}`;
  await enqueue(auth.db, { name: FORGOTTEN_PASSWORD, key, runAt: now, payload: { email } });
  return 'right';
}

const forgotten = z.object({ email: z.string() });

/** The job of `askForgottenPassword`. */
export async function runForgottenPassword(
  platform: Platform & { siteAddress: string },
  { payload }: Job,
): Promise<void> {
  const { email } = forgotten.parse(payload);
  await sendForgottenPassword(platform, email, platform.siteAddress);
}
