import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';
import { cookiesOf, serve } from './served-app.ts';

/** Two processes on one database: who looks through one hears what is written through the other. */
let world: ImportWorld;
let here: FastifyInstance;
let address: string;
let cookie: string;

beforeAll(async () => {
  world = await importWorld();
  here = await serve(world);
  await here.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(here.server.address() as AddressInfo).port}`;
  cookie = (await cookiesOf(here)).get('coordination') ?? '';
}, 120_000);
afterAll(async () => {
  await here.close();
  await world.close();
});

/** An open line, and how long until it says `word`. */
async function openLine() {
  const cut = new AbortController();
  const answer = await fetch(`${address}/api/live`, { headers: { cookie }, signal: cut.signal });
  const reader = answer.body?.getReader();
  let said = '';
  return {
    answer,
    cut: () => cut.abort(),
    async until(word: string): Promise<string> {
      while (!said.includes(word)) {
        const piece = await reader?.read();
        if (!piece || piece.done) throw new Error(`the line ended without « ${word} »`);
        said += new TextDecoder().decode(piece.value);
      }
      return said;
    },
  };
}

describe('the live line', () => {
  it('says within two seconds that a figure was written, by anyone and any process, and says no figure', async () => {
    const line = await openLine();
    expect(line.answer.headers.get('content-type')).toContain('text/event-stream');
    expect(line.answer.headers.get('x-content-type-options')).toBe('nosniff');
    await line.until('retry');
    // The first LISTEN may still be on its way: a write is repeated until one is heard.
    const writing = setInterval(() => {
      world.pool.query('UPDATE "Observation" SET value = value WHERE false').catch(() => {});
    }, 200);
    const from = performance.now();
    const said = await line.until('event: figures');
    clearInterval(writing);
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(said.replace('retry: 2000', '')).not.toMatch(/[02-9]/);
    line.cut();
  });

  it('is closed to nobody in particular: whoever is not signed in gets no line', async () => {
    expect((await fetch(`${address}/api/live`)).status).toBe(401);
    const forged = { headers: { cookie: 'obs.session_token=forged.forged' } };
    expect((await fetch(`${address}/api/live`, forged)).status).toBe(401);
  });

  it('does not keep the product from stopping', async () => {
    const line = await openLine();
    await line.until('retry');
    await here.close();
    await expect(line.until('jamais')).rejects.toThrow();
  });
});
