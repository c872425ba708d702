import http from 'node:http';
import net from 'node:net';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorMessage } from '../../../client/lib/words/error-messages.ts';
import { isPgText } from '../../../server/platform/database/pg-text.ts';
import { FILE_BODY, ORDINARY_BODY } from '../../../server/platform/web/body-limits.ts';
import { isOwnHost } from '../../../server/platform/web/host-names.ts';
import { MOST_A_MINUTE, MOST_FILES_AT_ONCE, minuteCounter } from '../../../server/platform/web/request-limits.ts';
import { type FuzzWorld, fuzzWorld } from '../web/fuzz-world.ts';

let world: FuzzWorld;
let small: FuzzWorld;
beforeAll(async () => {
  world = await fuzzWorld();
  // The middle of this minute, for as long as the file runs: what is counted in a minute never falls on two.
  const halfPast = new Date(new Date().setSeconds(30, 0));
  small = await fuzzWorld({ REQUESTS_PER_MINUTE: '20' }, { now: () => halfPast });
}, 120_000);
afterAll(async () => {
  await world.close();
  await small.close();
});

const json = { 'content-type': 'application/json' };
const cookieOf = (one: FuzzWorld, person = 'coordination') => ({ cookie: one.cookies.get(person) ?? '' });

function write(headers: NodeJS.Dict<string>, over: Partial<InjectOptions> = {}) {
  const url = '/trpc/accounts.revokeOtherSessions';
  return world.app.inject({
    method: 'POST',
    url,
    payload: '{}',
    headers: { ...json, ...cookieOf(world), ...headers },
    ...over,
  });
}

describe('a name that is made to lead here', () => {
  const askedBy = (host: string) => world.app.inject({ url: '/', headers: { host } });

  it('is answered nothing, whatever it asks: another site cannot rebind its name to a local demonstration', async () => {
    for (const host of [
      'pirate.example',
      'pirate.example:3000',
      'localhost.pirate.example',
      '192.0.2.7',
      'a@127.0.0.1',
      '127.0.0.1.pirate.example',
      '127.1',
      '0x7f.0.0.1',
      '2130706433',
      '%6cocalhost',
      'localhost,pirate.example',
      'localhost:3000:80',
      'localhost:',
      'localhost..',
      '[::1]pirate.example',
      '[::ffff:c000:207]',
    ])
      expect([host, (await askedBy(host)).statusCode]).toEqual([host, 421]);
    for (const url of ['/trpc/session.me', '/api/auth/ways', '/healthz', '/donnees-ouvertes/datapackage.json'])
      expect([url, (await world.app.inject({ url, headers: { host: 'pirate.example' } })).statusCode]).toEqual([
        url,
        421,
      ]);
    expect((await askedBy('pirate.example')).json().message).toContain('PUBLIC_URL');
  });

  it('is not this machine’s own, nor the public one', () => {
    for (const host of [
      'localhost',
      '127.0.0.1:3000',
      '[::1]',
      '[::1]:3000',
      'LOCALHOST:80',
      'localhost.',
      'LocalHost.:3000',
    ])
      expect([host, isOwnHost(host, { baseUrl: undefined, host: '127.0.0.1' })]).toEqual([host, true]);
    const outside = { baseUrl: 'https://observatoire.exemple.fr', host: '0.0.0.0' };
    for (const [host, own] of [
      ['observatoire.exemple.fr', true],
      ['observatoire.exemple.fr:443', true],
      ['OBSERVATOIRE.exemple.fr.', true],
      ['192.0.2.7:3000', true],
      ['[2001:db8::7]:3000', true],
      ['observatoire.exemple.fr.pirate.example', false],
      ['exemple.fr', false],
      ['pirate.example', false],
    ] as const)
      expect([host, isOwnHost(host, outside)]).toEqual([host, own]);
  });
});

describe('a request written by hand', () => {
  let port: number;
  beforeAll(async () => {
    port = Number(new URL(await small.app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  /** The status that these bytes are answered with. */
  async function statusOf(bytes: string): Promise<string | undefined> {
    const line = net.connect(port, '127.0.0.1');
    line.end(bytes);
    let said = '';
    for await (const part of line) said += part;
    return said.split(' ')[1];
  }

  it.each([
    [
      'with a whole address, under another name',
      'GET http://127.0.0.1/healthz HTTP/1.1\r\nHost: pirate.example\r\n',
      '421',
    ],
    ['under two names', 'GET /healthz HTTP/1.1\r\nHost: pirate.example\r\nHost: 127.0.0.1\r\n', '421'],
    ['under no name', 'GET /healthz HTTP/1.0\r\n', '421'],
    ['under an empty name', 'GET /healthz HTTP/1.1\r\nHost: \r\n', '421'],
    [
      'under another name that a proxy would hand on',
      'GET /healthz HTTP/1.1\r\nHost: pirate.example\r\nX-Forwarded-Host: 127.0.0.1\r\n',
      '421',
    ],
    ['under this machine’s name', 'GET /healthz HTTP/1.1\r\nHost: LOCALHOST.:80\r\n', '200'],
  ])('%s is answered accordingly', async (_, head, status) => {
    expect(await statusOf(`${head}Connection: close\r\n\r\n`)).toBe(status);
  });
});

describe('a page of another site', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://pirate.example' },
    { origin: 'null' },
    { origin: 'n’importe quoi'.normalize('NFD').replace(/[^ -~]/g, '') },
    { origin: 'http://localhost.pirate.example', host: 'localhost' },
    { origin: 'http://localhost:81', host: 'localhost:80' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost', host: 'localhost', 'sec-fetch-site': 'cross-site' },
  ];

  it('makes nobody write, with their session or without', async () => {
    for (const headers of foreign)
      for (const who of [{}, { cookie: '' }])
        expect([headers, (await write({ ...headers, ...who })).statusCode]).toEqual([headers, 403]);
  });

  it('is refused at every address that writes, in a sentence', async () => {
    for (const url of ['/trpc/imports.send', '/api/auth/sign-out', '/api/auth/sign-in/email', '/n-importe-où']) {
      const answer = await write({ origin: 'https://pirate.example' }, { url: encodeURI(url) });
      expect([url, answer.statusCode, answer.body.includes('FOREIGN_ORIGIN')]).toEqual([url, 403, true]);
    }
    const { error } = (await write({ origin: 'https://pirate.example' })).json();
    expect(errorMessage({ ...error, name: 'TRPCClientError' })).toContain('autre site');
  });

  it('is not the product’s own page, nor software without a browser', async () => {
    const own = { origin: 'http://localhost', host: 'localhost', 'sec-fetch-site': 'same-origin' };
    for (const headers of [own, {}, { 'sec-fetch-site': 'none' }])
      expect([headers, (await write(headers)).statusCode]).toEqual([headers, 200]);
  });

  it('reads as its own visitor does, and leaves tokens of the API alone', async () => {
    const headers = { origin: 'https://pirate.example' };
    expect((await world.app.inject({ url: '/healthz', headers })).statusCode).toBe(200);
    const sent = await write(
      { ...headers, authorization: 'Bearer x' },
      { method: 'PUT', url: '/api/v1/months/2025-10' },
    );
    expect(sent.statusCode).toBe(401);
  });

  it('cannot send a form, which a browser lets through without asking', async () => {
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'a/b'])
      expect([type, (await write({ 'content-type': type }, { payload: '{}' })).statusCode]).toEqual([type, 415]);
  });
});

describe('what weighs too much', () => {
  const bytes = (length: number) => JSON.stringify({ id: 999_999, rows: [], more: 'x'.repeat(length) });

  it('is refused beyond a megabyte, but for files', async () => {
    const sent = async (name: string, length: number) =>
      (await write({}, { url: `/trpc/${name}`, payload: bytes(length) })).statusCode;
    expect(await sent('accounts.revokeSession', ORDINARY_BODY)).toBe(413);
    expect(await sent('monthlyEntry.saveCell,accounts.revokeSession?batch=1', ORDINARY_BODY)).toBe(413);
    expect(await sent('imports.send', ORDINARY_BODY)).toBe(404);
    expect(await sent('conventionActs.importFile', ORDINARY_BODY)).toBe(400);
    expect(await sent('imports.send', FILE_BODY)).toBe(413);
  });

  it('says it in words that the page shows', async () => {
    const answer = await write({}, { payload: bytes(ORDINARY_BODY) });
    expect(errorMessage({ ...answer.json().error, name: 'TRPCClientError' })).toContain('trop volumineux');
  });
});

describe('what no database could keep', () => {
  it('is refused as an input, however deep', async () => {
    for (const text of ['a\u0000b', '\ud800', '\udfff', 'x\ud83d'])
      for (const value of [text, [text], { a: [{ b: text }] }, { [text]: 1 }]) expect(isPgText(value)).toBe(false);
    for (const value of ['👩‍👩‍👧‍👦 ñ', { a: ['é', 1, null] }, 12, undefined]) expect(isPgText(value)).toBe(true);
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answer = await write({}, { url: '/trpc/accounts.revokeSession', payload: deep });
    expect(answer.statusCode).toBe(400);
  });
});

describe('who asks too much', () => {
  const ask = (headers: Record<string, string>, remoteAddress = '192.0.2.9') =>
    small.app.inject({ url: '/trpc/session.me', headers, remoteAddress });

  it('waits, and is told how long', async () => {
    const statuses: number[] = [];
    for (let times = 0; times < 25; times += 1) statuses.push((await ask({})).statusCode);
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([200]));
    const answer = await ask({});
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('30');
    const said = errorMessage({ ...answer.json().error, name: 'TRPCClientError' });
    expect(said).toBe(
      'Trop de demandes en peu de temps depuis votre compte. Attendez 30\u00a0secondes, puis recommencez.',
    );
  });

  it('hinders nobody else of the same office: who is signed in is counted alone', async () => {
    for (let times = 0; times < 30; times += 1) await ask({}, '192.0.2.10');
    expect((await ask({}, '192.0.2.10')).statusCode).toBe(429);
    for (const person of ['association', 'siao', 'etat'])
      expect([person, (await ask(cookieOf(small, person), '192.0.2.10')).statusCode]).toEqual([person, 200]);
  });

  it('is one account, however many sessions it opens', async () => {
    const first = cookieOf(small, 'coordination');
    for (let times = 0; times < 21; times += 1) await ask(first);
    expect((await ask(first)).statusCode).toBe(429);
    const person = await small.db.user.findUniqueOrThrow({ where: { email: 'coordination@demo.example' } });
    const second = { cookie: await small.another(person) };
    await ask(second);
    expect((await ask(second)).statusCode).toBe(429);
  });

  it('still finds the doors open: they count their own tries', async () => {
    for (let times = 0; times < 30; times += 1) await ask({}, '192.0.2.11');
    const answer = await small.app.inject({ url: '/api/auth/ways', remoteAddress: '192.0.2.11' });
    expect(answer.statusCode).toBe(200);
  });

  it('is not an office of thirty, nor a file of a million rows', () => {
    const claim = minuteCounter(MOST_A_MINUTE, () => 0);
    const firstVisit = 40;
    for (let one = 0; one < 30 * firstVisit; one += 1) expect(claim('one address')).toBeNull();
    for (let one = 0; one < 1_000; one += 1) expect(claim('one account')).toBeNull();
  });

  it('keeps a bounded memory of names, and forgets with the minute', () => {
    let now = 0;
    const claim = minuteCounter(2, () => now);
    for (let one = 0; one < 50_000; one += 1) claim(`name ${one}`);
    expect(claim('name 50001')).toBe(60);
    now = 61_000;
    expect(claim('name 50001')).toBeNull();
  });
});

describe('a line that is slow on purpose', () => {
  it('is closed when the head of its request does not come, and others are served meanwhile', async () => {
    const { server } = world.app;
    expect([server.headersTimeout, server.requestTimeout]).toEqual([20_000, 300_000]);
    expect(server.keepAliveTimeout).toBe(72_000);
    server.headersTimeout = 500;
    const address = new URL(await world.app.listen({ port: 0, host: '127.0.0.1' }));
    const slow = net.connect(Number(address.port), '127.0.0.1');
    slow.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    const said: Buffer[] = [];
    slow.on('data', (bytes: Buffer) => said.push(bytes));
    const closed = new Promise((resolve) => slow.once('close', resolve));
    const status = await new Promise((resolve) =>
      http.get(new URL('/healthz', address), (one) => resolve(one.statusCode)),
    );
    expect(status).toBe(200);
    await closed;
    expect(Buffer.concat(said).toString()).toContain('408');
  }, 20_000);

  it('sends no more than some files at once for one person', async () => {
    const { port } = world.app.server.address() as net.AddressInfo;
    const head = (cookie: string) =>
      `POST /trpc/imports.send HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nCookie: ${cookie}\r\n\r\n{`;
    const open = (person: string) => {
      const line = net.connect(port, '127.0.0.1');
      line.write(head(world.cookies.get(person) ?? ''));
      return line;
    };
    const held = Array.from({ length: MOST_FILES_AT_ONCE }, () => open('association'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const answerTo = (line: net.Socket) =>
      new Promise((resolve) => line.once('data', (bytes) => resolve(String(bytes))));
    const fifth = open('association');
    expect(await answerTo(fifth)).toMatch(/^HTTP\/1.1 429 [\s\S]*TOO_MANY_UPLOADS/);
    for (const line of [...held, fifth]) line.destroy();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const sent = await write({ ...cookieOf(world, 'association') }, { url: '/trpc/imports.send', payload: '{}' });
    expect(sent.statusCode).toBe(400);
  });
});
