import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reliabilityFor } from '../../../server/homelessness/reliability.ts';
import { overviewFor } from '../../../server/overview/service.ts';
import type { Viewer } from '../../../server/platform/access.ts';
import type { Direction } from '../../../shared/domain/indicator.ts';
import { type ExpectedWorld, expectedWorld } from '../collection/expected-world.ts';

let world: ExpectedWorld;

beforeAll(async () => {
  world = await expectedWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const coordinator: Viewer = { id: 'helene', name: '', email: '', role: 'coordinator', organisationId: null };
const overview = () => overviewFor({ db: world.db, referenceDate: () => '2025-12-14' }, coordinator, { year: 2025 });

/** A year of meetings held against a target: eleven months that are all known, the same number in each. */
async function held(code: string, each: number, target: { value: number; start?: number; direction?: Direction }) {
  await world.indicator(code, 'monthly');
  const { id } = await world.db.indicator.update({
    where: { code },
    data: { direction: target.direction ?? 'increase', timeRule: target.direction ? 'stock' : 'flow' },
  });
  const path = { year: 2025, startMonth: '2025-01', endMonth: '2025-12', reading: 'stated' } as const;
  await world.db.target.create({
    data: { ...path, indicatorId: id, value: target.value, start: target.start, quote: 'cible', document: 'annexe' },
  });
  await world.ask({ organisation: 'ADEFO', indicator: code, fromMonth: '2025-01', toMonth: '2025-11' });
  for (let rank = 1; rank <= 11; rank += 1)
    await world.give({
      ...{ organisation: 'ADEFO', indicator: code, month: `2025-${String(rank).padStart(2, '0')}` },
      ...{ stage: 'validated', value: each },
    });
}

describe('what moved since the month before', () => {
  it('counts a corrected cell once, from what it was before its first correction', async () => {
    await held('ATELIERS', 10, { value: 100 });
    const { id } = await world.db.observation.findFirstOrThrow({ where: { month: '2025-06' } });
    const kept = (value: number, revision: number, day: string) =>
      world.db.observationRevision.create({
        data: {
          ...{ observationId: id, revision, value, state: 'value', origin: 'entry', stage: 'validated' },
          ...{ changedById: 'helene', changedAt: new Date(`2025-12-${day}T09:00:00Z`) },
        },
      });
    await kept(3, 1, '02');
    await kept(8, 2, '05');
    const { changes } = await overview();
    expect(changes).toEqual([expect.objectContaining({ code: 'ATELIERS', correction: 7, corrections: 1, total: 17 })]);
  });
});

describe('who sends the figures of people without a home', () => {
  const coverageAt = async (month: string) => {
    const platform = { db: world.db, referenceDate: () => '2025-12-14' };
    const { coverage } = await reliabilityFor(platform, coordinator, { unit: 'households', perimeter: 'convention' });
    return coverage.find((one) => one.month === month);
  };

  beforeEach(async () => {
    await world.indicator('SIAO-02', 'monthly', 'rehoused');
    await world.indicator('DIR-01', 'quarterly', 'rehoused-from-street');
    for (const organisation of ['SIAO', 'CCAS'])
      await world.ask({ organisation, indicator: 'SIAO-02', fromMonth: '2025-01' });
    await world.give({ organisation: 'SIAO', indicator: 'SIAO-02', month: '2025-08', stage: 'validated' });
  });

  it('is nobody who said « sans objet »: not late, and not asked', async () => {
    expect(await coverageAt('2025-08')).toMatchObject({ reported: 1, expected: 2, percent: 50, met: false });
    const none = { organisation: 'CCAS', indicator: 'SIAO-02', month: '2025-08', state: 'not-applicable' } as const;
    await world.give({ ...none, stage: 'submitted' });
    expect(await coverageAt('2025-08')).toMatchObject({ reported: 1, expected: 1, percent: 100, met: true });
  });

  it('is asked for a quarterly figure when the quarter ends', async () => {
    await world.ask({ organisation: 'CCAS', indicator: 'DIR-01', fromMonth: '2025-01' });
    for (const month of ['2025-08', '2025-09'])
      for (const organisation of ['SIAO', 'CCAS'])
        if (organisation === 'CCAS' || month === '2025-09')
          await world.give({ organisation, indicator: 'SIAO-02', month, stage: 'validated' });
    expect(await coverageAt('2025-08')).toMatchObject({ reported: 2, expected: 2 });
    expect(await coverageAt('2025-09')).toMatchObject({ reported: 1, expected: 2 });
  });

  it('is held against the goal that the territory set', async () => {
    await world.db.setting.create({ data: { name: 'homelessness.coveragePercent', value: 50 } });
    expect(await coverageAt('2025-08')).toMatchObject({ percent: 50, met: true });
    await world.db.setting.deleteMany();
  });
});
