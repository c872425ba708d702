import type { FastifyInstance } from 'fastify';
import { AppError, httpStatusOf, stackOf } from '../platform/errors.ts';
import { endSession, viewerOf } from '../platform/session.ts';
import { refuseOtherSites } from '../platform/web/origin.ts';
import { askForgottenPassword } from './forgotten-password.ts';
import {
  bodyOf,
  callerOf,
  finishEnrolment,
  requireEnroller,
  requireViewer,
  type SignInRoutes,
  siteOf,
  tell,
} from './guard.ts';
import { registerPasskeyRoutes } from './passkey-routes.ts';
import { idTokenOf } from './provider/provider-entry.ts';
import { registerProviderRoutes } from './provider/provider-routes.ts';
import { proveCodes, startCodes } from './second-factor.ts';
import { confirmIdentity, signInByCode, signInByPassword } from './sign-in.ts';

const refusalStatus: Record<string, number> = { NOT_SIGNED_IN: 401, CONFIRM_IDENTITY: 412, CONFLICT: 409 };

/**
 * The routes, the only addresses by which somebody comes in. They take small JSON from pages of the product itself, answer a code
 * that the page has words for, and are never kept by a cache.
 */
export function registerAuthRoutes(app: FastifyInstance, routes: SignInRoutes): void {
  app.register(async (scope) => {
    scope.addHook('onRequest', async (_, reply) => void reply.header('cache-control', 'no-store'));
    // The whole product refuses other sites; the routes do it themselves too.
    refuseOtherSites(scope, routes.auth.baseUrl);
    scope.setErrorHandler((error: unknown, request, reply) => {
      if (error instanceof AppError)
        return reply.code(refusalStatus[error.code] ?? 400).send({ code: error.code, facts: error.facts });
      const given = httpStatusOf(error);
      if (given < 500) return reply.code(given).send({ code: 'INVALID' });
      request.log.error({ reference: request.id, stack: stackOf(error) }, 'unexpected error');
      return reply.code(500).send({ code: 'FAILED', reference: request.id });
    });
    registerPasswordRoutes(scope, routes);
    registerOwnRoutes(scope, routes);
    registerPasskeyRoutes(scope, routes);
    registerProviderRoutes(scope, routes);
    scope.all('/api/auth/*', (_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }));
  });
}

const small = { bodyLimit: 64 * 1024 };

function registerPasswordRoutes(app: FastifyInstance, { auth, provider, mails }: SignInRoutes): void {
  app.get('/api/auth/ways', async () => ({
    provider: provider?.label ?? null,
    mails,
    idleHours: auth.idleSeconds / 3600,
    longestHours: auth.absoluteSeconds / 3600,
  }));
  app.post('/api/auth/sign-in/email', small, async (request, reply) => {
    const { email, password } = bodyOf(request);
    return tell(reply, await signInByPassword(auth, { email, password }, callerOf(request)));
  });
  app.post('/api/auth/sign-in/code', small, async (request, reply) =>
    tell(reply, await signInByCode(auth, bodyOf(request).code, callerOf(request))),
  );
  app.post('/api/auth/sign-out', small, async (request, reply) => {
    const viewer = provider && (await viewerOf(auth, request.headers));
    const idToken = viewer && (await idTokenOf(auth, viewer.sessionId));
    reply.header('set-cookie', await endSession(auth, request.headers));
    // The provider that is away keeps nobody in here.
    const next =
      provider && idToken ? await provider.leave(idToken, siteOf(auth, request).origin).catch(() => null) : null;
    return reply.send({ ok: true, next });
  });
  app.post('/api/auth/forgotten', small, async (request, reply) =>
    tell(reply, await askForgottenPassword(auth, bodyOf(request).email, request.ip)),
  );
}

/** For people who are in: to prove again who they are, and to put a code generator in service. */
function registerOwnRoutes(app: FastifyInstance, { auth }: SignInRoutes): void {
  app.post('/api/auth/confirm', small, async (request, reply) => {
    const viewer = await requireViewer(auth, request);
    const { password, code: typed } = bodyOf(request);
    return tell(reply, await confirmIdentity(auth, viewer, { password, code: typed }, callerOf(request)));
  });
  app.post('/api/auth/code/start', small, async (request, reply) =>
    reply.send(await startCodes(auth, (await requireEnroller(auth, request)).person)),
  );
  app.post('/api/auth/code/prove', small, async (request, reply) => {
    const enroller = await requireEnroller(auth, request);
    const typed = bodyOf(request).code;
    const recoveryCodes = await proveCodes(auth, enroller.person, typeof typed === 'string' ? typed.slice(0, 40) : '');
    await finishEnrolment({ auth, request, reply }, enroller, 'code');
    return reply.send({ recoveryCodes });
  });
}
