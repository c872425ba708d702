import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FuzzWorld, fuzzWorld } from '../web/fuzz-world.ts';

let world: FuzzWorld;
beforeAll(async () => {
  world = await fuzzWorld();
}, 300_000);
afterAll(() => world.close());

const ask = (person: string, url: string) =>
  world.app.inject({ url, headers: { cookie: world.cookies.get(person) ?? '' } });

describe('twenty-four reports asked at once by one reader', () => {
  it('all come, and another person’s page and report come before most of them', async () => {
    let come = 0;
    const reports = Array.from({ length: 24 }, async () => {
      const { statusCode } = await ask('etat', '/documents/synthese/2025.docx');
      come += 1;
      return statusCode;
    });
    const page = await ask('coordination', '/trpc/session.me');
    expect([page.statusCode, come < 12]).toEqual([200, true]);
    const own = await ask('coordination', '/documents/synthese/2025.docx');
    expect([own.statusCode, come < 12]).toEqual([200, true]);
    expect(new Set(await Promise.all(reports))).toEqual(new Set([200]));
  }, 600_000);
});
