import { describe, expect, it } from 'vitest';
import { TERRITORY } from '../../../shared/domain/figures/cell-table.ts';
import { answerTo, type Vector } from './figure-vector.ts';

/** Like for like, at the edges: which months of two years are held against each other. */

type Indicator = Partial<Vector['indicator']>;

const compared = (indicator: Indicator, cells: Vector['cells'], asOf: string, compareWith = 2025) =>
  answerTo({
    indicator: { timeRule: 'flow', direction: 'increase', unit: 'dwellings', frequency: 'monthly', ...indicator },
    givers: ['A'],
    cells,
    asOf,
    compareWith,
  }).comparison;

const each = (span: string, value: number): Vector['cells'][number] => {
  const many = span.includes('/') ? 12 * (Number(span.slice(8, 12)) - Number(span.slice(0, 4))) + 12 : 1;
  return { giver: 'A', month: span, value: Array(many).fill(value) };
};

describe('a comparison', () => {
  it('is of the months of the year, when the path of the target began before it', () => {
    const target = { value: 100, from: '2025-01', to: '2026-12' };
    const cells = [each('2024-03', 7), each('2025-01/2025-12', 1), each('2026-01', 3), each('2026-02', 4)];
    expect(compared({ target }, cells, '2026-02')).toMatchObject({ now: 7, before: 2, used: { A: ['01', '02'] } });
  });

  it('is of the months since the path began, when that is within the year', () => {
    const target = { value: 100, from: '2026-07', to: '2026-12' };
    const cells = [each('2025-01/2025-12', 1), each('2026-01/2026-12', 3)];
    expect(compared({ target }, cells, '2026-08')).toMatchObject({ now: 6, before: 2, used: { A: ['07', '08'] } });
  });

  it('of a level given by quarters is at the end of the last quarter, in both years', () => {
    const cells = [
      each('2025-06', 20),
      each('2025-08', 1),
      each('2026-03', 21),
      each('2026-06', 26),
      each('2026-08', 9),
    ];
    expect(compared({ timeRule: 'stock', frequency: 'quarterly' }, cells, '2026-08')).toMatchObject({
      difference: 6,
      used: { A: ['06'] },
    });
  });

  it('takes the same month of any earlier year', () => {
    const cells = [each('2023-02', 5), each('2024-02', 1), each('2026-02', 8)];
    expect(compared({}, cells, '2026-02', 2023)).toMatchObject({ difference: 3, used: { A: ['02'] } });
  });

  it('takes no two months between which the definition changed, the first month of the new one included', () => {
    const cells = [each('2025-01/2025-12', 1), each('2026-01/2026-12', 3)];
    const { used } = { used: {}, ...compared({ definitionFrom: ['2025-06'] }, cells, '2026-08') };
    expect(used).toEqual({ A: ['06', '07', '08'] });
    expect(compared({ definitionFrom: ['2026-01'] }, cells, '2026-08')).toEqual({ year: 2025, difference: null });
  });

  it('does not exist with a share of nothing, on either side', () => {
    const shareOf = (month: string, numerator: number) => ({
      giver: 'A',
      month,
      numerator,
      denominator: 2 * numerator,
    });
    for (const [before, now] of [
      [0, 1],
      [1, 0],
    ] as const)
      expect(
        compared(
          { timeRule: 'ratio', unit: 'percent' },
          [shareOf('2025-02', before), shareOf('2026-02', now)],
          '2026-02',
        ),
      ).toEqual({ year: 2025, difference: null });
  });

  it('does not exist for what is done once', () => {
    const cells = [each('2025-02', 0), each('2026-02', 1)];
    expect(compared({ timeRule: 'milestone' }, cells, '2026-02')).toEqual({ year: 2025, difference: null });
  });
});

describe('a comparison of different people', () => {
  const people = { timeRule: 'unique', unit: 'persons' } as const;
  const typed = (month: string, value: number) => ({ giver: TERRITORY, month, value });

  it('is of the two totals that were typed for their years', () => {
    expect(compared(people, [typed('2025', 180), typed('2026', 205)], '2026-10')).toMatchObject({
      now: 205,
      before: 180,
      used: { [TERRITORY]: ['12'] },
    });
  });

  it('given once a year waits for December', () => {
    const yearly = { ...people, frequency: 'yearly' } as const;
    const cells = [each('2025-12', 180), each('2026-12', 205)];
    expect(compared(yearly, cells, '2026-12').difference).toBe(25);
    expect(compared(yearly, cells, '2026-11').difference).toBeNull();
  });

  it('does not exist when one of them was not typed', () => {
    for (const cell of [typed('2025', 180), typed('2026', 205)])
      expect(compared(people, [cell], '2026-10')).toEqual({ year: 2025, difference: null });
  });

  it('does not exist when the definition changed since the first began', () => {
    const cells = [typed('2025', 180), typed('2026', 205)];
    const difference = (from: string) => compared({ ...people, definitionFrom: [from] }, cells, '2026-10').difference;
    expect(['2025-01', '2025-02', '2026-10', '2026-11'].map(difference)).toEqual([25, null, null, 25]);
  });
});
