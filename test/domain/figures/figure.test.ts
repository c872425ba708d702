import { describe, expect, it } from 'vitest';
import { assembleFigure } from '../../../shared/domain/figures/assemble-figure.ts';
import {
  expectedByMonth,
  type FigureIndicator,
  type FigureInput,
  heldTarget,
  lastMonthDue,
  quantityValue,
} from '../../../shared/domain/figures/figure.ts';
import {
  coverageWords,
  statusSentence,
  targetWords,
  valueWords,
  verdictSentence,
} from '../../../shared/domain/figures/figure-words.ts';
import { counts, givenBy, targetOf } from './given.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** The ten meetings a year of IND-22, given month by month. */
function meetings(values: (number | null)[], more: Partial<FigureInput> = {}): FigureInput {
  return {
    indicator: {
      code: 'IND-22',
      label: 'Réunions',
      unit: 'meetings',
      timeRule: 'flow',
      direction: 'increase',
      tolerance: null,
      sensitive: false,
      frequency: 'monthly',
    },
    year: 2023,
    through: '2023-03',
    ...givenBy(2023, counts(values)),
    target: targetOf(2023, 10),
    ...more,
  };
}

const askedEachMonth = (values: (number | null)[], of: Partial<FigureIndicator>, more: Partial<FigureInput> = {}) => {
  const input = meetings(values, more);
  return expectedByMonth(assembleFigure({ ...input, indicator: { ...input.indicator, ...of } }));
};

describe('a figure', () => {
  it('adds its months up to the one asked, and is judged at that month', () => {
    expect(assembleFigure(meetings([1, 1, 1, 5]))).toMatchObject({
      value: 3,
      expected: 2.5,
      verdict: 'on-pace',
      origin: 'observed',
      partial: false,
      progress: 30,
    });
  });

  it('says what is missing, which lowers its coverage and adds nothing', () => {
    const whole = assembleFigure(meetings([1, 0, 2]));
    const gap = assembleFigure(meetings([1, null, 2]));
    expect(gap).toMatchObject({
      missingMonths: ['2023-02'],
      partial: true,
      coverage: { cells: { reported: 2, expected: 3 } },
    });
    expect([gap.value, gap.progress]).toEqual([whole.value, whole.progress]);
    // Three meetings in the two months that are known, of which one and two thirds were expected.
    expect([gap.expected, gap.held]).toEqual([10 / 6, { value: 3, months: 2 }]);
  });

  it('without any month is not zero', () => {
    expect(assembleFigure(meetings([]))).toMatchObject({
      value: null,
      origin: 'none',
      verdict: 'not-assessable',
      why: 'no-value',
      progress: null,
    });
  });

  it('takes what a deliberation published for the whole year when no month is known, and only then', () => {
    const published = [
      { fromMonth: '2023-01', toMonth: '2023-12', value: 12, quote: '12 réunions', document: 'rapport' },
    ];
    expect(assembleFigure(meetings([], { published }))).toMatchObject({
      value: 12,
      origin: 'published',
      verdict: 'reached',
      partial: false,
    });
    expect(assembleFigure(meetings([1], { published }))).toMatchObject({ value: 1, origin: 'observed' });
    const half = published.map((one) => ({ ...one, toMonth: '2023-06' }));
    expect(assembleFigure(meetings([], { published: half }))).toMatchObject({ value: null, origin: 'none' });
  });

  it('has no pace without a target', () => {
    expect(assembleFigure(meetings([1], { target: null }))).toMatchObject({
      value: 1,
      expected: null,
      verdict: 'none',
      why: 'no-target',
      left: null,
    });
  });
});

describe('the months of a figure', () => {
  it('are due until the month before the day', () => {
    expect(lastMonthDue(2023, '2026-03-14')).toBe('2023-12');
    expect(lastMonthDue(2026, '2026-03-14')).toBe('2026-02');
    expect(lastMonthDue(2026, '2026-01-14')).toBe('2026-01');
  });

  it('are each asked their share of a flow, but for those that were not given: they add up to what is expected to date', () => {
    const figure = assembleFigure(meetings([1]));
    const asked = expectedByMonth(figure);
    expect(asked).toHaveLength(12);
    const given = figure.months.flatMap(({ month }, rank) => (month <= figure.through ? [asked[rank]] : []));
    expect(given.slice(1)).toEqual(given.slice(1).map(() => null));
    expect(given[0]).toBeCloseTo(figure.expected ?? 0, 9);
    expect(asked.at(-1)).toBeCloseTo(10 / 12, 9);
    expect(expectedByMonth(assembleFigure(meetings([1], { target: null })))).toEqual(Array(12).fill(null));
  });

  it('are asked nothing in another unit than the target’s, until it is said how it is read', () => {
    const target = targetOf(2023, 10, { unit: 'persons' });
    expect(expectedByMonth(assembleFigure(meetings([1], { target })))).toEqual(Array(12).fill(null));
  });

  it('are asked only what is left from the start of a flow that rises', () => {
    const asked = askedEachMonth([1, 1, 1], {}, { target: targetOf(2023, 36, { start: 12 }) });
    expect(asked).toEqual(Array(12).fill(2));
  });

  it('are asked nothing before the way of the target, nor after it', () => {
    const target = targetOf(2023, 12, { start: 0, startMonth: '2023-07', endMonth: '2023-10' });
    const of = (timeRule: 'flow' | 'stock') =>
      askedEachMonth(Array(12).fill(3), { timeRule }, { target, through: '2023-12' });
    const [before, after] = [Array(6).fill(null), [null, null]];
    expect([of('flow'), of('stock')]).toEqual([
      [...before, 3, 3, 3, 3, ...after],
      [...before, 3, 6, 9, 12, ...after],
    ]);
  });

  it('are asked the level of the path where the last value of a silent giver stands in, and not beyond', () => {
    const asked = askedEachMonth([1], { timeRule: 'stock' }, { target: targetOf(2023, 12), through: '2023-05' });
    expect(asked.slice(0, 6)).toEqual([1, 2, 3, null, null, 6]);
  });

  it('are asked nothing where a year is not made of them: different people, a thing that is done once', () => {
    for (const timeRule of ['unique', 'milestone'] as const)
      expect(askedEachMonth([1, 1, 1], { timeRule })).toEqual(Array(12).fill(null));
  });

  it('have a number unless they are a ratio of nothing', () => {
    expect(quantityValue({ numerator: 3, denominator: 4 })).toBe(75);
    expect(quantityValue({ numerator: 0, denominator: 0 })).toBeNull();
    expect(quantityValue({ value: 0 })).toBe(0);
    expect(quantityValue(null)).toBeNull();
  });
});

it('a target is held against a figure that goes its way, in its unit, from a known start', () => {
  const target = targetOf(2023, 10);
  const held = (why: Parameters<typeof heldTarget>[0]['why']) => heldTarget({ target, why, direction: 'decrease' });
  expect([held(null), held('partial'), held('no-value')]).toEqual([target, target, target]);
  expect([held('unit'), held('definition-changed'), held('no-start')]).toEqual([null, null, null]);
  for (const direction of ['context', 'maintain'] as const)
    expect(heldTarget({ target, why: null, direction })).toBeNull();
});

describe('the words of a figure', () => {
  it('tell a value, its absence and its secret apart', () => {
    const words = (value: number | null, hidden = false) => plain(valueWords({ value, unit: 'meetings', hidden }));
    expect([words(3), words(0), words(null)]).toEqual(['3 réunions', '0 réunion', 'non reçu']);
    expect(words(null, true)).not.toBe('non reçu');
  });

  it('tell the target, the coverage and the pace', () => {
    const figure = assembleFigure(meetings([1, null, 2]));
    expect(plain(targetWords(figure))).toBe('10 réunions');
    expect(targetWords({ ...figure, target: null })).toBe('aucune cible');
    expect(plain(coverageWords(figure))).toBe('2 mois sur 3');
    expect(
      plain(coverageWords({ ...figure, coverage: { ...figure.coverage, structures: { reported: 9, expected: 11 } } })),
    ).toBe('9 structures sur 11');
    expect(coverageWords({ ...figure, origin: 'published' })).toBe('chiffre publié');
    expect(plain(verdictSentence(figure))).toBe('dans le rythme, 30 % du chemin');
    expect(plain(statusSentence(figure))).toBe('dans le rythme, 30 % du chemin ; partiel (non reçu : Association A)');
  });
});
