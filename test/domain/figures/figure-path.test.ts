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
  { timeRule = 'flow', through = '2024-12', sensitive = false, target = twelve, breaks = [] }: Partial<Figure> = {},
): Figure {
  return assembleFigure({
    indicator: {
      code: 'IND-02',
      label: 'Logements captés',
      unit: timeRule === 'ratio' ? 'percent' : 'dwellings',
      timeRule,
      direction: 'increase',
      tolerance: null,
      sensitive,
      frequency: 'monthly',
    },
    year: 2024,
    through,
    ...givenBy(2024, quantities),
    target,
    definitionFrom: breaks,
  });
}

const counts = (...values: (number | null)[]) => countsOf(values);

describe('the way of a figure through its year', () => {
  it('adds the known months, and has no point at a month that nobody gave', () => {
    const path = pathOfFigure(figure(counts(3, null, 4), { through: '2024-03' }));
    expect(path.slice(0, 4).map(({ state, value, expected }) => [state, value, expected])).toEqual([
      ['value', 3, 1],
      // What is expected is of the months that are whole: two of the three.
      ['missing', null, 1],
      ['value', 7, 2],
      ['later', null, 4],
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

  it('says nothing after a hidden month but the total that is published', () => {
    const seen = figureToPublish(figure(counts(20, 4, 30), { sensitive: true, through: '2024-03' }));
    expect(
      pathOfFigure(seen)
        .slice(0, 3)
        .map(({ state, value }) => [state, value]),
    ).toEqual([
      ['masked', null],
      ['masked', null],
      ['value', 54],
    ]);
  });

  it('has no points where a year is never a sum: different people', () => {
    const unique = figure(counts(5, 5), { timeRule: 'unique', through: '2024-02' });
    expect(pathOfFigure(unique).every(({ value }) => value === null)).toBe(true);
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

  it('is held each month against an even share of the target: 12 a year is 1 a month', () => {
    expect(neededEachMonth(figure([]))).toBe(1);
    expect(neededEachMonth(figure([], { timeRule: 'stock' }))).toBe(12);
    expect(neededEachMonth(figure([], { target: null }))).toBeNull();
  });
});

describe('two sources of one fact', () => {
  it('are the SIAO and the operators, for those rehoused from the street', () => {
    expect([otherSourceOf('IND-28'), otherSourceOf('DIR-01'), otherSourceOf('IND-02')]).toEqual([
      'DIR-01',
      'IND-28',
      null,
    ]);
  });

  it('are within tolerance up to it, inclusive', () => {
    expect(sourceGap(20, 18, 10)).toEqual({ gap: 2, percent: 10, within: true });
    expect(sourceGap(18, 20, 9)).toMatchObject({ gap: -2, within: false });
    expect(sourceGap(0, 0, 0)).toEqual({ gap: 0, percent: 0, within: true });
    expect(sourceGap(null, 4, 10)).toBeNull();
  });
});

it('the law of July 2023 breaks the series of evictions only', () => {
  expect(legalBreaksOf('IND-13').map((one) => one.month)).toEqual(['2023-08']);
  expect(legalBreaksOf('IND-28')).toEqual([]);
});
