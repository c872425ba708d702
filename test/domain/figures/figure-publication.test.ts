import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import type { Figure, FigureIndicator, FigureInput } from '../../../shared/domain/figures/figure.ts';
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

type More = Partial<FigureInput> & Partial<Pick<FigureIndicator, 'sensitive' | 'frequency'>>;

function figureOf(
  timeRule: TimeRule,
  quantities: (Quantity | null)[],
  through: number,
  { sensitive = true, frequency = 'monthly', ...more }: More = {},
): Figure {
  return assembleFigure({
    indicator: { ...indicator(timeRule, sensitive), frequency },
    year: 2023,
    through: year[through] ?? '',
    ...givenBy(2023, quantities),
    target: targetOf(2023, 100, { start: 0 }),
    ...more,
  });
}

const asked = (timeRule: TimeRule, quantities: (Quantity | null)[], more: More = {}) =>
  quantities.map((_, through) => figureToPublish(figureOf(timeRule, quantities, through, more)));
/** The months of the last figure asked: what is hidden, what is said, and the sums so far. */
const monthsOf = (figures: Figure[]) => (figures.at(-1)?.months ?? []).slice(0, figures.length);
const hiddenOf = (figures: Figure[]) => monthsOf(figures).map(({ hidden }) => hidden === true);
const soFarOf = (figures: Figure[]) => monthsOf(figures).map(({ soFar }) => soFar);
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
    const figure = figureOf('flow', counts([1, 2]), 1, { sensitive: false });
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

describe('a published year in which the definition changes', () => {
  const from = (...definitionFrom: string[]) => ({ definitionFrom });

  it('is protected before and after as two years', () => {
    const figures = asked('flow', counts([20, 4, 30, 20, 4, 30]), from('2023-04'));
    expect(values(figures)).toEqual(['hidden', 24, 54, 'hidden', 24, 54]);
    expect(hiddenOf(figures)).toEqual([true, true, false, true, true, false]);
  });

  it('as three, when it changes twice: the last one does not give its small month', () => {
    const figures = asked('flow', counts([20, 4, 30, 20, 4, 30, 20, 4, 30]), from('2023-07', '2023-04'));
    expect(values(figures)).toEqual(Array(3).fill(['hidden', 24, 54]).flat());
    expect(hiddenOf(figures)).toEqual(Array(3).fill([true, true, false]).flat());
  });

  it('says no sum so far after a hidden month, until the sum begins again', () => {
    expect(soFarOf(asked('flow', counts([20, 4, 30, 40, 50, 60]), from('2023-04')))).toEqual([
      ...[null, null, null],
      ...[40, 90, 150],
    ]);
    expect(soFarOf(asked('flow', counts([20, 30, 40, 4, 0, 0]), from('2023-04')))).toEqual([
      ...[20, 50, 90],
      ...[null, null, null],
    ]);
    // January alone is small: the zeros after it must not say it.
    expect(soFarOf(asked('flow', counts([4, 0, 0, 50]), from('2023-04')))).toEqual([null, null, null, 50]);
  });
});

describe('what one giver could find about the others', () => {
  const february = { isDominated: (months: readonly string[]) => months.join() === '2023-02' };
  const rates = [20, 30, 40].map((numerator) => ({ numerator, denominator: 2 * numerator }));

  it('is hidden with another month, when the two together tell nothing', () => {
    expect(values(asked('flow', counts([40, 50, 60]), february))).toEqual(['hidden', 90, 150]);
    expect(hiddenOf(asked('flow', counts([40, 50, 60]), february))).toEqual([true, true, false]);
    expect(values(asked('ratio', rates, february))).toEqual(['hidden', 50, 50]);
    expect(values(asked('stock', counts([40, 50, 60]), february))).toEqual([40, 'hidden', 60]);
  });

  it('hides every total that counts it, when any sum with it tells', () => {
    const always = { isDominated: (months: readonly string[]) => months.includes('2023-02') };
    expect(values(asked('flow', counts([40, 50, 60]), always))).toEqual([40, 'hidden', 'hidden']);
    expect(hiddenOf(asked('flow', counts([40, 50, 60]), always))).toEqual([false, true, false]);
    expect(values(asked('ratio', rates, always))).toEqual(['hidden', 'hidden', 'hidden']);
  });

  it('is not told with what is published', () => {
    expect(figureToPublish(figureOf('flow', counts([40]), 0, february))).not.toHaveProperty('isDominated');
  });
});

describe('what is published beside a total', () => {
  it('is not the sum of the whole months, which would give what the others hold', () => {
    const b = givenBy(2023, counts([15]), 'B');
    const a = givenBy(2023, counts([20, 30]));
    const two = { givers: [...a.givers, ...b.givers], cells: [...a.cells, ...b.cells] };
    expect(figureOf('flow', [], 1, two).held).toEqual({ value: 35, months: 1 });
    expect(figureToPublish(figureOf('flow', [], 1, two))).toMatchObject({ value: 65, held: null });
    expect(figureToPublish(figureOf('flow', counts([20, 30]), 1)).held).toEqual({ value: 50, months: 2 });
  });

  it('is each level of a stock, whatever was hidden before it', () => {
    expect(soFarOf(asked('stock', counts([40, 6, 50])))).toEqual([40, null, 50]);
  });

  it('is the last level, at a month that nobody was asked for: of six people it is hidden, of forty it is said', () => {
    const since = (people: number) =>
      values(asked('stock', counts([null, null, people, null]), { frequency: 'quarterly' }));
    expect([since(6), since(40)]).toEqual([
      [null, null, 'hidden', 'hidden'],
      [null, null, 40, 40],
    ]);
  });

  it('is what a deliberation has published, however small', () => {
    const published = [{ fromMonth: '2023-01', toMonth: '2023-12', value: 4, quote: '4 ménages', document: 'bilan' }];
    expect(figureToPublish(figureOf('flow', [], 11, { published }))).toMatchObject({ value: 4, hidden: false });
  });
});

describe('published rates', () => {
  const rates = (...terms: [number, number][]) =>
    asked(
      'ratio',
      terms.map(([numerator, denominator]) => ({ numerator, denominator })),
    );

  it('hide with a small one the month of the fewest people, and no month without anybody', () => {
    const figures = rates([50, 90], [5, 40], [0, 0], [30, 60]);
    expect(hiddenOf(figures)).toEqual([false, true, false, true]);
    expect(values(figures)).toEqual([(100 * 50) / 90, 'hidden', 'hidden', (100 * 85) / 190]);
  });

  it('hide one more when two small ones are still few together, and the total when nothing is left', () => {
    expect(hiddenOf(rates([2, 40], [3, 50], [30, 60], [40, 80]))).toEqual([true, true, true, false]);
    expect(values(rates([5, 40]))).toEqual(['hidden']);
    expect(values(rates([5, 40], [3, 40]))).toEqual(['hidden', 'hidden']);
  });

  it('are all said when none is small', () => {
    expect(hiddenOf(rates([20, 40], [30, 60]))).toEqual([false, false]);
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
      { seed: 95 },
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
      { seed: 96 },
    );
  });
});
