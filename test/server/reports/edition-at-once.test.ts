import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EditionWorld, editionWorld } from './edition-world.ts';

let world: EditionWorld;
beforeAll(async () => {
  world = await editionWorld();
});
afterAll(() => world.close());

describe('freezing', () => {
  it('by two people at once makes one edition', async () => {
    const [helene, simon] = [world.as('helene').editions, world.as('simon').editions];
    const [a, b] = await Promise.all([
      helene.open({ year: 2023, kind: 'report' }),
      simon.open({ year: 2023, kind: 'report' }),
    ]);
    expect(a.id).toBe(b.id);
    const check = await helene.check({ id: a.id });
    expect(check.refusals).toEqual([]);
    const both = await Promise.allSettled(
      [helene, simon].map((one) => one.freeze({ id: a.id, accepted: check.warnings })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.db.edition.count({ where: { year: 2023 } })).toBe(1);
    expect(await world.files(a.id)).toHaveLength(4);
  });
});
