import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;

describe('the journal', () => {
  it('is read fifty lines at a time, the latest first, to its end', async () => {
    const line = (index: number) => ({ actorName: 'Essai', action: 'essai', entity: 'essai', entityId: String(index) });
    await world.db.auditEvent.createMany({ data: Array.from({ length: 60 }, (_, index) => line(index)) });
    const { audit } = world.as(coordinator);
    const first = await audit.journal({ entity: 'essai' });
    const second = await audit.journal({ entity: 'essai', cursor: first.next });
    expect([first.events.length, second.events.length, second.next]).toEqual([50, 10, null]);
    expect(first.events[0]?.entityId).toBe('59');
    expect([...first.events, ...second.events].map((one) => Number(one.entityId))).toEqual(
      Array.from({ length: 60 }, (_, index) => 59 - index),
    );
  });
});
