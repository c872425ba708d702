import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFigures } from '../../../server/indicators/service.ts';
import { summariseFigures } from '../../../server/indicators/summary.ts';
import { type ImportWorld, importWorld } from '../imports/import-world.ts';

/** What a figure cannot say by itself: how two units are read as one, and how many different people a year has. */

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.close());

const YEAR = 2023;
const told = async (code: string) =>
  (await summariseFigures(world.platform, YEAR, `${YEAR}-12`)).find((one) => one.code === code);
const signed = { act: 'avenant n° 2', actDate: '2025-06-12', reason: 'le comité a retenu la lecture' };

describe('attendances against a target in people', () => {
  it('are not assessed until the coordinator says how they are read, and are then', async () => {
    expect(await told('IND-17')).toMatchObject({
      unit: 'attendances',
      verdict: 'not-assessable',
      why: 'unit',
      counted: 'no',
    });
    await world.as({ role: 'coordinator' }).catalogue.amendTarget({
      code: 'IND-17',
      year: YEAR,
      value: 70,
      unitReading: 'chaque participation compte pour une personne',
      ...signed,
    });
    expect(await told('IND-17')).toMatchObject({ verdict: 'reached', counted: 'reached' });
  });
});

describe('different people over a year', () => {
  it('are typed for the territory, never added up, and the former total is kept', async () => {
    await world.db.indicator.update({ where: { code: 'IND-06' }, data: { timeRule: 'unique' } });
    expect(await told('IND-06')).toMatchObject({ value: null });
    const coordinator = world.as({ role: 'coordinator' });
    const typed = { code: 'IND-06', year: YEAR, method: 'liste nominative tenue par le SIAO' };
    await coordinator.indicators.typeYearTotal({ ...typed, value: 21 });
    await coordinator.indicators.typeYearTotal({ ...typed, value: 22 });
    expect(await told('IND-06')).toMatchObject({ value: 22, partial: false });
    // What is validated: the first, then nothing of the second until it is validated in its turn.
    const read = async () => {
      const figures = await loadFigures(world.platform, 'validated', { year: YEAR, through: `${YEAR}-12` });
      return figures.find(({ code }) => code === 'IND-06')?.value;
    };
    const waiting = async () =>
      (await coordinator.indicators.byCode({ code: 'IND-06', year: YEAR, month: 12 })).waitingYearTotal;
    const seen = { code: 'IND-06', year: YEAR };
    expect([await read(), await waiting()]).toMatchObject([null, { value: 22, read: null }]);
    await coordinator.indicators.validateYearTotal({ ...seen, id: (await waiting())?.id ?? 0 });
    expect([await read(), await waiting()]).toEqual([22, null]);
    await coordinator.indicators.typeYearTotal({ ...typed, value: 23 });
    // What waits is for whoever validates it, and in no publication.
    await world.publish();
    for (const person of [{ role: 'reader' }, { role: 'contributor', organisation: 'SIAO' }] as const) {
      const page = await world.as(person).indicators.byCode(seen);
      expect([person.role, page.waitingYearTotal]).toEqual([person.role, null]);
      expect([22, null]).toContain(page.figure.value);
    }
    const stale = (await waiting())?.id ?? 0;
    expect([await read(), (await waiting())?.read]).toEqual([22, 22]);
    await coordinator.indicators.typeYearTotal({ ...typed, value: 22 });
    await expect(coordinator.indicators.validateYearTotal({ ...seen, id: stale })).rejects.toMatchObject({
      cause: { code: 'READ_AGAIN' },
    });
    expect([await read(), (await told('IND-06'))?.value]).toEqual([22, 22]);
    const kept = await world.db.yearTotal.findMany({ orderBy: { id: 'asc' } });
    expect(kept.map(({ value, supersededAt }) => [value, supersededAt === null])).toEqual([
      [21, false],
      [22, false],
      [23, false],
      [22, true],
    ]);
  });

  it('are typed for one giver too, which makes the territory only when it is alone', async () => {
    const coordinator = world.as({ role: 'coordinator' });
    const typed = { code: 'IND-06', year: YEAR, method: 'liste nominative de la structure' };
    const assignments = await world.db.assignment.findMany({
      where: { indicator: { code: 'IND-06' }, spans: { some: { fromMonth: { lte: `${YEAR}-01` } } } },
      select: { indicatorId: true, organisationId: true, organisation: { select: { code: true } } },
    });
    const [own] = assignments;
    if (!own) throw new Error('nobody gives IND-06');
    const { indicatorId, organisationId } = own;
    const organisation = own.organisation.code;
    const stranger = await world.db.organisation.findFirstOrThrow({
      where: { assignments: { none: { indicator: { code: 'IND-06' } } } },
    });
    const shown = async () =>
      (await coordinator.indicators.byCode({ code: 'IND-06', year: YEAR, month: 12, organisation })).figure.value;

    await coordinator.indicators.typeYearTotal({ ...typed, organisation, value: 9 });
    expect([await shown(), (await told('IND-06'))?.value]).toEqual([9, 22]);
    const wrong = coordinator.indicators.typeYearTotal({ ...typed, organisation: stranger.code, value: 9 });
    await expect(wrong).rejects.toMatchObject({ cause: { code: 'INVALID', facts: { fields: ['organisation'] } } });

    // Without the territory's total, one giver's is the year's only when nobody else gives.
    await world.db.yearTotal.updateMany({ where: { organisationId: null }, data: { supersededAt: new Date() } });
    await world.db.assignment.deleteMany({ where: { indicatorId, organisationId: { not: organisationId } } });
    expect((await told('IND-06'))?.value).toBe(9);
    await world.db.assignment.create({
      data: { indicatorId, organisationId: stranger.id, spans: { create: { fromMonth: `${YEAR}-01` } } },
    });
    expect((await told('IND-06'))?.value).toBeNull();
  });

  it('are typed for no indicator whose months add up', async () => {
    const typed = { code: 'IND-22', year: YEAR, value: 4, method: 'essai' };
    await expect(world.as({ role: 'coordinator' }).indicators.typeYearTotal(typed)).rejects.toThrow();
  });
});
