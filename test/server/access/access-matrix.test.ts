import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rights, type Viewer } from '../../../server/platform/access.ts';
import { matrix, ofOneOrganisation, sensitive, veiled } from './access-rows.ts';
import { type AccessWorld, accessWorld, pastTheGuard, procedures } from './access-world.ts';

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

  // Before anybody writes: some rows take the demonstration away.
  it.each(Object.keys(veiled))('%s keeps from a reader what the coordinator sees', async (name) => {
    expect([await world.seesAll(name, 'C'), await world.seesAll(name, 'R')]).toEqual(['in', 'refused']);
  });

  it.each(Object.entries(matrix))('%s opens to those of its row, and to nobody else', async (name, { who }) => {
    expect(await world.letIn(name)).toBe(who);
  });

  it.each(Object.entries(matrix))('%s reads nothing of what somebody sends who may not ask', async (name, { who }) => {
    expect(await world.readsInputOf(name)).toBe(pastTheGuard(who));
  });

  it.each(Object.keys(ofOneOrganisation))('%s of one organisation is for its own and the coordinator', async (name) => {
    expect(await world.lettersOf(world.asksOfOne, name)).toBe('CO');
  });

  it('asks again who is there before each sensitive act, and before no other', async () => {
    const old = { ...(world.viewerOf('C') as Viewer), sessionId: 'ancienne', confirmedAt: new Date(0) };
    const asking: string[] = [];
    for (const name of Object.keys(matrix)) {
      const { error } = await world.call(name, old, 12_345);
      if (error?.message === 'CONFIRM_IDENTITY') asking.push(name);
    }
    expect(asking.sort()).toEqual([...sensitive].sort());
  });
});
