import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshRollUp } from '../../../server/indicators/roll-up.ts';
import { cellStates, type TimeRule, timeRules } from '../../../shared/domain/indicator.ts';
import { testDatabase } from '../../setup/test-database.ts';
import { keepEveryValidated } from '../../setup/validated-cells.ts';

/** The month of the territory, from the cells of its organisations: the database adds, these sentences say how. */

let world: Awaited<ReturnType<typeof testDatabase>>;
const organisations: number[] = [];
const ids = new Map<TimeRule, number>();
const MONTH = '2025-03';

beforeAll(async () => {
  world = await testDatabase();
  const { db } = world;
  await db.$executeRaw`TRUNCATE "Organisation", "Indicator" RESTART IDENTITY CASCADE`;
  for (const code of ['A', 'B', 'C', 'D'])
    organisations.push((await db.organisation.create({ data: { code, name: code, kind: 'association' } })).id);
  for (const [position, timeRule] of timeRules.entries()) {
    const common = { unit: 'meetings', direction: 'increase', frequency: 'monthly', sourceText: '' } as const;
    const data = { ...common, code: timeRule, label: timeRule, timeRule, position };
    ids.set(timeRule, (await db.indicator.create({ data })).id);
  }
});
afterAll(() => world.close());

interface Cell {
  state: (typeof cellStates)[number];
  stage: 'draft' | 'submitted' | 'validated';
  value: number;
  denominator?: number;
}

const carries = ({ state }: Cell) => state === 'value' || state === 'estimated';

/** Writes one cell an organisation, and reads the month as each visibility sees it; undefined: there is no month. */
async function monthOf(timeRule: TimeRule, cells: readonly Cell[]) {
  const { db } = world;
  const indicatorId = ids.get(timeRule) ?? -1;
  await db.observation.deleteMany({ where: { indicatorId } });
  await db.observation.createMany({
    data: cells.map((cell, place) => ({
      ...{ indicatorId, month: MONTH, organisationId: organisations[place] ?? -1, origin: 'entry' as const },
      ...{ state: cell.state, stage: cell.stage },
      ...(carries(cell) && timeRule !== 'ratio' && { value: cell.value }),
      ...(carries(cell) && timeRule === 'ratio' && { numerator: cell.value, denominator: cell.denominator ?? 100 }),
    })),
  });
  await keepEveryValidated(db);
  await db.$transaction((tx) => refreshRollUp(tx, [{ indicatorId, month: MONTH }]));
  const rows = await db.indicatorMonth.findMany({ where: { indicatorId, month: MONTH } });
  const seen = (visibility: string) => {
    const found = rows.find((one) => one.visibility === visibility);
    if (!found) return undefined;
    const { value, numerator, denominator, reported, unavailable } = found;
    return { value, numerator, denominator, reported, unavailable };
  };
  return { working: seen('working'), validated: seen('validated') };
}

const sent = (value: number, more: Partial<Cell> = {}): Cell => ({
  state: 'value',
  stage: 'validated',
  value,
  ...more,
});

describe('the month of the territory', () => {
  it('adds counts, stocks and milestones, an estimate as a value', async () => {
    for (const timeRule of ['flow', 'stock', 'milestone'] as const) {
      const { validated } = await monthOf(timeRule, [sent(5), sent(7, { state: 'estimated' })]);
      expect(validated, timeRule).toMatchObject({ value: 12, reported: 2 });
    }
  });

  it('takes the mean of an average, over those who gave it', async () => {
    const { validated } = await monthOf('average', [sent(10), sent(20), sent(0, { state: 'missing' })]);
    expect(validated).toMatchObject({ value: 15, reported: 2 });
  });

  it('adds the two terms of a ratio apart: 1/2 and 3/4 make 4/6', async () => {
    const { validated } = await monthOf('ratio', [sent(1, { denominator: 2 }), sent(3, { denominator: 4 })]);
    expect(validated).toMatchObject({ value: null, numerator: 4, denominator: 6 });
  });

  it('never adds different people: one organisation alone has its count, two have none', async () => {
    expect((await monthOf('unique', [sent(10), sent(20)])).validated).toMatchObject({ value: null, reported: 2 });
    expect((await monthOf('unique', [sent(10)])).validated).toMatchObject({ value: 10, reported: 1 });
  });

  it('is zero when all say zero, and is not there when nobody answered', async () => {
    expect((await monthOf('flow', [sent(0), sent(0)])).validated).toMatchObject({ value: 0, reported: 2 });
    expect((await monthOf('flow', [sent(0, { state: 'unavailable' })])).validated).toMatchObject({
      ...{ value: null, reported: 0, unavailable: 1 },
    });
    expect((await monthOf('flow', [sent(0, { state: 'not-applicable' })])).validated).toBeUndefined();
  });

  it('agrees with the same sums made cell by cell, on cells of every rule, state and stage drawn at random', async () => {
    const seed = Number(process.env.MONTH_TOTAL_SEED ?? 20_250_310);
    let state = seed;
    const below = (limit: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return Math.floor((state / 0x80000000) * limit);
    };
    const drawn = (): Cell => ({
      state: cellStates[below(cellStates.length)] ?? 'value',
      stage: (['draft', 'submitted', 'validated'] as const)[below(3)] ?? 'draft',
      value: below(40),
      denominator: 40 + below(40),
    });
    for (let run = 0; run < 60; run += 1) {
      const timeRule = timeRules[below(timeRules.length)] ?? 'flow';
      const cells = Array.from({ length: 1 + below(4) }, drawn);
      const months = await monthOf(timeRule, cells);
      for (const visibility of ['working', 'validated'] as const) {
        const counted = cells.filter(
          ({ stage }) => stage === 'validated' || (visibility === 'working' && stage === 'submitted'),
        );
        const known = counted.filter(carries);
        const total = known.reduce((sum, { value }) => sum + value, 0);
        const adds = timeRule === 'flow' || timeRule === 'stock' || timeRule === 'milestone';
        const value = timeRule === 'average' ? total / known.length : adds || known.length === 1 ? total : null;
        const told = JSON.stringify({ seed, run, timeRule, visibility, cells });
        const month = months[visibility];
        expect(month?.reported ?? 0, told).toBe(known.length);
        if (known.length === 0) expect(month?.value ?? null, told).toBeNull();
        else if (timeRule === 'ratio')
          expect([month?.numerator, month?.denominator], told).toEqual([
            total,
            known.reduce((sum, { denominator }) => sum + (denominator ?? 0), 0),
          ]);
        else if (value === null) expect(month?.value, told).toBeNull();
        else expect(month?.value, told).toBeCloseTo(value, 9);
      }
    }
  });
});
