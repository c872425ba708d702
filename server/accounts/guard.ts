import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../platform/errors.ts';
import { type Auth, isConfirmed, type SessionViewer, viewerOf } from '../platform/session.ts';
import { readCookie, writeCookie } from '../platform/web/signed-cookie.ts';
import type { Site } from './passkeys.ts';
import type { OidcClient } from './provider/oidc-client.ts';
import type { Guest } from './second-factor-duty.ts';
import { type Caller, letIn, type Outcome } from './sign-in.ts';
import { findGuest } from './sign-in-repository.ts';
import { readTicket, TICKET_SECONDS, type Tickets, takeTicket } from './tickets.ts';

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

const status = { wrong: 401, 'too-many': 429, crowded: 503, closed: 403, gone: 401 } as const;
const code = {
  wrong: 'INVALID_EMAIL_OR_PASSWORD',
  'too-many': 'TOO_MANY_TRIES',
  crowded: 'CROWDED',
  closed: 'CODES_CLOSED',
  gone: 'STEP_GONE',
} as const;

/** The first proof was right: what the page asks for next. */
const nextStep = { 'second-factor': 'SECOND_FACTOR', enrolment: 'ENROLMENT', passkey: 'PASSKEY' } as const;

/** Says how a try ended; cookies only when it went well. */
export function tell(reply: FastifyReply, outcome: Outcome | { kind: 'gone' } | 'right') {
  if (outcome === 'right') return reply.send({ ok: true });
  if ('cookies' in outcome) for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
  if (outcome.kind === 'in') return reply.send({ ok: true });
  if (outcome.kind === 'second-factor' || outcome.kind === 'enrolment' || outcome.kind === 'passkey')
    return reply.code(202).send({ ok: false, code: nextStep[outcome.kind] });
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

/** Whoever puts a second factor in service: the person who is in, or the one whom the first sign-in waits for. */
export interface Enroller {
  person: Pick<Guest, 'id' | 'name' | 'email'>;
  waiting: { guest: Guest; method: Tickets['enrolment']['method'] } | null;
}

export async function requireEnroller(auth: Auth, request: FastifyRequest): Promise<Enroller> {
  const ticket = await readTicket(auth, 'enrolment', readCookie(auth, request.headers, 'step'));
  const guest = ticket && (await findGuest(auth.db, ticket.userId));
  if (ticket && guest) return { person: guest, waiting: { guest, method: ticket.method } };
  return { person: requireConfirmed(auth, await requireViewer(auth, request)), waiting: null };
}

/** The second factor is in service: whom the first sign-in waited for is in. */
export async function finishEnrolment(
  { auth, request, reply }: { auth: Auth; request: FastifyRequest; reply: FastifyReply },
  { waiting }: Enroller,
  proof: 'code' | 'passkey',
): Promise<void> {
  if (!waiting) return;
  if (!(await takeTicket(auth, 'enrolment', readCookie(auth, request.headers, 'step')))) throw new AppError('EXPIRED');
  const method = proof === 'code' ? (`${waiting.method}+code` as const) : 'passkey';
  const outcome = await letIn(auth, waiting.guest, method, callerOf(request));
  if (outcome.kind !== 'in') throw new AppError('EXPIRED');
  for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
}
