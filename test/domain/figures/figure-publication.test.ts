import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure, FigureIndicator } from '../../../shared/domain/figures/figure.ts';
import { figureToPublish } from '../../../shared/domain/figures/figure-publication.ts';
import type { Quantity, TimeRule } from '../../../shared/domain/indicator.ts';
import { monthsOfYear } from '../../../shared/domain/month.ts';
import { counts, givenBy, targetOf } from './given.ts';

const year = monthsOfYear(2023);

function indicator(timeRule: TimeRule, sensitive = true): FigureIndicator {
  return {
    code: 'IND-07',
    label: 'Ménages relogés',
    unit: 'households',
    timeRule,
    direction: 'increase',
    tolerance: null,
    sensitive,
    frequency: 'monthly',
  };
}

function figureOf(timeRule: TimeRule, quantities: (Quantity | null)[], through: number, sensitive = true): Figure {
  return assembleFigure({
    indicator: indicator(timeRule, sensitive),
    year: 2023,
    through: year[through] ?? '',
    ...givenBy(2023, quantities),
    target: targetOf(2023, 100, { start: 0 }),
  });
}

const asked = (timeRule: TimeRule, quantities: (Quantity | null)[]) =>
  quantities.map((_, through) => figureToPublish(figureOf(timeRule, quantities, through)));
const values = (figures: Figure[]) => figures.map(({ value, hidden }) => (hidden ? 'hidden' : value));

describe('a published flow of people', () => {
  it('hides a lone small month with another, and the totals that would tell them apart', () => {
    const figures = asked('flow', counts([20, 4, 30]));
    expect(figures[2]?.months.slice(0, 3).map(({ quantity, hidden }) => (hidden ? 'hidden' : quantity))).toEqual([
      'hidden',
      'hidden',
      { value: 30 },
    ]);
    expect(values(figures)).toEqual(['hidden', 24, 54]);
  });

  it('takes out what would give a hidden value back', () => {
    const figure = figureToPublish(figureOf('flow', counts([4, 0]), 1));
    expect(figure).toMatchObject({ hidden: true, value: null, quantity: null, left: null, verdict: 'not-assessable' });
    expect([figure.progress, figure.held, figure.gap, figure.comparisons]).toEqual([null, null, null, []]);
    expect(figure.coverage.cells).toEqual({ reported: 2, expected: 2 });
    expect(JSON.stringify(figure)).not.toMatch(/"(?:value|soFar)":4\b/);
  });

  it('does not give the months after the one asked', () => {
    const figure = figureToPublish(figureOf('flow', counts([20, 30, 40]), 0));
    expect(figure.value).toBe(20);
    expect(figure.months.slice(0, 3).map(({ quantity, soFar }) => [quantity, soFar])).toEqual([
      [{ value: 20 }, 20],
      [null, null],
      [null, null],
    ]);
  });

  it('shows a true zero, and keeps a missing month missing', () => {
    const figure = figureToPublish(figureOf('flow', counts([0, null]), 1));
    expect(figure).toMatchObject({ value: 0, hidden: false });
    expect(figure.months[1]).toMatchObject({ quantity: null, reported: 0, expected: 1 });
    expect(figure.months[1]?.hidden).toBeUndefined();
  });

  it('leaves meetings, workshops and dwellings as they are', () => {
    const figure = figureOf('flow', counts([1, 2]), 1, false);
    expect(figureToPublish(figure)).toBe(figure);
  });
});

describe('published levels and rates of people', () => {
  it('judges each month of a stock alone', () => {
    expect(values(asked('stock', counts([40, 6, 0, 11])))).toEqual([40, 'hidden', 0, 11]);
  });

  it('hides a mean whose sum would tell a month', () => {
    const [january, february, march] = asked('average', counts([20, 4, 30]));
    expect([january?.hidden, february?.value, march?.value]).toEqual([true, 12, 18]);
  });

  it('gives no rate on few people, nor a year that would tell them', () => {
    const rates: Quantity[] = [
      { numerator: 30, denominator: 60 },
      { numerator: 5, denominator: 40 },
      { numerator: 50, denominator: 90 },
    ];
    const figures = asked('ratio', rates);
    expect(figures[2]?.months.slice(0, 3).map(({ hidden }) => hidden === true)).toEqual([true, true, false]);
    expect(values(figures)).toEqual(['hidden', 35, (100 * 85) / 190]);
  });

  it('shows a month without any case as it is', () => {
    const figure = figureToPublish(
      figureOf(
        'ratio',
        [
          { numerator: 0, denominator: 0 },
          { numerator: 20, denominator: 40 },
        ],
        1,
      ),
    );
    expect(figure.value).toBe(50);
  });
});

/** Every year of counts that agrees with all that was published, for every month that could be asked. */
function worlds(figures: Figure[], most: number): number[][] {
  const full = (figures.at(-1)?.months ?? []).slice(0, figures.length);
  let partial: number[][] = [[]];
  full.forEach(({ quantity, hidden }, index) => {
    const known = quantity !== null && 'value' in quantity ? quantity.value : 0;
    const choices = hidden ? Array.from({ length: most }, (_, count) => count + 1) : [known];
    const total = figures[index]?.value ?? null;
    partial = partial
      .flatMap((past) => choices.map((choice) => [...past, choice]))
      .filter((past) => total === null || past.reduce((sum, count) => sum + count, 0) === total);
  });
  return partial;
}

describe('an attacker who asks for every month', () => {
  it('never brings a hidden month under two values', () => {
    const count = fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.nat(16));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 4 }), (year) => {
        const figures = asked('flow', counts(year));
        const possible = worlds(figures, 18);
        figures
          .at(-1)
          ?.months.slice(0, figures.length)
          .forEach(({ hidden }, index) => {
            if (hidden) expect(new Set(possible.map((world) => world[index])).size).toBeGreaterThanOrEqual(2);
          });
      }),
      { seed: 95, numRuns: 150 },
    );
  });

  it('never reads a small rate in the difference of two published ones', () => {
    const terms = fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([numerator, rest]) => ({ numerator, denominator: numerator + rest }));
    fc.assert(
      fc.property(fc.array(terms, { minLength: 1, maxLength: 6 }), (quantities) => {
        const figures = asked('ratio', quantities);
        const months = figures.at(-1)?.months ?? [];
        const shown = figures.flatMap((figure, index) => (figure.value === null ? [] : [index]));
        for (const to of shown) {
          for (const after of [-1, ...shown.filter((one) => one < to)]) {
            const group = quantities.filter((_, index) => index > after && index <= to && months[index]?.hidden);
            const [numerator, denominator] = [0, 1].map((term) =>
              group.reduce((sum, one) => sum + (term === 0 ? one.numerator : one.denominator), 0),
            );
            const rest = (denominator ?? 0) - (numerator ?? 0);
            expect(group.length).not.toBe(1);
            for (const people of [numerator ?? 0, rest]) expect(people === 0 || people > 10).toBe(true);
          }
        }
      }),
      { seed: 96, numRuns: 300 },
    );
  });
});
