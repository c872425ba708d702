import type { FastifyInstance } from 'fastify';
import { AppError } from '../platform/errors.ts';
import { viewerOf } from '../platform/session.ts';
import { readCookie } from '../platform/web/signed-cookie.ts';
import {
  bodyOf,
  callerOf,
  finishEnrolment,
  keepStep,
  requireEnroller,
  requireViewer,
  type SignInRoutes,
  siteOf,
  tell,
} from './guard.ts';
import { beginAssertion, beginRegistration, finishAssertion, finishRegistration } from './passkeys.ts';
import { letIn, noteConfirmation } from './sign-in.ts';
import { countAttempt, forgiveAttempt } from './throttle.ts';

const small = { bodyLimit: 64 * 1024 };

/** A passkey stands for the password and the second factor together: the device asked for a finger, a face or a PIN. */
export function registerPasskeyRoutes(app: FastifyInstance, { auth }: SignInRoutes): void {
  app.post('/api/auth/passkey/register-options', small, async (request, reply) => {
    const { person } = await requireEnroller(auth, request);
    const { options, token } = await beginRegistration(auth, person, siteOf(auth, request));
    keepStep(reply, auth, token, 'challenge');
    return reply.send(options);
  });
  app.post('/api/auth/passkey/register', small, async (request, reply) => {
    const enroller = await requireEnroller(auth, request);
    const { name, response } = bodyOf(request);
    if (typeof name !== 'string' || name.trim() === '' || name.length > 60 || name.includes('\0'))
      throw new AppError('INVALID', { reason: 'name' });
    const token = readCookie(auth, request.headers, 'challenge');
    const given = { response, name: name.trim(), token };
    await finishRegistration(auth, enroller.person, { ...given, site: siteOf(auth, request) });
    await finishEnrolment({ auth, request, reply }, enroller, 'passkey');
    return reply.send({ ok: true });
  });
  app.post('/api/auth/passkey/options', small, async (request, reply) => {
    const viewer = bodyOf(request).purpose === 'confirm' ? await requireViewer(auth, request) : null;
    const { options, token } = await beginAssertion(auth, viewer, siteOf(auth, request));
    keepStep(reply, auth, token, 'challenge');
    return reply.send(options);
  });
  app.post('/api/auth/passkey/sign-in', small, async (request, reply) => {
    const caller = callerOf(request);
    const counted = await countAttempt(auth, 'passkey', { account: '', address: caller.address, device: null });
    if (counted.refusedSeconds !== null) return tell(reply, { kind: 'too-many', seconds: counted.refusedSeconds });
    const token = readCookie(auth, request.headers, 'challenge');
    const { response } = bodyOf(request);
    const person = await finishAssertion(auth, 'passkey-sign-in', { response, token, site: siteOf(auth, request) });
    if (!person) return tell(reply, { kind: 'wrong' });
    await forgiveAttempt(auth, counted);
    return tell(reply, await letIn(auth, person, 'passkey', caller));
  });
  app.post('/api/auth/passkey/confirm', small, async (request, reply) => {
    const viewer = await viewerOf(auth, request.headers);
    if (!viewer) throw new AppError('NOT_SIGNED_IN');
    const token = readCookie(auth, request.headers, 'challenge');
    const { response } = bodyOf(request);
    const site = siteOf(auth, request);
    const person = await finishAssertion(auth, 'passkey-confirm', { response, token, site });
    if (person?.id !== viewer.id) return tell(reply, { kind: 'wrong' });
    await noteConfirmation(auth, viewer, 'passkey');
    return tell(reply, 'right');
  });
}
