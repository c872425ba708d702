import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { GiverCell } from '../../../shared/domain/figures/cell-table.ts';
import type { FigureIndicator, FigureInput, FigureTarget } from '../../../shared/domain/figures/figure.ts';
import type { CellState, Quantity } from '../../../shared/domain/indicator.ts';
import { counts, givenBy, targetOf } from './given.ts';

interface Of extends Partial<FigureInput> {
  /** What A gave, month by month; `others` give theirs beside. */
  values?: (number | null)[];
  quantities?: (Quantity | null)[];
  others?: GiverCell[];
  is?: Partial<FigureIndicator>;
}

function figureOf({ values = [], quantities = counts(values), others = [], is, ...more }: Of) {
  const given = givenBy(2024, quantities);
  return assembleFigure({
    indicator: {
      code: 'ESSAI',
      label: 'Essai',
      unit: 'dwellings',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: false,
      frequency: 'monthly',
      ...is,
    },
    year: 2024,
    through: '2024-04',
    ...given,
    cells: [...given.cells, ...others],
    target: null,
    ...more,
  });
}

const cell = (giver: string, month: string, state: CellState, value: number | null = null): GiverCell => ({
  giver,
  month,
  state,
  quantity: value === null ? null : { value },
});
const asked = (...ids: string[]) =>
  ids.map((id) => ({ id, name: `Association ${id}`, spans: [{ fromMonth: '2020-01', toMonth: null }] }));

describe('who is in a month, and who is not', () => {
  const figure = () =>
    figureOf({
      values: [1, 2, 3, 4],
      givers: asked('A', 'B', 'C', 'D'),
      others: [
        cell('B', '2024-02', 'unavailable'),
        cell('C', '2024-02', 'not-applicable'),
        cell('Z', '2024-03', 'value', 7),
      ],
    });

  it('is counted once, by what was said', () => {
    expect(figure().months.slice(0, 3)).toMatchObject([
      { reported: 1, unavailable: 0, notApplicable: 0, expected: 4 },
      { reported: 1, unavailable: 1, notApplicable: 1, expected: 3 },
      { reported: 2, unavailable: 0, notApplicable: 0, expected: 5 },
    ]);
  });

  it('is a structure of the coverage when it was asked, whole when it gave every month', () => {
    expect(figure().coverage.structures).toEqual({ reported: 1, expected: 4 });
    expect(figure().silent.map(({ name }) => name)).toEqual(['Association B', 'Association C', 'Association D']);
  });

  it('is named in the order of the names, whoever lacked or was asked first', () => {
    const hole = { values: [1, null], through: '2024-02', givers: asked('B', 'A') };
    const ids = (one: { id: string }[]) => one.map(({ id }) => id);
    expect(ids(figureOf({ ...hole, others: [cell('B', '2024-02', 'value', 1)] }).silent)).toEqual(['A', 'B']);
    const level = figureOf({ ...hole, is: { timeRule: 'stock' }, others: [cell('B', '2024-01', 'value', 1)] });
    expect(ids(level.carried)).toEqual(['A', 'B']);
  });

  it('goes by its own name, or by its key when it was never asked', () => {
    const { comparisons } = figureOf({
      values: [1],
      others: [cell('A', '2023-01', 'value', 2), cell('Z', '2023-01', 'value', 5), cell('Z', '2024-01', 'value', 7)],
      compareWith: [2023],
    });
    expect(comparisons).toMatchObject([
      { now: 8, before: 7, difference: 1, used: [{ name: 'Association A' }, { id: 'Z', name: 'Z' }] },
    ]);
  });
});

describe('what is said of a year besides its value', () => {
  it('is the changes of definition within it, in their order: one in January begins it', () => {
    const definitionFrom = ['2024-09', '2023-06', '2024-03', '2024-01', '2025-02'];
    expect(figureOf({ values: [1], definitionFrom }).breaks).toEqual(['2024-03', '2024-09']);
    expect(figureOf({ values: [1] }).breaks).toEqual([]);
  });

  it('is nothing of the months to come', () => {
    const [april, may] = figureOf({ values: [1, 1, 1, 1, 1], target: targetOf(2024, 12) }).months.slice(3, 5);
    expect(april).toMatchObject({ soFar: 4, expectedSoFar: 4 });
    expect(may).toMatchObject({ soFar: null, expectedSoFar: null });
  });

  it('is the month when its target is due', () => {
    const due = targetOf(2024, 12, { dueMonth: '2025-09' });
    expect([figureOf({ target: due }).due, figureOf({}).due]).toEqual(['2025-09', null]);
  });

  it('is the months that lack since its value began', () => {
    expect(figureOf({ values: [null, 1, 1, null] }).missingMonths).toEqual(['2024-01', '2024-04']);
    expect(figureOf({ values: [1, null, 1, null], definitionFrom: ['2024-03'] }).missingMonths).toEqual(['2024-04']);
  });

  it('is how small a count is not published, and what one giver could find', () => {
    expect(figureOf({}).threshold).toBe(10);
    expect(figureOf({})).not.toHaveProperty('isDominated');
    const isDominated = () => true;
    expect(figureOf({ threshold: 5, isDominated })).toMatchObject({ threshold: 5, isDominated });
  });

  it('is 0 of 0 only where a ratio was given', () => {
    const ratio = { timeRule: 'ratio', unit: 'percent' } as const;
    const none = { numerator: 0, denominator: 0 };
    expect(figureOf({ is: ratio, quantities: [none] })).toMatchObject({ quantity: none, value: null });
    expect(figureOf({ is: ratio })).toMatchObject({ quantity: null, value: null });
    expect(figureOf({}).quantity).toBeNull();
  });
});

describe('the months that make a value', () => {
  const summer = targetOf(2024, 12, { startMonth: '2024-03', endMonth: '2024-08' });

  it('are those of its target, or of the whole that it is a part of', () => {
    const value = (target: FigureTarget | null, sameMonthsAs: FigureTarget | null = null) =>
      figureOf({ values: [1, 2, 3, 4], target, sameMonthsAs }).value;
    expect([value(null), value(summer), value(null, summer), value(targetOf(2024, 12), summer)]).toEqual([
      10, 7, 7, 10,
    ]);
  });

  it('stop at the last one due, but a thing that is done late is late whatever month is looked at', () => {
    const plan = {
      is: { timeRule: 'milestone' },
      values: [0, 0, 0, 0],
      target: targetOf(2024, 1, { endMonth: '2024-06' }),
    } as const;
    const late = { ...plan, values: [...plan.values] };
    expect(figureOf(late).verdict).toBe('on-its-way');
    expect(figureOf({ ...late, knownUpTo: '2024-06' }).verdict).toBe('not-reached');
  });

  it('of a published figure are the twelve of its own year', () => {
    const of = (fromMonth: string, toMonth: string) =>
      figureOf({ published: [{ fromMonth, toMonth, value: 12, quote: 'douze', document: 'bilan' }] }).value;
    expect([of('2024-01', '2024-12'), of('2023-01', '2023-12'), of('2024-01', '2024-11')]).toEqual([12, null, null]);
  });
});

describe('a comparison is of all that is known of the year', () => {
  const earlier = (...months: string[]) => months.map((month) => cell('A', month, 'value', 2));
  const isWhole = (of: Of) => figureOf({ ...of, compareWith: [2023] }).comparisons.map(({ whole }) => whole);

  it('when every month was known a year earlier', () => {
    expect(isWhole({ values: [1, 1], others: earlier('2023-01', '2023-02') })).toEqual([true]);
    expect(isWhole({ values: [1, 1], others: earlier('2023-01') })).toEqual([false]);
    expect(isWhole({ values: [1, 1] })).toEqual([]);
  });

  it('when the last period was, for a level', () => {
    const level = { is: { timeRule: 'stock' } } as const;
    expect(isWhole({ ...level, values: [1, 1, 1, 1], others: earlier('2023-04') })).toEqual([true]);
    const quarters = { is: { timeRule: 'stock', frequency: 'quarterly' } } as const;
    expect(isWhole({ ...quarters, values: [null, null, 1, 1], others: earlier('2023-03') })).toEqual([true]);
  });

  it('when both years were typed, for different people', () => {
    const yearTotals = [2023, 2024].map((year) => ({ giver: '*', year, value: year }));
    expect(isWhole({ is: { timeRule: 'unique' }, values: [1, 1], yearTotals })).toEqual([true]);
  });
});

describe('what is left each month until the target is due', () => {
  const left = (of: Of) => figureOf(of).left;
  const level = (now: number): Of => ({
    is: { timeRule: 'stock', direction: 'decrease' },
    values: Array(4).fill(now),
    target: targetOf(2024, 60, { start: 100 }),
  });

  it('is shared between the months that are left', () => {
    expect(left({ values: [2, 2, 2, 2], target: targetOf(2024, 24) })).toBe(2);
    expect(left({ values: [2, 2, 2, 2], target: targetOf(2024, 40, { endMonth: '2025-12' }) })).toBe(1.6);
    expect(
      left({ values: Array(12).fill(2), through: '2024-12', target: targetOf(2024, 48, { endMonth: '2025-12' }) }),
    ).toBe(2);
    expect(left({ values: Array(11).fill(2), through: '2024-11', target: targetOf(2024, 30) })).toBe(8);
  });

  it('is a fall where a fall is wanted, and nothing once it is made', () => {
    expect([left(level(80)), left(level(60)), left(level(50))]).toEqual([-2.5, null, null]);
  });

  it('is nothing in the month when it is due, without a target, without a value, or for a thing done once', () => {
    expect(left({ values: Array(12).fill(1), through: '2024-12', target: targetOf(2024, 24) })).toBeNull();
    expect(left({ values: [1, 1, 1, 1] })).toBeNull();
    expect(left({ values: [1, 1, 1, 1], definitionFrom: ['2024-03'], target: targetOf(2024, 24) })).toBeNull();
    expect(left({ target: targetOf(2024, 24, { endMonth: '2025-12' }) })).toBeNull();
    expect(left({ is: { timeRule: 'milestone' }, values: [0, 0, 0, 0], target: targetOf(2024, 1) })).toBeNull();
    expect(left({ values: [9, 9, 9, 9], target: targetOf(2024, 24) })).toBeNull();
  });
});
