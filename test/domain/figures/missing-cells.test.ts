import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, monthsBetween } from '../../../shared/domain/month.ts';
import { answerTo, type Vector } from './figure-vector.ts';

/** What is missing says nothing, on whichever side it is missing. */

type Cell = Vector['cells'][number];

const GIVERS = ['A', 'B', 'C'];
const months = monthsBetween('2025-01', '2026-12');

const cellsOf = (values: readonly (number | null)[]): Cell[] =>
  GIVERS.flatMap((giver, rank) =>
    months.flatMap((month, index): Cell[] => {
      const value = values[rank * months.length + index] ?? null;
      return value === null ? [] : [{ giver, month, value }];
    }),
  );

const values = fc.array(fc.option(fc.nat(20), { nil: null, freq: 4 }), {
  minLength: GIVERS.length * months.length,
  maxLength: GIVERS.length * months.length,
});
const case_ = fc.record({
  values,
  timeRule: fc.constantFrom('flow' as const, 'stock' as const, 'average' as const),
  direction: fc.constantFrom('increase' as const, 'decrease' as const),
  asOf: fc.constantFrom(...monthsBetween('2026-01', '2026-12')),
  giver: fc.constantFrom(...GIVERS),
  month: fc.constantFrom(...monthsBetween('2026-01', '2026-12')),
});
type Case = typeof case_ extends fc.Arbitrary<infer One> ? One : never;

const answer = ({ timeRule, direction, asOf }: Case, cells: Cell[]) =>
  answerTo({
    indicator: {
      timeRule,
      direction,
      unit: 'dwellings',
      frequency: 'monthly',
      target: { value: direction === 'increase' ? 200 : 20, start: direction === 'increase' ? 0 : 200 },
    },
    givers: GIVERS,
    cells,
    asOf,
    compareWith: 2025,
  });

const judged = ({
  value,
  verdict,
  pace,
  expectedToDate,
  held,
  progress,
  coverage,
  partial,
}: ReturnType<typeof answer>) => ({
  value,
  verdict,
  pace,
  expectedToDate,
  held,
  progress,
  coverage,
  partial,
});

const at = (cells: Cell[], giver: string, month: string) =>
  cells.some((cell) => cell.giver === giver && cell.month === month);
const without = (cells: Cell[], giver: string, ...gone: string[]) =>
  cells.filter((cell) => cell.giver !== giver || !gone.includes(cell.month ?? ''));

describe('a giver-month that is missing', () => {
  it('says the same whether it is said missing or not said at all, in both years', () => {
    fc.assert(
      fc.property(case_, (one) => {
        const cells = without(cellsOf(one.values), one.giver, one.month, addMonths(one.month, -12));
        const said = [one.month, addMonths(one.month, -12)].map(
          (month): Cell => ({ giver: one.giver, month, state: 'missing' }),
        );
        expect(answer(one, [...cells, ...said])).toEqual(answer(one, cells));
      }),
    );
  });

  it('on one side takes nothing from a comparison when it is made missing on the other', () => {
    fc.assert(
      fc.property(case_, (one) => {
        const [now, before] = [one.month, addMonths(one.month, -12)];
        const cells = cellsOf(one.values);
        fc.pre(at(cells, one.giver, now) !== at(cells, one.giver, before));
        expect(answer(one, without(cells, one.giver, now, before)).comparison).toEqual(answer(one, cells).comparison);
      }),
    );
  });

  it('of the year before moves neither the value, nor the pace, nor the coverage of the year', () => {
    fc.assert(
      fc.property(case_, (one) => {
        fc.pre(one.timeRule !== 'stock');
        const cells = cellsOf(one.values);
        const less = without(cells, one.giver, addMonths(one.month, -12));
        expect(judged(answer(one, less))).toEqual(judged(answer(one, cells)));
      }),
    );
  });

  it('leaves its month out of what is held and of what is expected alike', () => {
    fc.assert(
      fc.property(case_, (one) => {
        fc.pre(one.timeRule === 'flow' && one.month <= one.asOf);
        const cells = without(cellsOf(one.values), one.giver, one.month);
        const others = GIVERS.filter((giver) => giver !== one.giver).reduce(
          (all, giver) => without(all, giver, one.month),
          cells,
        );
        const [held, expected] = [answer(one, cells), answer(one, others)].map((told) => [
          told.held,
          told.expectedToDate,
        ]);
        // What the others gave that month counts in the value, and in no pace.
        if (answer(one, others).verdict === answer(one, cells).verdict) expect(held).toEqual(expected);
      }),
    );
  });
});
