import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodError } from 'zod';
import {
  type ApiProblem,
  type ApiScope,
  apiCatalogueQuery,
  apiFiguresQuery,
  apiMonth,
  apiMonthInput,
  apiSending,
  idempotencyKey,
} from '../../shared/schemas/api.ts';
import type { Platform } from '../platform/context.ts';
import { requirePgText } from '../platform/database/pg-text.ts';
import { AppError, stackOf } from '../platform/errors.ts';
import { openApiDocument } from './openapi.ts';
import { problem, problemOf, problemOfRefusals } from './problems.ts';
import { catalogueIn, figuresIn, ownMonth, publicationsView, sendMonth } from './service.ts';
import { holderOf, type TokenHolder } from './tokens.ts';

const MOST_A_MINUTE = 120;
const BODY_LIMIT = 1024 * 1024;

/** Said of a request once, by the limit of rate, which comes first. */
const holders = new WeakMap<FastifyRequest, TokenHolder | null>();

class Refused extends Error {
  constructor(readonly problem: ApiProblem) {
    super(problem.code);
  }
}

function holding(request: FastifyRequest, scope: ApiScope): TokenHolder {
  const holder = holders.get(request);
  if (!holder) throw new AppError('NOT_SIGNED_IN');
  if (!holder.scopes.includes(scope)) throw new Refused(problem('SCOPE', request.id));
  return holder;
}

type Parsed<T> = { success: true; data: T } | { success: false; error: ZodError };

function understood<T>(request: FastifyRequest, part: string, parsed: Parsed<T>): T {
  if (parsed.success) {
    requirePgText(parsed.data);
    return parsed.data;
  }
  const errors = parsed.error.issues
    .slice(0, 50)
    .map(({ path }) => ({ place: [part, ...path].join('/'), detail: 'Valeur absente ou mal formée.' }));
  throw new Refused(problem('BODY', request.id, errors));
}

const send = (reply: FastifyReply, said: ApiProblem) =>
  reply.code(said.status).type('application/problem+json; charset=utf-8').send(said);

async function readMonth(platform: Platform, request: FastifyRequest) {
  const holder = holding(request, 'entry:read');
  const { month } = understood(request, 'path', apiMonth.safeParse(request.params));
  const { ids: _, ...body } = await ownMonth(platform, holder, month);
  return body;
}

async function writeMonth(platform: Platform, request: FastifyRequest, reply: FastifyReply) {
  const holder = holding(request, 'entry:write');
  const { month } = understood(request, 'path', apiMonth.safeParse(request.params));
  const { dryRun } = understood(request, 'query', apiSending.safeParse(request.query));
  const key = understood(request, 'Idempotency-Key', idempotencyKey.safeParse(request.headers['idempotency-key']));
  const input = understood(request, 'body', apiMonthInput.safeParse(request.body));
  const sent = await sendMonth(platform, holder, { month, dryRun: dryRun === 'true', key, input });
  if (sent.kind === 'refused') return send(reply, problemOfRefusals(sent.refusals, request.id));
  if (sent.replayed) reply.header('idempotency-replayed', 'true');
  return sent.body;
}

/** `/api/v1`: what an organisation's software reads and sends, with a token; no session, no cookie. */
export function registerApi(app: FastifyInstance, platform: Platform, address: string): void {
  app.register(
    async (api) => {
      await api.register(rateLimit, {
        max: MOST_A_MINUTE,
        timeWindow: '1 minute',
        hook: 'onRequest',
        keyGenerator: async (request) => {
          const holder = await holderOf(platform, request.headers.authorization);
          holders.set(request, holder);
          return holder ? `token ${holder.tokenId}` : `address ${request.ip}`;
        },
      });
      api.setErrorHandler((error, request, reply) => {
        const said = error instanceof Refused ? error.problem : problemOf(error, request.id);
        if (said.status === 500) app.log.error({ reference: request.id, stack: stackOf(error) }, 'unexpected error');
        return send(reply, said);
      });
      api.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'));
      api.get('/openapi.json', async () => openApiDocument(address));
      api.get('/catalogue', async (request) => {
        holding(request, 'figures:read');
        const { publication } = understood(request, 'query', apiCatalogueQuery.safeParse(request.query));
        return catalogueIn(platform, publication);
      });
      api.get('/figures', async (request) => {
        holding(request, 'figures:read');
        const { year, publication } = understood(request, 'query', apiFiguresQuery.safeParse(request.query));
        return figuresIn(platform, year, publication);
      });
      api.get('/publications', async (request) => {
        holding(request, 'figures:read');
        return publicationsView(platform);
      });
      api.get('/months/:month', (request) => readMonth(platform, request));
      api.put('/months/:month', { bodyLimit: BODY_LIMIT }, (request, reply) => writeMonth(platform, request, reply));
    },
    { prefix: '/api/v1' },
  );
}
