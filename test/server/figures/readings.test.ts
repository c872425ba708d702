import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summariseFigures } from '../../../server/indicators/service.ts';
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
    const kept = await world.db.yearTotal.findMany({ orderBy: { id: 'asc' } });
    expect(kept.map(({ value, supersededAt }) => [value, supersededAt === null])).toEqual([
      [21, false],
      [22, true],
    ]);
  });

  it('are typed for no indicator whose months add up', async () => {
    const typed = { code: 'IND-22', year: YEAR, value: 4, method: 'essai' };
    await expect(world.as({ role: 'coordinator' }).indicators.typeYearTotal(typed)).rejects.toThrow();
  });
});
