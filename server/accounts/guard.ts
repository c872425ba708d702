import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../platform/errors.ts';
import { type Auth, isConfirmed, type SessionViewer, viewerOf } from '../platform/session.ts';
import { writeCookie } from '../platform/web/signed-cookie.ts';
import type { OidcClient } from './oidc-client.ts';
import type { Site } from './passkeys.ts';
import type { Caller, Outcome } from './sign-in.ts';
import { TICKET_SECONDS } from './tickets.ts';

export interface SignInRoutes {
  auth: Auth;
  /** The identity provider, when one is configured. */
  provider: OidcClient | null;
  /** A mail server is configured: the link of a forgotten password can leave by itself. */
  mails: boolean;
}

export const callerOf = (request: FastifyRequest): Caller => ({
  headers: request.headers,
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
});

/** The address that people see in their browser. */
export function siteOf({ baseUrl }: Auth, request: FastifyRequest): Site {
  const { origin, hostname } = new URL(baseUrl ?? `${request.protocol}://${request.headers.host}`);
  return { origin, host: hostname };
}

export const bodyOf = ({ body }: FastifyRequest): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? { ...body } : {};

const status = { wrong: 401, 'too-many': 429, crowded: 503, gone: 401 } as const;
const code = {
  wrong: 'INVALID_EMAIL_OR_PASSWORD',
  'too-many': 'TOO_MANY_TRIES',
  crowded: 'CROWDED',
  gone: 'STEP_GONE',
} as const;

/** Says how a try ended; cookies only when it went well. */
export function tell(reply: FastifyReply, outcome: Outcome | { kind: 'gone' } | 'right') {
  if (outcome === 'right') return reply.send({ ok: true });
  if (outcome.kind === 'in' || outcome.kind === 'second-factor') {
    for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
    if (outcome.kind === 'in') return reply.send({ ok: true });
    return reply.code(202).send({ ok: false, code: 'SECOND_FACTOR' });
  }
  if (outcome.kind === 'too-many') reply.header('retry-after', outcome.seconds);
  if (outcome.kind === 'crowded') reply.header('retry-after', 5);
  return reply.code(status[outcome.kind]).send({ code: code[outcome.kind] });
}

/** `challenge`: of a passkey; kept apart, so that a passkey tried and given up leaves the step of a code where it was. */
export function keepStep(reply: FastifyReply, auth: Auth, token: string, name: 'step' | 'challenge' = 'step'): void {
  reply.header('set-cookie', writeCookie(auth, name, token, TICKET_SECONDS));
}

/** The person who is in; a refusal that `tellRefusal` answers otherwise. */
export async function requireViewer(auth: Auth, request: FastifyRequest): Promise<SessionViewer> {
  const viewer = await viewerOf(auth, request.headers);
  if (!viewer) throw new AppError('NOT_SIGNED_IN');
  return viewer;
}

/** A new way in is as sensitive as the rights themselves. */
export function requireConfirmed({ clock }: Auth, viewer: SessionViewer): SessionViewer {
  if (!isConfirmed(viewer, clock.now())) throw new AppError('CONFIRM_IDENTITY');
  return viewer;
}
