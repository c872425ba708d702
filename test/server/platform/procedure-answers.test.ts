import type { AddressInfo } from 'node:net';
import { createTRPCClient, httpBatchLink, httpLink } from '@trpc/client';
import { initTRPC, TRPCError } from '@trpc/server';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { answerProcedures } from '../../../server/platform/web/procedure-answers.ts';

/** The wire of the procedures alone, before any room: the library's own client on one side, bare requests on the other. */

const t = initTRPC.create();
const seen: unknown[] = [];
const router = t.router({
  room: t.router({
    double: t.procedure.input(z.object({ n: z.number() })).query(({ input }) => input.n * 2),
    nothing: t.procedure.query(() => undefined),
    closed: t.procedure
      .use(() => {
        throw new TRPCError({ code: 'FORBIDDEN' });
      })
      .input(z.object({ n: z.number() }))
      .query(() => 1),
    keep: t.procedure.input(z.string()).mutation(({ input }) => seen.push(input)),
    breaks: t.procedure.query(() => {
      throw new Error('a secret of the house');
    }),
  }),
});

const onError = vi.fn();
const contexts = vi.fn(() => ({}) as never);
const app = Fastify({ routerOptions: { maxParamLength: 5000 } });
app.removeAllContentTypeParsers();
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body));
app.all('/trpc/:path', answerProcedures({ router, createContext: contexts, onError }));

let url: string;
beforeAll(async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/trpc`;
});
afterAll(() => app.close());

const codes = (body: unknown) =>
  [body].flat().map((one) => (one as { error?: { data?: { code: string } } }).error?.data?.code ?? 'OK');
async function asked(path: string, init: { method?: 'POST' | 'PUT' | 'HEAD'; body?: string; type?: string } = {}) {
  const { method, body, type = 'application/json' } = init;
  const answer = await app.inject({
    url: `/trpc/${path}`,
    ...(method && { method }),
    ...(body !== undefined && { body, headers: { 'content-type': type } }),
  });
  return { status: answer.statusCode, headers: answer.headers, codes: answer.body ? codes(answer.json()) : [] };
}
const input = (value: unknown) => encodeURIComponent(JSON.stringify(value));

describe('the library’s own client', () => {
  it('asks one, asks several at once, and writes', async () => {
    const one = createTRPCClient<typeof router>({ links: [httpLink({ url })] });
    const many = createTRPCClient<typeof router>({ links: [httpBatchLink({ url })] });
    expect(await one.room.double.query({ n: 21 })).toBe(42);
    expect(await one.room.nothing.query()).toBeUndefined();
    contexts.mockClear();
    const answers = await Promise.allSettled([
      many.room.double.query({ n: 1 }),
      many.room.closed.query({ n: 1 }),
      many.room.nothing.query(),
      many.room.double.query({ n: 4 }),
    ]);
    expect(contexts).toHaveBeenCalledTimes(1);
    expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.data.code))).toEqual([
      2,
      'FORBIDDEN',
      undefined,
      8,
    ]);
    await one.room.keep.mutate('été');
    await Promise.all([many.room.keep.mutate('l’un'), many.room.keep.mutate('l’autre')]);
    expect(seen.splice(0)).toEqual(['été', 'l’un', 'l’autre']);
  });
});

describe('a request as anyone may write it', () => {
  it('is answered once, never kept by a cache, with the refusal of its own call', async () => {
    const mixed = await asked(`room.double,room.closed?batch=1&input=${input({ 0: { n: 1 }, 1: { n: 1 } })}`);
    expect([mixed.status, mixed.codes]).toEqual([207, ['OK', 'FORBIDDEN']]);
    expect(mixed.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await asked('room.double', { method: 'HEAD' })).toMatchObject({ status: 204, codes: [] });
  });

  it.each([
    ['room.none', 404, ['NOT_FOUND']],
    ['constructor', 404, ['NOT_FOUND']],
    ['__proto__', 404, ['NOT_FOUND']],
    ['room.double,room.none?batch=1', 207, ['BAD_REQUEST', 'NOT_FOUND']],
    ['room.double,room.keep?batch=1', 400, ['BAD_REQUEST']],
    ['room.keep', 405, ['METHOD_NOT_SUPPORTED']],
    ['room.double?input={', 400, ['BAD_REQUEST']],
    ['room.double?input=7', 400, ['BAD_REQUEST']],
    ['room.double,room.double?batch=1&input=[]', 400, ['BAD_REQUEST', 'BAD_REQUEST']],
    ['room.double?batch=1&input={"__proto__":{"0":{"n":1}}}', 400, ['BAD_REQUEST']],
    ['room.breaks', 500, ['INTERNAL_SERVER_ERROR']],
  ] as const)('%s', async (path, status, expected) => {
    const answer = await asked(path);
    expect([answer.status, answer.codes]).toEqual([status, [...expected]]);
  });

  it('brings a hundred calls at most', async () => {
    const many = (count: number) => asked(`${Array(count).fill('room.nothing').join(',')}?batch=1`);
    expect((await many(100)).codes).toEqual(Array(100).fill('OK'));
    expect(await many(101)).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
  });

  it('learns that it may not, before what it sent is looked at', async () => {
    expect((await asked('room.closed?input={')).codes).toEqual(['FORBIDDEN']);
  });

  it('is refused when it is not JSON, or says nothing of what it is', async () => {
    expect(await asked('room.keep', { method: 'POST', body: '{' })).toMatchObject({ status: 400 });
    expect(await asked('room.keep', { method: 'POST', body: '"a"', type: 'text/plain' })).toMatchObject({
      status: 415,
    });
    expect(await asked('room.keep', { method: 'POST' })).toMatchObject({ status: 415 });
    expect(await asked('room.double', { method: 'PUT' })).toMatchObject({ status: 405 });
    expect(seen).toEqual([]);
  });

  it('is told to the log with its path, once, and the context’s own refusal stands for the whole', async () => {
    onError.mockClear();
    await asked('room.breaks,room.nothing?batch=1');
    expect(onError.mock.calls.map(([{ path, error }]) => [path, error.code])).toEqual([
      ['room.breaks', 'INTERNAL_SERVER_ERROR'],
    ]);
    contexts.mockImplementationOnce(() => {
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE' });
    });
    expect(await asked('room.nothing,room.nothing?batch=1')).toMatchObject({
      status: 503,
      codes: ['SERVICE_UNAVAILABLE'],
    });
  });
});
