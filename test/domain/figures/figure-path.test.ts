import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure } from '../../../shared/domain/figures/figure.ts';
import { neededEachMonth, pathOfFigure, projectionOfFigure } from '../../../shared/domain/figures/figure-path.ts';
import { figureToPublish } from '../../../shared/domain/figures/figure-publication.ts';
import { legalBreaksOf } from '../../../shared/domain/figures/legal-break.ts';
import { otherSourceOf, sourceGap } from '../../../shared/domain/figures/two-sources.ts';
import type { Quantity, TimeRule } from '../../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { counts as countsOf, givenBy, targetOf } from './given.ts';

const twelve = targetOf(2024, 12);

function figure(
  quantities: (Quantity | null)[],
  {
    timeRule = 'flow',
    direction = 'increase',
    frequency = 'monthly',
    through = '2024-12',
    sensitive = false,
    target = twelve,
    breaks = [],
  }: Partial<Figure> = {},
  ofB: (Quantity | null)[] | null = null,
): Figure {
  const given = [givenBy(2024, quantities), ...(ofB ? [givenBy(2024, ofB, 'B')] : [])];
  return assembleFigure({
    indicator: {
      code: 'IND-02',
      label: 'Logements captés',
      unit: timeRule === 'ratio' ? 'percent' : 'dwellings',
      timeRule,
      direction,
      tolerance: null,
      sensitive,
      frequency,
    },
    year: 2024,
    through,
    ...givenBy(2024, []),
    givers: given.flatMap(({ givers }) => givers),
    cells: given.flatMap(({ cells }) => cells),
    target,
    definitionFrom: breaks,
  });
}

const counts = (...values: (number | null)[]) => countsOf(values);

describe('the way of a figure through its year', () => {
  it('adds the known months, and has no point at a month that nobody gave', () => {
    const path = pathOfFigure(figure(counts(3, null, 4), { through: '2024-03' }));
    expect(path.slice(0, 4).map(({ state, value, partial, expected }) => [state, value, partial, expected])).toEqual([
      ['value', 3, false, 1],
      // What is expected is of the months that are whole: two of the three.
      ['missing', null, false, 1],
      ['value', 7, true, 2],
      ['later', null, false, 4],
    ]);
  });

  it('has no point at its last month either, when nobody gave it', () => {
    const path = pathOfFigure(figure(counts(3, 4, null), { through: '2024-03' }));
    expect(path.slice(1, 3)).toMatchObject([
      { state: 'value', value: 7 },
      { state: 'missing', value: null },
    ]);
  });

  it('keeps a real zero as a point', () => {
    expect(pathOfFigure(figure(counts(0, 2), { through: '2024-02' }))[0]).toMatchObject({ state: 'value', value: 0 });
  });

  it('is the share so far of a ratio: 1 of 2, then 4 of 6', () => {
    const ratio = figure(
      [
        { numerator: 1, denominator: 2 },
        { numerator: 3, denominator: 4 },
      ],
      {
        timeRule: 'ratio',
        through: '2024-02',
      },
    );
    expect(pathOfFigure(ratio)[0]?.value).toBe(50);
    expect(pathOfFigure(ratio)[1]?.value).toBeCloseTo(66.667, 3);
  });

  it('begins again when the definition changes', () => {
    const path = pathOfFigure(figure(counts(3, 4, 5, 6), { through: '2024-04', breaks: ['2024-03'] }));
    expect(path.slice(0, 4).map(({ value }) => value)).toEqual([3, 7, 5, 11]);
  });

  it('lacks what lacked since the definition changed, and before it what lacked before', () => {
    const partial = (...ofB: (number | null)[]) =>
      pathOfFigure(figure(counts(1, 1, 1, 1), { through: '2024-04', breaks: ['2024-03'] }, counts(...ofB)))
        .slice(0, 4)
        .map((point) => point.partial);
    expect(partial(null, 1, 1, 1)).toEqual([true, true, false, false]);
    expect(partial(1, 1, null, 1)).toEqual([false, false, true, true]);
  });

  it.each([
    ['a month that is shown has no sum so far but the last', [20, 4, 30, 40], ['masked', 'masked', 'masked', 94]],
    ['the total is said at a month that is hidden itself', [20, 4], ['masked', 24]],
    ['a hidden total is masked, at a month that nobody gave too', [4, null], ['masked', 'masked']],
  ])('after a hidden month %s', (_, values, said) => {
    const through = `2024-0${values.length}`;
    const path = pathOfFigure(figureToPublish(figure(counts(...values), { sensitive: true, through })));
    expect(path.slice(0, values.length).map(({ state, value }) => (state === 'value' ? value : state))).toEqual(said);
    expect(path.filter(({ state, value }) => state !== 'value' && value !== null)).toEqual([]);
  });

  it('has no points where a year is never a sum: different people', () => {
    const unique = figure(counts(5, 5), { timeRule: 'unique', through: '2024-02' });
    expect(pathOfFigure(unique).slice(0, 2)).toMatchObject(Array(2).fill({ state: 'not-expected', value: null }));
  });

  it.each([
    ['a flow that had 12 before it begins', { timeRule: 'flow', direction: 'increase' }, 12, 24],
    ['a level that rises', { timeRule: 'stock', direction: 'increase' }, 12, 24],
    ['a level that falls', { timeRule: 'stock', direction: 'decrease' }, 24, 12],
  ] as const)('expects the same of a month to come as of one that counts: %s', (_, rule, start, value) => {
    const expectedIn = (through: string) =>
      pathOfFigure(
        figure(counts(...Array(12).fill(1)), { ...rule, through, target: targetOf(2024, value, { start }) }),
      ).map(({ expected }) => expected);
    expect(expectedIn('2024-03')).toEqual(expectedIn('2024-12'));
    expect(expectedIn('2024-03').at(-1)).toBe(value);
  });
});

const month = fc.option(fc.nat(60), { nil: null, freq: 4 });
const year = fc.array(month, { minLength: 12, maxLength: 12 });
const through = fc.constantFrom(...monthsOfYear(2024));

describe('laws', () => {
  it('ends at the figure of the year, whatever the rule of time and the month asked', () => {
    const rule = fc.constantFrom<TimeRule>('flow', 'average');
    fc.assert(
      fc.property(year, rule, through, (values, timeRule, to) => {
        const one = figure(counts(...values), { timeRule, through: to });
        const last = pathOfFigure(one).findLast(({ state }) => state === 'value');
        expect(last?.value ?? null).toBe(one.value);
      }),
    );
  });

  it('a flow of any month is the sum of its known months, and the same as the figure asked up to that month', () => {
    fc.assert(
      fc.property(year, (values) => {
        const whole = pathOfFigure(figure(counts(...values)));
        for (const [rank, { month: to, value }] of whole.entries()) {
          const sum = values.slice(0, rank + 1).reduce<number>((total, one) => total + (one ?? 0), 0);
          if (value !== null) expect(value).toBe(sum);
          if (value !== null) expect(figure(counts(...values), { through: to }).value).toBe(sum);
        }
      }),
    );
  });

  it('a year of different people is never the sum of its months', () => {
    fc.assert(
      fc.property(year, (values) => {
        expect(figure(counts(...values), { timeRule: 'unique' }).value).toBeNull();
      }),
    );
  });

  it('never shows in its path a number that its months hide', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 3, maxLength: 6 }), (values) => {
        const to = monthsOfYear(2024)[values.length - 1] ?? '2024-12';
        const seen = figureToPublish(figure(counts(...values), { sensitive: true, through: to }));
        const path = pathOfFigure(seen);
        for (const [rank, { value }] of path.entries()) {
          if (value === null) continue;
          const before = seen.months.slice(0, rank + 1).filter(({ hidden }) => hidden).length;
          expect(before === 0 || seen.months[rank]?.month === to).toBe(true);
        }
      }),
    );
  });
});

describe('where a figure is going', () => {
  it('carries the rhythm of its own months on: one dwelling a month up to September makes twelve', () => {
    const ahead = projectionOfFigure(figure(counts(1, 1, 1, 1, 1, 1, 1, 1, 1), { through: '2024-09' }));
    expect(ahead).toMatchObject({
      kind: 'range',
      low: 12,
      high: 12,
      reachedBetween: { from: '2024-12', to: '2024-12' },
    });
  });

  it('is not said from the months that secrecy leaves', () => {
    const seen = figureToPublish(figure(counts(20, 4, 30), { sensitive: true, through: '2024-03' }));
    expect(projectionOfFigure(seen)).toEqual({ kind: 'none', reason: 'masked' });
  });

  it('needs three months, and an end that is not past', () => {
    expect(projectionOfFigure(figure(counts(1, 1), { through: '2024-02' }))).toMatchObject({
      reason: 'too-few-months',
    });
    expect(projectionOfFigure(figure(counts(...Array.from({ length: 12 }, () => 1))))).toMatchObject({
      reason: 'period-over',
    });
  });

  it('goes on from the last quarter that has ended: nothing of the next one lacks', () => {
    const quarters = { frequency: 'quarterly', target: targetOf(2024, 24) } as const;
    const given = counts(null, null, 6, null, null, 6, null, null, 6);
    expect(projectionOfFigure(figure(given, { ...quarters, through: '2024-11' }))).toMatchObject({
      low: 24,
      high: 24,
      lacking: 0,
      reachedBetween: { from: '2024-12', to: '2024-12' },
    });
    expect(projectionOfFigure(figure([], { ...quarters, through: '2024-02' }))).toMatchObject({ reason: 'no-value' });
  });

  it('takes its rhythm from the months since the definition changed', () => {
    const ahead = projectionOfFigure(
      figure(counts(9, 9, 9, 3, 3, 3, 3, 3), { through: '2024-08', breaks: ['2024-04'] }),
    );
    expect(ahead).toMatchObject({ low: 27, high: 27, lacking: 0 });
  });

  it('takes it from the whole months of a flow: what two gave is not the rhythm of three', () => {
    const one = figure(counts(...Array(8).fill(2)), { through: '2024-08' }, counts(...Array(7).fill(1)));
    // Seven months of three, and the eighth with the four to come at the same rhythm.
    expect(projectionOfFigure(one)).toMatchObject({ low: 36, high: 36, lacking: 1 });
  });

  it('follows a share so far, whose missing months lack nothing: 80, 70, 60 % are at zero six months later', () => {
    const of = (numerator: number) => ({ numerator, denominator: 10 });
    const falling = { timeRule: 'ratio', direction: 'decrease', target: targetOf(2024, 0, { start: 80 }) } as const;
    const ahead = projectionOfFigure(figure([of(8), of(6), of(4)], { ...falling, through: '2024-03' }));
    expect(ahead).toMatchObject({ low: 0, lacking: 0, reachedBetween: { from: '2024-09', to: '2024-09' } });
    const hole = projectionOfFigure(figure([of(8), null, of(6), of(4)], { ...falling, through: '2024-04' }));
    expect(hole).toMatchObject({ low: expect.closeTo(20 / 3, 9), lacking: 0 });
  });

  it('follows the slope of a level that is whole, and says nothing of one that nobody gave', () => {
    const level = { timeRule: 'stock', through: '2024-03' } as const;
    expect(projectionOfFigure(figure(counts(30, 32, 34), level))).toMatchObject({ low: 52, high: 52 });
    expect(projectionOfFigure(figure([], level))).toEqual({ kind: 'none', reason: 'no-value' });
  });

  it('ends with the year for a target that is due later', () => {
    const later = { through: '2024-03', target: targetOf(2024, 72, { endMonth: '2025-12' }) };
    expect(projectionOfFigure(figure(counts(3, 3, 3), later))).toMatchObject({ end: '2024-12', low: 36 });
  });

  it('is held each month against an even share of the target: 12 a year is 1 a month', () => {
    expect(neededEachMonth(figure([]))).toBe(1);
    expect(neededEachMonth(figure([], { target: targetOf(2024, 36, { start: 12 }) }))).toBe(2);
    expect(neededEachMonth(figure([], { timeRule: 'stock' }))).toBe(12);
    expect(neededEachMonth(figure([], { target: null }))).toBeNull();
  });
});

describe('two sources of one fact', () => {
  it('are the SIAO and the operators, for those rehoused from the street', () => {
    expect([
      otherSourceOf('rehoused-from-street'),
      otherSourceOf('rehoused-by-operators'),
      otherSourceOf('workshops'),
    ]).toEqual(['rehoused-by-operators', 'rehoused-from-street', null]);
  });

  it('are within tolerance up to it, inclusive', () => {
    expect(sourceGap(20, 18, 10)).toEqual({ gap: 2, percent: 10, within: true });
    expect(sourceGap(18, 20, 9)).toMatchObject({ gap: -2, within: false });
    expect(sourceGap(0, 0, 0)).toEqual({ gap: 0, percent: 0, within: true });
    expect(sourceGap(null, 4, 10)).toBeNull();
  });
});

it('the law of July 2023 breaks the series of evictions only', () => {
  expect(legalBreaksOf('evictions').map((one) => one.month)).toEqual(['2023-08']);
  expect(legalBreaksOf('rehoused-from-street')).toEqual([]);
});
