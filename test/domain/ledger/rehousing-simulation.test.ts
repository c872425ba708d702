import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backTest,
  type Levers,
  noLever,
  type Rhythm,
  rhythmOf,
  type StockMonth,
  simulateStock,
} from '../../../shared/domain/ledger/rehousing-simulation.ts';
import { addMonths } from '../../../shared/domain/month.ts';
import { chanceOf } from '../../faults/chance.ts';
import { seedOf } from '../../setup/seed.ts';

const lever = fc.integer({ min: 0, max: 10 });
const levers: fc.Arbitrary<Levers> = fc.record({
  ...{ captured: lever, lettings: lever, boarding: lever, prevention: lever },
  inflow: fc.integer({ min: -30, max: 30 }),
});
const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  inflow: fc.integer({ min: 0, max: 60 }),
  exitRate: fc.double({ min: 0, max: 1, noNaN: true }),
  spread: fc.double({ min: 0, max: 20, noNaN: true }),
  months: fc.constant(24),
});

/** Months of a set whose law is known: entries around a mean, each household leaving with the same chance. */
function drawnMonths(draw: () => number, { inflow, rate, start }: { inflow: number; rate: number; start: number }) {
  let active = start;
  return Array.from({ length: 36 }, (_, rank): StockMonth => {
    const before = active;
    const entered = Array.from({ length: 2 * inflow }, draw).filter((value) => value < 0.5).length;
    const left = Array.from({ length: before }, draw).filter((value) => value < rate).length;
    active = before + entered - left;
    return { month: addMonths('2021-01', rank), start: before, active, inflow: entered, outflow: left };
  });
}

describe('the simulator', () => {
  const flat = (active: number, months = 36) =>
    Array.from({ length: months }, (_, rank): StockMonth => {
      return { month: addMonths('2021-01', rank), start: active, active, inflow: 10, outflow: 10 };
    });

  it('100 households, 10 entries, a rate of 10 %, two more homes a month: 98, then 96.2', () => {
    const found = rhythmOf(flat(100));
    expect(found).toEqual({ inflow: 10, exitRate: 0.1, spread: 0, months: 36 });
    const months = simulateStock(100, found as Rhythm, { ...noLever, captured: 1, lettings: 1 }, 2);
    expect(months.map(({ central }) => central)).toEqual([100, 98, expect.closeTo(96.2)]);
    expect(simulateStock(100, found as Rhythm, { ...noLever, prevention: 10 }, 1)[1]?.central).toBeCloseTo(90);
    expect(simulateStock(100, found as Rhythm, { ...noLever, boarding: 5, inflow: 50 }, 1)[1]?.central).toBeCloseTo(
      100,
    );
  });

  it('starts from today, never goes below zero, holds its centre in a range that grows with doubt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), rhythm, levers, (active, one, more) => {
        const months = simulateStock(active, one, more, 12);
        expect(months[0]).toEqual({ month: 0, low: active, central: active, high: active });
        for (const { low, central, high } of months) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(central).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(central);
        }
        const wider = simulateStock(active, { ...one, spread: one.spread + 1 }, more, 12);
        months.forEach(({ high }, index) => {
          expect(wider[index]?.high).toBeGreaterThanOrEqual(high);
        });
      }),
      { seed: 7 },
    );
  });

  it('one more home never leaves more people without one, and spares at most one household a month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        ...([rhythm, levers, fc.constantFrom('captured', 'lettings', 'boarding', 'prevention')] as const),
        (active, one, more, name) => {
          const before = simulateStock(active, one, more, 12);
          const after = simulateStock(active, one, { ...more, [name]: more[name] + 1 }, 12);
          before.forEach(({ month, central }, index) => {
            const gained = central - (after[index]?.central ?? 0);
            expect(gained).toBeGreaterThanOrEqual(-1e-9);
            expect(gained).toBeLessThanOrEqual((name === 'boarding' ? 1 : month) + 1e-9);
          });
        },
      ),
      { seed: 7 },
    );
  });

  it('is fitted on two years and checked on the third, which it does not see', () => {
    expect(backTest(flat(100, 35), 15)).toEqual({ kind: 'too-short', known: 35 });
    expect(backTest(flat(0), 15)).toEqual({ kind: 'nobody' });
    const steady = backTest(flat(100), 15);
    expect(steady).toMatchObject({
      kind: 'checked',
      fitted: { from: '2021-01', to: '2022-12' },
      within: 12,
      usable: true,
    });
    // What comes after the two years changes what it is checked against, and nothing of what it says.
    const doubled = flat(100).map((one, rank) => (rank < 24 ? one : { ...one, active: 200 }));
    const broken = backTest(doubled, 15);
    const said = (test: typeof steady) => (test.kind === 'checked' ? test.checked.map(({ central }) => central) : []);
    expect(said(broken)).toEqual(said(steady));
    expect(broken).toMatchObject({ error: 50, within: 0, usable: false });
  });

  it('its range holds what happens nineteen times in twenty, where the rhythm is the true law', () => {
    const draw = chanceOf(seedOf(22)).next;
    let [held, asked] = [0, 0];
    for (let set = 0; set < 150; set += 1) {
      const test = backTest(drawnMonths(draw, { inflow: 40, rate: 0.12, start: 330 }), 15);
      if (test.kind !== 'checked') continue;
      const last = test.checked.at(-1);
      asked += 1;
      if (last && last.low <= last.actual && last.actual <= last.high) held += 1;
      expect(test.usable || test.within < 9).toBe(true);
    }
    expect(asked).toBe(150);
    expect(held / asked).toBeGreaterThan(0.9);
    expect(held / asked).toBeLessThan(1);
  });
});
