import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from '../../../prisma/seed/seed-accounts.ts';
import { type FuzzWorld, fuzzWorld } from './fuzz-world.ts';

/** Behind a proxy that speaks https, and on this machine. */
let behind: FuzzWorld;
let here: FuzzWorld;
beforeAll(async () => {
  behind = await fuzzWorld({ PUBLIC_URL: 'https://observatoire.example', REQUESTS_PER_MINUTE: '60' });
  here = await fuzzWorld();
}, 120_000);
afterAll(async () => {
  await behind.close();
  await here.close();
});

const [coordination] = demonstrationAccounts;
const knock = (world: FuzzWorld) =>
  world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { ...coordination } });
const cookiesOf = async (world: FuzzWorld) => [(await knock(world)).headers['set-cookie']].flat().map(String);

describe('the cookies of a session', () => {
  it('belong to this machine alone over https, and no script and no other site has them', async () => {
    const cookies = await cookiesOf(behind);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-obs\./);
      for (const flag of ['Path=/;', 'HttpOnly', 'SameSite=Lax', 'Secure']) expect(cookie).toContain(flag);
      expect(cookie).not.toMatch(/domain=/i);
    }
  });

  it('work by http on this machine, with the same reserve', async () => {
    for (const cookie of await cookiesOf(here)) expect(cookie).toMatch(/^obs\..*; HttpOnly; SameSite=Lax$/);
  });
});

describe('every answer', () => {
  /** Pages, data, refusals of each kind, what is no address at all. */
  async function answersOf(world: FuzzWorld) {
    const json = { 'content-type': 'application/json' };
    const ask = (url: string) => world.app.inject({ url });
    const send = (headers: Record<string, string>, payload = '{}', url = '/trpc/session.me') =>
      world.app.inject({ method: 'POST', url, headers, payload });
    const answers = {
      page: await ask('/'),
      'page of a room': await ask('/imports'),
      'page that is none': await ask('/nulle/part'),
      'sign of life': await ask('/healthz'),
      procedure: await ask('/trpc/session.me'),
      'no procedure': await ask('/trpc/rien.du.tout'),
      'not signed in': await ask('/documents/rapport/2023.pdf'),
      'nothing there': await ask('/api/rien'),
      'bad address': await ask('/documents/rapport/%E0%A4%A'),
      'no text': await ask('/documents/rapport/%00.pdf'),
      'other site': await send({ ...json, origin: 'https://pirate.example' }),
      'other form': await send({ 'content-type': 'text/plain' }),
      'broken body': await send(json, '{'),
      'heavy body': await send(json, `"${'x'.repeat(1_100_000)}"`),
    };
    let last = await ask('/trpc/session.me');
    for (let times = 0; times < 70 && last.statusCode === 200; times += 1) last = await ask('/trpc/session.me');
    return Object.entries({ ...answers, last });
  }

  it('keeps its page from foreign scripts, frames and guesses of type, whatever it says', async () => {
    for (const [name, { headers, statusCode }] of await answersOf(behind)) {
      const policy = String(headers['content-security-policy']);
      expect([name, headers['x-content-type-options']]).toEqual([name, 'nosniff']);
      expect([name, policy.includes("default-src 'none'")]).toEqual([name, true]);
      expect([name, /unsafe-eval|script-src[^;]*unsafe-inline/.test(policy)]).toEqual([name, false]);
      expect([name, statusCode < 500]).toEqual([name, true]);
    }
  });

  it('lets no page run anything but its own files, nor be framed, nor send a form away', async () => {
    const { headers } = await here.app.inject({ url: '/' });
    const policy = String(headers['content-security-policy']).split(';');
    for (const rule of ["script-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"])
      expect(policy).toContain(rule);
  });

  it('asks for https for a year where the address is https, and never on this machine', async () => {
    for (const url of ['/', '/healthz', '/documents/rapport/2023.pdf'])
      expect((await behind.app.inject({ url })).headers['strict-transport-security']).toContain('max-age=31536000');
    expect((await here.app.inject({ url: '/' })).headers['strict-transport-security']).toBeUndefined();
  });

  it('that refuses too many requests says when to come back', async () => {
    const [, last] = (await answersOf(behind)).at(-1) ?? [];
    expect([last?.statusCode, Number(last?.headers['retry-after']) > 0]).toEqual([429, true]);
  });
});
