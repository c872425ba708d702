import { type AnyRouter, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { getHTTPStatusCode, getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

/** Calls of one request at most: what a page asks for at once is a tenth of it. */
const MOST_CALLS = 100;
const methodOf = { query: 'GET', mutation: 'POST', subscription: null } as const;

export interface ProcedureOptions {
  router: AnyRouter;
  createContext: (request: FastifyRequest) => Promise<Context> | Context;
  onError?: (failure: { error: TRPCError; path: string | undefined; ctx: Context | undefined }) => void;
}

interface Call {
  path: string;
  procedure: AnyRouter['_def']['procedures'][string];
  type: 'query' | 'mutation' | 'subscription' | 'unknown';
}

const refused = (code: TRPCError['code'], message: string) => new TRPCError({ code, message });

type Inputs = { readonly [place: number]: unknown };

/** A call in the form that tRPC's HTTP links write. */
export interface CallRoute {
  Params: { path: string };
  Querystring: { input?: unknown; batch?: unknown };
}
type CallRequest = FastifyRequest<CallRoute>;

function parseInputs({ method, query, body }: CallRequest, batch: boolean): Inputs {
  const sent = method === 'GET' ? query.input : body;
  if (typeof sent !== 'string' || sent === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(sent);
  } catch {
    throw refused('BAD_REQUEST', 'this is not JSON');
  }
  if (!batch) return { 0: parsed };
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  throw refused('BAD_REQUEST', 'the inputs of a batch are an object');
}

/** Read once, and only when a procedure asks: rights are judged before what was sent is looked at. */
function inputsOf(request: CallRequest, batch: boolean): (place: number) => Promise<unknown> {
  let inputs: Promise<Inputs> | undefined;
  return async (place) => {
    inputs ??= new Promise((resolve) => resolve(parseInputs(request, batch)));
    const all = await inputs;
    return Object.hasOwn(all, place) ? all[place] : undefined;
  };
}

function callsOf(router: AnyRouter, path: string, batch: boolean): Call[] {
  const { procedures } = router._def;
  const calls = (batch ? path.split(',') : [path]).map((one): Call => {
    const procedure = Object.hasOwn(procedures, one) ? procedures[one] : undefined;
    return { path: one, procedure, type: procedure?._def.type ?? 'unknown' };
  });
  if (calls.length > MOST_CALLS) throw refused('BAD_REQUEST', 'too many calls at once');
  if (new Set(calls.filter(({ procedure }) => procedure).map(({ type }) => type)).size > 1)
    throw refused('BAD_REQUEST', 'queries and mutations do not go together');
  return calls;
}

/**
 * Answers procedures on the wire that tRPC's HTTP links speak: `/path?input=` and `/one,two?batch=1&input=`. The library's own way
 * goes through the web's Request, Response and streams, three quarters of the cost of a small call; nothing here streams or
 * transforms. Errors: one in its call's place; one for the whole when the request itself is refused.
 */
export function answerProcedures({ router, createContext, onError }: ProcedureOptions) {
  const config = router._def._config;
  return async (request: CallRequest, reply: FastifyReply): Promise<unknown> => {
    const { method } = request;
    const batch = request.query.batch === '1';
    let ctx: Context | undefined;
    const failed = (cause: unknown, { path, type }: Pick<Call, 'type'> & { path?: string }) => {
      const error = getTRPCErrorFromUnknown(cause);
      onError?.({ error, path, ctx });
      return { error, answer: { error: getTRPCErrorShape({ config, ctx, error, input: undefined, path, type }) } };
    };
    reply.type('application/json').header('cache-control', 'no-store');
    if (method === 'HEAD') return reply.code(204).send();
    try {
      if (method === 'POST' && !request.headers['content-type'])
        throw refused('UNSUPPORTED_MEDIA_TYPE', 'only JSON is taken');
      const calls = callsOf(router, request.params.path, batch);
      const inputOf = inputsOf(request, batch);
      ctx = await createContext(request);
      const answers = await Promise.all(
        calls.map(async ({ path, procedure, type }, batchIndex) => {
          try {
            if (!procedure || type === 'unknown') throw refused('NOT_FOUND', 'no such procedure');
            if (methodOf[type] !== method) throw refused('METHOD_NOT_SUPPORTED', `not a ${method}`);
            const getRawInput = () => inputOf(batchIndex);
            const data: unknown = await procedure({ path, getRawInput, ctx, type, signal: undefined, batchIndex });
            return { result: { data } };
          } catch (cause) {
            return failed(cause, { path, type }).answer;
          }
        }),
      );
      const body = batch ? answers : answers[0];
      return reply.code(getHTTPStatusCode(body as never)).send(JSON.stringify(body));
    } catch (cause) {
      const { error, answer } = failed(cause, { type: 'unknown' });
      return reply.code(getHTTPStatusCodeFromError(error)).send(JSON.stringify(answer));
    }
  };
}
