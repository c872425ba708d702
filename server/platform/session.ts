import { APIError, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { roles, type Viewer } from './access.ts';
import { recordAudit } from './audit.ts';
import { type Clock, systemClock } from './clock.ts';
import { type RawHeaders, sameOrigin } from './origin.ts';
import { hashPassword, verifyPassword } from './password.ts';

const HOUR = 3600;
/** A session ends after eight hours without a request, and twelve hours after signing in whatever happens. */
export const IDLE_SECONDS = 8 * HOUR;
const ABSOLUTE_SECONDS = 12 * HOUR;
/** The last use is written at most this often: a page makes many requests. */
export const TOUCH_SECONDS = 5 * 60;
const COOKIE_PREFIX = 'obs';
/** The cookie of a session, as the library names it. */
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
const ADDRESS_HEADER = 'x-client-address';
const wrongCredentials = { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' };

interface AuthOptions {
  db: PrismaClient;
  /** At least 32 characters; signs the cookies. */
  secret: string;
  /** The public address when it is configured; `https` makes the cookies Secure. */
  baseUrl?: string | undefined;
  clock?: Clock;
}

/** `input: false`: nobody gives themself a role. */
const personFields = {
  role: { type: 'string', input: false },
  organisationId: { type: 'number', required: false, input: false },
  disabled: { type: 'boolean', required: false, input: false },
} as const;

/** Kept in the database: a restart forgives nothing. Sixty tries to sign in from one network address, until a
 * minute passes without any: a whole office may share an address. */
const rateLimit = {
  enabled: true,
  storage: 'database',
  window: 60,
  max: 100,
  customRules: { '/sign-in/email': { window: 60, max: 60 } },
} as const;

type Report = (message: string, cause?: Error) => void;

function createLibrary({ db, secret, baseUrl }: AuthOptions, report: Report) {
  return betterAuth({
    baseURL: baseUrl ?? 'http://127.0.0.1',
    secret,
    telemetry: { enabled: false },
    // No `level`: with one the library also writes refusals to the console by itself.
    logger: {
      log: (level, message, ...details) => {
        if (level === 'error')
          report(
            message,
            details.find((detail) => detail instanceof Error),
          );
      },
    },
    database: prismaAdapter(db, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // The library's own expiry is the absolute one, never pushed back; `viewerOf` ends idle sessions.
    session: { expiresIn: ABSOLUTE_SECONDS, disableSessionRefresh: true },
    user: { additionalFields: personFields },
    rateLimit,
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: baseUrl?.startsWith('https://') ?? false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Said aloud because the library turns both checks off when it believes that a test runs.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    trustedOrigins: async (request) => {
      const origin = request?.headers.get('origin');
      return request && origin && sameOrigin(Object.fromEntries(request.headers), baseUrl) ? [origin] : [];
    },
    databaseHooks: {
      session: {
        create: {
          before: (session) => refuseDisabled(db, session.userId),
          after: (session) => noteSignIn(db, session),
        },
      },
    },
  });
}

/** A disabled person hears the sentence of a wrong password: nothing tells that the account exists. */
async function refuseDisabled(db: PrismaClient, userId: string): Promise<void> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { disabled: true } });
  if (!user || user.disabled) throw new APIError('UNAUTHORIZED', wrongCredentials);
}

async function noteSignIn(db: PrismaClient, session: { id: string; userId: string }): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: session.userId }, select: { id: true, name: true } });
  await recordAudit(db, user, { action: 'session.sign-in', entity: 'user', entityId: user.id });
}

/** What the app needs to let people in: made once, given to `registerAuthRoutes` and `viewerOf`. */
interface Auth {
  library: ReturnType<typeof createLibrary>;
  db: PrismaClient;
  clock: Clock;
  baseUrl: string | undefined;
  /** Where the library's own errors go; the app puts its log here. */
  report: Report;
}

export function createAuth(options: AuthOptions): Auth {
  const auth: Auth = {
    library: createLibrary(options, (message, cause) => auth.report(message, cause)),
    db: options.db,
    clock: options.clock ?? systemClock,
    baseUrl: options.baseUrl,
    report: () => {},
  };
  return auth;
}

function webHeaders(headers: RawHeaders): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value ?? []].flat()) result.append(name, single);
  }
  return result;
}

/** A person who came in by a session, and which one. */
interface SessionViewer extends Viewer {
  sessionId: string;
}

/** The session that a request came by; null for one that came another way (command line). */
export function currentSessionId(viewer: Viewer): string | null {
  return 'sessionId' in viewer && typeof viewer.sessionId === 'string' ? viewer.sessionId : null;
}

/** The signed-in person, read again from the database at each request; null when there is none (any more). */
export async function viewerOf(auth: Auth, headers: RawHeaders): Promise<SessionViewer | null> {
  if (!headers.cookie) return null;
  const found = await auth.library.api.getSession({ headers: webHeaders(headers) });
  if (!found) return null;
  const { session, user } = found;
  const now = auth.clock.now().getTime();
  const idle = (now - session.updatedAt.getTime()) / 1000;
  const age = (now - session.createdAt.getTime()) / 1000;
  const role = roles.find((known) => known === user.role);
  if (user.disabled || !role || idle > IDLE_SECONDS || age > ABSOLUTE_SECONDS) {
    await auth.db.session.deleteMany({ where: { id: session.id } });
    return null;
  }
  if (idle > TOUCH_SECONDS) await touch(auth, session.id);
  const { id, name, email, organisationId = null } = user;
  return { id, name, email, role, organisationId, sessionId: session.id };
}

/** `updateMany`: a session ended at this very moment is no error. */
async function touch({ db, clock }: Auth, sessionId: string): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId }, data: { updatedAt: clock.now() } });
}

/**
 * The only two doors of the library that the product uses. Its others answer 404: they would show session tokens to the
 * page's scripts (get-session, list-sessions) or skip the password rule and the journal (change-password).
 */
export function registerAuthRoutes(app: FastifyInstance, auth: Auth): void {
  auth.report = (message, cause) => app.log.error({ stack: cause?.stack }, message);
  app.post<{ Body: unknown }>('/api/auth/sign-in/email', async (request, reply) => {
    const { email, password } = (request.body ?? {}) as Record<string, unknown>;
    // Nothing else of the body goes through: `rememberMe: false` would make a session of a day.
    const response = await forward(auth, request, '/api/auth/sign-in/email', { email, password });
    return answer(reply, response);
  });
  app.post('/api/auth/sign-out', async (request, reply) =>
    answer(reply, await forward(auth, request, '/api/auth/sign-out', {})),
  );
  app.all('/api/auth/*', (_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }));
}

function forward(auth: Auth, request: FastifyRequest, path: string, body: object): Promise<Response> {
  const headers = webHeaders(request.headers);
  headers.delete('content-length');
  headers.set('content-type', 'application/json');
  headers.set(ADDRESS_HEADER, request.ip);
  const url = new URL(path, auth.baseUrl ?? 'http://127.0.0.1');
  return auth.library.handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** Passes on the status, the cookies and the code of a refusal; never the library's body, which holds the session's token. */
async function answer(reply: FastifyReply, response: Response) {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const retryAfter = response.headers.get('x-retry-after');
  if (retryAfter) reply.header('retry-after', retryAfter);
  reply.code(response.status).header('cache-control', 'no-store');
  if (response.ok) return reply.send({ ok: true });
  const refusal = (await response.json().catch(() => ({}))) as { code?: string };
  return reply.send({ code: response.status === 429 ? 'TOO_MANY_TRIES' : (refusal.code ?? 'REFUSED') });
}
