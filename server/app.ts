import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { publicationIn } from '../shared/domain/site/publication-choice.ts';
import { themeIn } from '../shared/domain/site/theme.ts';
import { oidcClient } from './accounts/provider/oidc-client.ts';
import { registerAuthRoutes } from './accounts/sign-in-routes.ts';
import { registerApi } from './api/routes.ts';
import { registerJournalDownloads } from './audit/downloads.ts';
import { registerEditionDownloads } from './editions/downloads.ts';
import { registerFinanceDownloads } from './finance/downloads.ts';
import { type ScreenOf, screensWith } from './first-screens.ts';
import { registerGuides } from './help/downloads.ts';
import { registerIndicatorDownloads } from './indicators/downloads.ts';
import { registerEntryDownloads } from './monthly-entry/downloads.ts';
import { registerOpenData } from './open-data/routes.ts';
import { readyOverview, registerReadyOverview } from './overview/ready-answers.ts';
import type { Context, Installation } from './platform/context.ts';
import { MIGRATIONS } from './platform/database/database.ts';
import { foldRevision, tableChanges } from './platform/database/revision.ts';
import { unchangedReads } from './platform/database/unchanged-reads.ts';
import { AppError } from './platform/errors.ts';
import type { JobLoopState } from './platform/jobs.ts';
import { createAuth, sessionOf, viewerOf } from './platform/session.ts';
import { refusalOf } from './platform/trpc.ts';
import { ORDINARY_BODY, registerProcedures } from './platform/web/body-limits.ts';
import { followOrigins } from './platform/web/call-origin.ts';
import { firstPage } from './platform/web/first-page.ts';
import { refuseOtherNames } from './platform/web/host-names.ts';
import { registerLive } from './platform/web/live.ts';
import { registerMetrics } from './platform/web/metrics.ts';
import { refuseOtherSites } from './platform/web/origin.ts';
import { readsWritten } from './platform/web/page-views.ts';
import { refuseWhenOutdated, registerReadiness, type Vitals } from './platform/web/readiness.ts';
import { refuseBadAddress, sayFaultsPlainly } from './platform/web/refusal.ts';
import { limitRequests } from './platform/web/request-limits.ts';
import { knownMigrations } from './postgres/migrate.ts';
import { registerReportDownloads } from './reports/downloads.ts';
import { appRouter } from './router.ts';

/** A head that trickles in, or a body that never ends, holds a line no longer than this. 32 MB over a poor line take four minutes. */
const HEAD_MS = 20_000;
const WHOLE_REQUEST_MS = 300_000;
const LOOK_EVERY_MS = 5_000;
const IDLE_LINE_MS = 72_000;
const HSTS_SECONDS = 365 * 86_400;

const policy = {
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'upgrade-insecure-requests': null,
  },
};

/** The product as an HTTP server that does not listen yet. `clientRoot`: where the built interface is. */
export async function buildApp(
  installation: Installation,
  clientRoot: string | null,
  loops: () => JobLoopState[] = () => [],
): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: ORDINARY_BODY,
    requestTimeout: WHOLE_REQUEST_MS,
    keepAliveTimeout: IDLE_LINE_MS,
    http: { headersTimeout: HEAD_MS, connectionsCheckingInterval: LOOK_EVERY_MS },
    // Behind a proxy every request would come from one address, and tries to sign in would be counted as one person's.
    trustProxy: installation.env.trustedProxy ?? false,
    frameworkErrors: refuseBadAddress,
    genReqId: () => randomUUID().slice(0, 8),
    routerOptions: { maxParamLength: 5000 },
    // An address may end with a secret (an invitation): what follows the question mark never reaches a log.
    logger: {
      level: installation.env.logLevel,
      serializers: { req: ({ method, url }) => ({ method, path: url.split('?')[0] }) },
    },
  });
  const auth = createAuth({
    db: installation.db,
    secret: installation.sessionSecret,
    baseUrl: installation.env.baseUrl,
    clock: installation.clock,
    idleSeconds: installation.env.sessionIdleSeconds,
    absoluteSeconds: installation.env.sessionMaxSeconds,
    secondFactor: installation.env.secondFactor,
  });
  followOrigins(app);
  app.addHook('onClose', readsWritten);

  await app.register(helmet, {
    contentSecurityPolicy: policy,
    // Said only where the address is known to be https: a trial on this machine must stay reachable by http.
    strictTransportSecurity: installation.env.baseUrl?.startsWith('https://') ? { maxAge: HSTS_SECONDS } : false,
    crossOriginEmbedderPolicy: false,
  });
  sayFaultsPlainly(app);
  // The interface is compressed when it is built; answers are when they are worth it.
  await app.register(compress, { threshold: 2048, encodings: ['gzip'] });
  refuseOtherNames(app, installation.env);
  refuseOtherSites(app, installation.env.baseUrl);
  await foldRevision(installation.pool);
  const known = knownMigrations(MIGRATIONS);
  refuseWhenOutdated(app, installation.pool, known);
  // Ready answers come before anything is counted: they cost less than the counting protects.
  const overview = readyOverview(installation);
  const ready = registerReadyOverview(app, overview);
  const live = { lines: () => 0 };
  const vitals: Vitals = {
    startedAt: installation.clock.now(),
    liveLines: () => live.lines(),
    readyAnswers: () => ready.count,
    loops,
  };
  const observe = registerMetrics(app, installation, vitals);
  const counters = limitRequests(app, {
    ...{ secret: installation.sessionSecret, baseUrl: installation.env.baseUrl },
    ...{ mostAMinute: installation.env.requestsAMinute, now: () => installation.clock.now().getTime() },
  });
  const changesOf = tableChanges(installation.pool);
  const unchanged = unchangedReads(installation.db);
  const contextOf = async (
    headers: NodeJS.Dict<string | string[]>,
    requestId: string,
    onlyReads = false,
  ): Promise<Context> => {
    const session = await sessionOf(auth, headers);
    const viewer = session?.viewer ?? null;
    if (viewer) counters.recognise(headers, viewer.id);
    return {
      ...installation,
      ...(onlyReads && session && unchanged(await changesOf(session.changes))),
      requestId,
      viewer,
      vitals,
      observe,
      publication: publicationIn(String(headers.cookie ?? '')),
    };
  };
  /** The same for a request that only reads: what nobody has changed since it was asked is not asked again. */
  const readingContextOf: typeof contextOf = (headers, requestId) => contextOf(headers, requestId, true);
  app.get('/healthz', async () => ({ ok: true }));
  registerReadiness(app, installation, vitals, known);
  registerAuthRoutes(app, {
    auth,
    provider: installation.env.provider && oidcClient(installation.env.provider, () => installation.clock.now()),
    mails: installation.env.smtp !== null,
  });
  registerReportDownloads(app, contextOf);
  registerEditionDownloads(app, contextOf);
  registerGuides(app, contextOf, installation.env.baseUrl);
  registerEntryDownloads(app, contextOf);
  registerIndicatorDownloads(app, contextOf);
  registerFinanceDownloads(app, contextOf);
  registerJournalDownloads(app, contextOf);
  registerApi(app, installation, installation.env.baseUrl ?? '/');
  registerOpenData(app, installation);
  live.lines = registerLive(app, installation.pool, (headers) => viewerOf(auth, headers, { counts: false }));
  registerProcedures(
    app,
    {
      router: appRouter,
      createContext: ({ headers, id, method }) =>
        contextOf(headers, id, method === 'GET').catch((error: unknown) => {
          throw refusalOf(error);
        }),
      onError({ error, path: procedure, ctx }) {
        if (!(error.cause instanceof AppError) && error.code === 'INTERNAL_SERVER_ERROR') {
          app.log.error(
            { reference: ctx?.requestId, procedure, name: error.cause?.name, stack: error.stack },
            'unexpected error',
          );
        }
      },
    },
    counters,
  );
  if (clientRoot) await serveClient(app, clientRoot, screensWith(readingContextOf, overview));
  return app;
}

async function serveClient(app: FastifyInstance, root: string, screenOf: ScreenOf): Promise<void> {
  if (!existsSync(path.join(root, 'index.html')))
    throw new Error(`L’interface n’est pas construite : ${root} (npm run build).`);
  const page = firstPage(root);
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    wildcard: false,
    index: false,
    globIgnore: ['pages.json*'],
    cacheControl: false,
    setHeaders(response, file) {
      const lasting = file.includes(`${path.sep}assets${path.sep}`);
      response.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', async (request, reply) => {
    if (/^\/(trpc|api|assets|documents)\b/.test(request.url)) return reply.callNotFound();
    // The page comes all the same when its answers do not: the screen then asks for them, and says what is wrong.
    const screen = await screenOf(request).catch(() => ({ answers: {} }));
    return reply
      .header('cache-control', 'first' in screen.answers ? 'no-store' : 'private, no-cache')
      .header('vary', 'cookie, accept-encoding')
      .type('text/html; charset=utf-8')
      .send(page(request.url.split('?')[0] ?? '', { ...screen, theme: themeIn(request.headers.cookie ?? '') }));
  });
}
