import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import type { Content } from '../../../shared/registers/register.ts';
import { draws } from '../../setup/seed.ts';
import { handMade, type ImportWorld, importWorld } from './import-world.ts';

let world: ImportWorld;
const coordinator = { role: 'coordinator' } as const;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const workshop = (date: string, participants: number): Content => ({
  date,
  theme: 'Entretien du logement',
  participants,
  month: date.slice(0, 7),
});

/** Everything that an indicator is made of, to the letter: cells, roll-up, rows, and the figures of three years as they are shown. */
async function everything(): Promise<string> {
  const cells = await world.pool.query(
    `SELECT (to_jsonb(o) - 'id' - 'revision')::text AS row FROM "Observation" o ORDER BY "organisationId", "indicatorId", month, breakdown`,
  );
  const months = await world.pool.query(`SELECT to_jsonb(m)::text AS row FROM "IndicatorMonth" m ORDER BY 1`);
  const rows = await world.pool.query(`SELECT to_jsonb(r)::text AS row FROM "RegisterRow" r ORDER BY 1`);
  const figures = [];
  for (const year of [2023, 2024, 2025]) figures.push(await summariseFigures(world.platform, year));
  return [cells, months, rows].flatMap((one) => one.rows.map(({ row }) => row)).join('\n') + JSON.stringify(figures);
}

const undo = (id: number | null) =>
  world.as(coordinator).imports.undo({ id: id ?? -1, reason: 'Ce n’était pas le bon fichier' });

describe('an import that is undone', () => {
  it('leaves everything as it was, fictitious figures included', async () => {
    const before = await everything();
    const { id } = await world.take(handMade('workshop', [workshop('2024-03-04', 6), workshop('2025-03-11', 8)]));
    expect(await everything()).not.toBe(before);
    await undo(id);
    expect(await everything()).toBe(before);
    expect(await world.db.import.findUniqueOrThrow({ where: { id: id ?? -1 } })).toMatchObject({
      status: 'undone',
      undoReason: 'Ce n’était pas le bon fichier',
    });
  });

  it('can be undone once only, and not by a reader', async () => {
    const { id } = await world.take(handMade('workshop', [workshop('2024-03-04', 6)]));
    const reader = world.as({ role: 'reader' }).imports;
    await expect(reader.undo({ id: id ?? -1, reason: 'essai' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await undo(id);
    await expect(undo(id)).rejects.toMatchObject({ cause: { code: 'ALREADY_USED' } });
  });

  it('says which later import rests on it', async () => {
    const first = await world.take(handMade('workshop', [workshop('2024-03-04', 6)], ['A']));
    const second = await world.take(handMade('workshop', [workshop('2024-03-04', 9)], ['A']));
    await expect(undo(first.id)).rejects.toMatchObject({
      cause: { code: 'BUILT_UPON', facts: { imports: [second.id], cells: [] } },
    });
    await undo(second.id);
    await undo(first.id);
  });

  it('says which months have been validated since, and gives way once they are reopened', async () => {
    const before = await everything();
    const { id } = await world.take(handMade('workshop', [workshop('2025-03-04', 6)]));
    const cell = await world.cell('HH', 'IND-17', '2025-03');
    await world.db.observation.update({ where: { id: cell?.id ?? -1 }, data: { stage: 'validated' } });
    await expect(undo(id)).rejects.toMatchObject({
      cause: { code: 'BUILT_UPON', facts: { imports: [], cells: ['IND-17 2025-03'] } },
    });
    await world.db.observation.update({ where: { id: cell?.id ?? -1 }, data: { stage: 'submitted' } });
    await undo(id);
    expect(await everything()).toBe(before);
  });

  it('names a later import that only shares its months, too', async () => {
    const first = await world.take(handMade('workshop', [workshop('2024-03-04', 6)], ['A']));
    const second = await world.take(handMade('workshop', [workshop('2024-03-18', 9)], ['B']));
    await expect(undo(first.id)).rejects.toMatchObject({ cause: { facts: { imports: [second.id] } } });
    expect(await world.cell('HH', 'IND-17', '2024-03')).toMatchObject({ value: 15 });
  });
});

interface Act {
  name: 'import' | 'correct' | 'undo';
  keys: string[];
  month: string;
  participants: number;
}

describe('a history of imports, corrections and undos', () => {
  const months = ['2023-11', '2024-02', '2024-03', '2025-03'];
  const act: fc.Arbitrary<Act> = fc.record({
    name: fc.constantFrom('import', 'import', 'correct', 'undo'),
    keys: fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1 }),
    month: fc.constantFrom(...months),
    participants: fc.integer({ min: 0, max: 12 }),
  });

  it('comes back, whatever it was, to what each import had found, when they are undone from the last to the first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 7 }), async (acts) => {
        const found: { id: number; before: string }[] = [];
        for (const { name, keys, month, participants } of acts) {
          const last = found.at(-1);
          if (name === 'undo' && last) {
            await undo(last.id);
            expect(await everything()).toBe(last.before);
            found.pop();
            continue;
          }
          const before = await everything();
          const rows = (name === 'correct' ? keys.slice(0, 1) : keys).map((_, index) =>
            workshop(`${month}-0${index + 1}`, participants + index),
          );
          const { id } = await world.take(handMade('workshop', rows, keys));
          found.push({ id: id ?? -1, before });
        }
        for (const { id, before } of found.reverse()) {
          await undo(id);
          expect(await everything()).toBe(before);
        }
      }),
      { numRuns: draws(6, 25), seed: 20_261_123 },
    );
  });
});
