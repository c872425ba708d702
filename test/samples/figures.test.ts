import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { monthsBetween } from '../../shared/domain/month.ts';
import { fileOf } from '../fixtures/given-file.ts';
import { type ImportWorld, importWorld, type Person } from '../server/imports/import-world.ts';
import { samples } from './sample-files.ts';

let world: ImportWorld;

beforeEach(async () => {
  world = await importWorld({ demonstration: false });
});
afterEach(() => world.close());

const coordinator = { role: 'coordinator' } as const;
const reader = { role: 'reader' } as const;

describe('the funnel of the sample file', () => {
  it('is 1 154, 474, 326, 159, 66 and 21 from commandement to expulsion, with 302 met and 53 diagnostics that count', async () => {
    await world.takeGiven(fileOf(samples, 'eviction-procedure'));
    const funnelFor = (person: Person, input: object) => world.as(person).evictions.funnel(input);
    const { view, figures } = await funnelFor(coordinator, { year: 2023 });
    expect(view.reached).toEqual([1154, 474, 326, 159, 66, 21]);
    expect(view.furthest.reduce((sum: number, count) => sum + Number(count), 0)).toBe(1154);
    expect(view.met?.[0]).toEqual({ key: 'all', numerator: 302, denominator: 1154 });
    expect(view.diagnostics).toEqual({ all: 153, counted: 53 });
    expect(figures.find(({ code }) => code === 'IND-10')?.quantity).toEqual({ numerator: 302, denominator: 1154 });
    const whole = await funnelFor(coordinator, { year: null });
    expect(whole.view.silent?.[0]).toEqual({ key: 'all', numerator: 321, denominator: 474 });
    expect(whole.view.flows).toEqual([1154, 474, 326, 159, 66, 21]);
  });
});

describe('the sample of the SIAO', () => {
  it('gives the homes that the indicators give, month by month', async () => {
    await world.takeGiven(fileOf(samples, 'siao-request'));
    const cells = await world.db.ledgerMonth.findMany({
      where: { visibility: 'working', dimension: 'total', flow: 'housed' },
    });
    for (const month of monthsBetween('2023-02', '2023-12')) {
      const cell = await world.cell('SIAO', 'SIAO-02', month);
      expect(cells.find((one) => one.month === month)?.households, month).toBe(cell?.value);
    }
  });
});

describe('the sample files of homes', () => {
  it('SOLIHA: 43 dwellings captured, 42 under management at the end of 2023', async () => {
    await world.takeGiven(fileOf(samples, 'captured-dwelling'));
    const { months, byTypology } = await world.as(coordinator).housing.captured({ year: 2023 });
    expect(months.find(({ month }) => month === '2023-12')?.managed).toBe(42);
    expect(Object.fromEntries(byTypology.map(({ key, captured }) => [key, captured]))).toEqual({
      T1: 8,
      T2: 15,
      T3: 11,
      T4: 8,
      T5: 1,
    });
  });

  it('OPS: 300 residences and 26 943 dwellings, 15 residences under eleven on one line', async () => {
    await world.takeGiven(fileOf(samples, 'residence'));
    await world.validateMonths('USH', '2025-10');
    await world.publish();
    const { totals, lines } = await world.as(reader).housing.atlas();
    expect(totals).toEqual({ residences: 300, dwellings: 26_943 });
    expect(lines).toHaveLength(286);
    expect(lines.find(({ key }) => key === 'small')?.residences).toBe(15);
  });
});
