import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rights } from '../../server/platform/access.ts';
import { matrix } from './access-rows.ts';
import { type AccessWorld, accessWorld, procedures } from './access-world.ts';

let world: AccessWorld;
beforeAll(async () => {
  world = await accessWorld();
});
afterAll(() => world.close());

describe('the access matrix', () => {
  it('has a row for every procedure of the router, and no other', () => {
    expect(Object.keys(matrix).sort()).toEqual(Object.keys(procedures).sort());
  });

  it('finds on every procedure an action of the table of rights', () => {
    const silent = Object.entries(procedures).filter(
      ([, one]) => !one._def.meta?.action || !(one._def.meta.action in rights),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it.each(Object.entries(matrix))('%s opens to those of its row, and to nobody else', async (name, { who }) => {
    expect(await world.letIn(name)).toBe(who);
  });
});
