import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handMade, type ImportWorld, importWorld } from '../imports/import-world.ts';

/** Who gives what, and how, in the demonstration: Habitat et Humanisme types its months since 2023. */
let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld();
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const ownStaff = { role: 'contributor', organisation: 'HH' } as const;
const workshop = (date: string, participants: number) => ({
  ...{ date, month: date.slice(0, 7), theme: 'Entretien du logement' },
  ...{ participants, structure: 'CCAS' },
});
const everyCell = async () => {
  const { rows } = await world.pool.query(
    'SELECT "organisationId", "indicatorId", month, state, value, stage, revision FROM "Observation" ORDER BY 1, 2, 3',
  );
  return rows;
};

describe('what is agreed', () => {
  it('two rows of workshops in a typed year change nothing until the agreement is changed by an act', async () => {
    const before = await everyCell();
    const receipt = await world.take(handMade('workshop', [workshop('2025-03-04', 3), workshop('2025-06-03', 4)]));
    expect(await everyCell()).toEqual(before);
    // What the rows say stands beside, as a check.
    const typed = receipt.changes.filter((one) => one.typed);
    expect(typed.map(({ code, month, after }) => [code, month, after])).toEqual([
      ['IND-17', '2025-03', 3],
      ['IND-17', '2025-06', 4],
      ['IND-18', '2025-03', 1],
      ['IND-18', '2025-06', 1],
    ]);
    expect(receipt.changes).toEqual(typed);

    const { agreements } = world.as(coordinator);
    const act = { organisation: 'HH', indicator: 'IND-17', fromMonth: '2025-03', register: 'workshop' as const };
    const preview = await agreements.preview(act);
    expect(preview).toMatchObject({ before: null, after: 'workshop' });
    expect(await everyCell()).toEqual(before);
    const march = await world.cell('HH', 'IND-17', '2025-03');
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ code: 'IND-17', month: '2025-03', before: march?.value, after: 3 }),
    );
    expect(preview.changes.every(({ code, month }) => code === 'IND-17' && month >= '2025-03')).toBe(true);

    const done = await agreements.change({ ...act, reason: 'Les séances sont listées depuis mars' });
    expect(done.changes).toEqual(preview.changes);
    expect(await world.cell('HH', 'IND-17', '2025-03')).toMatchObject({ value: 3, stage: 'submitted' });
    expect(await world.cell('HH', 'IND-17', '2025-02')).toMatchObject({ origin: 'demo' });
    const [line] = await world.db.auditEvent.findMany({ where: { action: 'agreement.change' } });
    expect(line).toMatchObject({ entityId: 'HH/IND-17/2025-03', reason: 'Les séances sont listées depuis mars' });
  });

  it('a month that is counted takes no typed total; a word beside the same figure is welcome', async () => {
    const indicator = await world.db.indicator.findUniqueOrThrow({ where: { code: 'IND-02' } });
    const cell = await world.cell('SOLIHA', 'IND-02', '2025-10');
    const { monthlyEntry } = world.as({ role: 'contributor', organisation: 'SOLIHA' });
    const typed = {
      ...{ organisationId: world.idOf('SOLIHA'), indicatorId: indicator.id, month: '2025-10' },
      ...{ revision: cell?.revision ?? 0, state: 'value' as const, reason: 'recompté' },
    };
    await expect(monthlyEntry.saveCell({ ...typed, value: (cell?.value ?? 0) + 1 })).rejects.toMatchObject({
      cause: { code: 'COUNTED' },
    });
    await monthlyEntry.saveCell({ ...typed, value: cell?.value ?? 0 });
    const { rows } = await monthlyEntry.grid({ organisationId: world.idOf('SOLIHA'), month: '2025-10', span: 1 });
    expect(rows.find(({ code }) => code === 'IND-02')).toMatchObject({
      register: 'captured-dwelling',
      counted: ['2025-10'],
    });
  });

  it('nobody feeds a register that the convention does not give them, by a file or by hand', async () => {
    const organisationId = world.idOf('HH');
    const cells = { reference: 'LGT-1', commune: 'Dijon', captureDate: '2025-10-02' };
    const refused = {
      cause: { code: 'NOT_FED', facts: { organisation: 'Habitat et Humanisme', source: 'captured-dwelling' } },
    };
    await expect(
      world.as(ownStaff).registers.add({ source: 'captured-dwelling', organisationId, cells }),
    ).rejects.toMatchObject(refused);
    const { rows: _, told: __, ...file } = handMade('captured-dwelling', []);
    await expect(world.as(coordinator).imports.begin({ ...file, format: 'csv', organisationId })).rejects.toMatchObject(
      refused,
    );
    const act = { organisation: 'HH', indicator: 'IND-17', fromMonth: '2025-03', reason: 'essai' };
    await expect(
      world.as(coordinator).agreements.change({ ...act, register: 'captured-dwelling' }),
    ).rejects.toMatchObject({ cause: { code: 'NOT_FED' } });
  });

  it('in the demonstration, every month that is counted says what its rows say', async () => {
    const wrong: string[] = [];
    for (const source of [
      'captured-dwelling',
      'eviction-procedure',
      'siao-request',
      'workshop',
      'cca-request',
    ] as const) {
      const { changes } = await world.take(handMade(source, []));
      wrong.push(...changes.map(({ code, month }) => `${code} ${month}`));
    }
    // The accident that the demonstration shows: a month that the SIAO could not count. Its rows know better. A month that nobody
    // sent stays so: a file that does not speak of it sends nothing.
    expect(wrong).toEqual(['SIAO-03 2025-02']);
  });
});
