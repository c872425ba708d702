import { describe, expect, it } from 'vitest';
import { TERRITORY } from '../../../shared/domain/figures/cell-table.ts';
import { periodsOf } from '../../../shared/domain/figures/measure.ts';
import { answerTo, type Vector } from './figure-vector.ts';

/** What is measured of a year, beside the cases of the vectors: given once, done once, different people. */

type Cells = Vector['cells'];

const of = (
  indicator: Partial<Vector['indicator']>,
  cells: Cells,
  asOf = '2026-06',
  givers: Vector['givers'] = ['A'],
) =>
  answerTo({
    indicator: { timeRule: 'flow', direction: 'increase', unit: 'dwellings', frequency: 'monthly', ...indicator },
    givers,
    cells,
    asOf,
  });
const cell = (giver: string, month: string, value: number) => ({ giver, month: `2026-${month}`, value });
const typed = (giver: string, value: number, year = '2026') => ({ giver, month: year, value });

it('a period speaks for its months, and one that has not ended for none', () => {
  expect(periodsOf('quarterly', { from: '2026-02', to: '2026-07' })).toEqual([
    ['2026-02', '2026-03'],
    ['2026-04', '2026-05', '2026-06'],
  ]);
});

describe('a mean', () => {
  it('weighs its months alike, however many gave them, and is held by the whole ones', () => {
    const mean = of(
      { timeRule: 'average' },
      [cell('A', '01', 10), cell('B', '01', 20), cell('A', '02', 30)],
      '2026-02',
      ['A', 'B'],
    );
    expect(mean).toMatchObject({ value: 22.5, held: { value: 15, months: 1 }, partial: true });
  });
});

describe('a level of several', () => {
  const level = (cells: Cells, more: Partial<Vector['indicator']> = {}) =>
    of({ timeRule: 'stock', ...more }, [cell('A', '04', 30), ...cells], '2026-04', ['B', 'A']);

  it('takes the last value of who is silent since the definition changed, its first month included', () => {
    const changed = { definitionFrom: ['2026-03'] };
    expect(level([cell('B', '03', 20)], changed)).toMatchObject({ value: 50, carried: ['B'], partial: false });
    expect(level([cell('B', '02', 20)], changed)).toMatchObject({ value: 30, carried: [], partial: true });
    expect(level([cell('B', '02', 20)])).toMatchObject({ value: 50, carried: ['B'] });
  });

  it('is held against nothing while somebody lacks', () => {
    expect(level([])).toMatchObject({ value: 30, held: null, partial: true });
    expect(level([cell('B', '04', 20)])).toMatchObject({ value: 50, held: { value: 50, months: 4 } });
  });
});

it('whoever left and came back is asked while one of the two holds', () => {
  const coverage = (...givers: Vector['givers']) => of({}, [], '2026-06', givers).coverage;
  expect(coverage({ id: 'A', to: '2025-12' }, { id: 'A', to: '2026-04' })).toEqual({ known: 0, expected: 4 });
});

describe('a level that is given once', () => {
  const once = { timeRule: 'stock', frequency: 'once' } as const;

  it('is that of the last month when it was', () => {
    expect(of(once, [cell('A', '02', 20), cell('A', '04', 30), cell('A', '08', 9)])).toMatchObject({
      value: 30,
      partial: false,
      held: { value: 30, months: 4 },
    });
  });

  it('is not known before', () => {
    expect(of(once, [cell('A', '08', 9)])).toMatchObject({ value: null, held: null, partial: false });
  });
});

describe('a thing done once', () => {
  const plan = { timeRule: 'milestone', target: { value: 1 } } as const;

  it('is done when everyone who is asked has done it, in whatever month', () => {
    const done = [cell('A', '02', 1), cell('B', '05', 3)];
    expect(of(plan, done, '2026-06', ['A', 'B'])).toMatchObject({
      value: 1,
      held: { value: 1, months: 6 },
      partial: false,
    });
    expect(of(plan, done, '2026-04', ['A', 'B'])).toMatchObject({ value: 0, partial: true });
    expect(of(plan, [cell('A', '02', 1), cell('B', '05', 0)], '2026-05', ['A', 'B'])).toMatchObject({ value: 0 });
  });

  it('waits for who gave it without being asked, and not for who said « sans objet » or has left', () => {
    expect(of(plan, [cell('A', '02', 1), cell('Z', '05', 0)], '2026-05')).toMatchObject({ value: 0 });
    const never: Cells = [{ giver: 'B', month: '2026-01/2026-06', state: 'not-applicable' }];
    expect(of(plan, [cell('A', '02', 1), ...never], '2026-06', ['A', 'B'])).toMatchObject({ value: 1 });
    expect(of(plan, [cell('A', '02', 1)], '2026-06', ['A', { id: 'B', to: '2025-12' }])).toMatchObject({ value: 1 });
  });

  it('is not known when nobody is asked, nor said', () => {
    expect(of(plan, [], '2026-06', [])).toMatchObject({ value: null, held: null });
    expect(of(plan, [])).toMatchObject({ value: null, held: null });
  });
});

describe('different people', () => {
  const people = { timeRule: 'unique', unit: 'persons' } as const;

  it('are those typed for the territory, before those of one giver', () => {
    expect(of(people, [typed('A', 40), typed(TERRITORY, 50)])).toMatchObject({
      value: 50,
      held: { value: 50, months: 6 },
    });
    expect(of(people, [typed('A', 40), typed('A', 99, '2025')])).toMatchObject({ value: 40 });
  });

  it('of one giver are the territory’s only when nobody else is asked', () => {
    const cells = [typed('A', 40)];
    expect(of(people, cells, '2026-06', ['A', 'B'])).toMatchObject({ value: null });
    expect(of(people, cells, '2026-06', ['A', { id: 'B', to: '2025-12' }])).toMatchObject({ value: 40 });
    expect(of(people, cells, '2026-06', [{ id: 'A', to: '2025-12' }])).toMatchObject({ value: 40 });
  });

  it('are never made of a path over two years', () => {
    const target = { value: 60, from: '2025-07', to: '2026-06' };
    expect(of({ ...people, target }, [typed(TERRITORY, 50)])).toMatchObject({ value: null });
  });

  it('given once a year are December’s, and no other month’s', () => {
    const yearly = { ...people, frequency: 'yearly' } as const;
    const december = [cell('A', '12', 40)];
    expect([of(yearly, december, '2026-12').value, of(yearly, december, '2026-11').value]).toEqual([40, null]);
    expect(of(people, december, '2026-12').value).toBeNull();
    expect(of(yearly, december, '2026-12', []).value).toBe(40);
    expect(of(yearly, [...december, cell('B', '12', 2)], '2026-12', ['A', 'B']).value).toBeNull();
    expect(of(yearly, [cell('A', '06', 40)], '2026-06').value).toBeNull();
  });
});
