import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reliabilityOf } from '../../../shared/domain/ledger/balance.ts';
import { gapsBySize, sizeNeeded, wishOf } from '../../../shared/domain/ledger/dwelling-need.ts';
import { quartilesOf, returnDelay, seniorityOf } from '../../../shared/domain/ledger/time-to-home.ts';

describe('the six reliability vectors', () => {
  it.each([
    [9, 9, 0, 0, true],
    [119, 119, 0, 0, true],
    [119, 131, 12, 9.16, true],
    [119, 140, 21, 15, true],
    [119, 145, 26, 17.93, false],
    [119, 103, -16, 15.53, false],
  ])('expected %i, observed %i: gap %i, %d %%', (expected, observed, gap, percent, reliable) => {
    const test = reliabilityOf(expected, observed);
    expect([test.gap, Number(test.percent?.toFixed(2)), test.reliable]).toEqual([gap, percent, reliable]);
  });
});

describe('the time to a home', () => {
  it('is read between neighbours, and counts alike days once each', () => {
    const days = [10, 20, 30, 40].map((one) => ({ days: one, count: 1 }));
    expect(quartilesOf(days)).toEqual({ count: 4, first: 17.5, median: 25, third: 32.5 });
    expect(
      quartilesOf([
        { days: 60, count: 3 },
        { days: 10, count: 1 },
      ]),
    ).toEqual({ count: 4, first: 47.5, median: 60, third: 60 });
    expect(quartilesOf([{ days: 60, count: 0 }])).toBeNull();
  });

  it('of a list equals the median of the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 41 }), (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const half = Math.floor(sorted.length / 2);
        const median = sorted.length % 2 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
        expect(quartilesOf(list.map((days) => ({ days, count: 1 })))?.median).toBe(median);
      }),
      { seed: 7 },
    );
  });

  it('a return belongs to the shortest delay that holds it, its very day included', () => {
    const delayOf = (back: string | null) => returnDelay({ housed: '2023-01-10', back });
    expect(['2023-01-11', '2023-07-10', '2023-07-11', '2024-01-10'].map(delayOf)).toEqual([6, 6, 12, 12]);
    expect(['2025-01-10', '2025-01-11', null].map(delayOf)).toEqual([24, null, null]);
  });

  it('seniority goes by whole months since the request', () => {
    const since = [
      { month: '2023-12', count: 5 },
      { month: '2023-10', count: 4 },
      { month: '2023-09', count: 3 },
      { month: '2022-12', count: 2 },
      { month: '2021-12', count: 1 },
    ];
    expect(seniorityOf(since, '2023-12')).toEqual([9, 3, 0, 2, 1]);
  });
});

describe('needs and offers', () => {
  it('a living room, a bedroom for the adults, one for two minors', () => {
    const sizes = [
      [1, 0],
      [2, 0],
      [2, 1],
      [4, 2],
      [5, 3],
      [9, 7],
    ] as const;
    expect(sizes.map(([persons, minors]) => sizeNeeded({ persons, minors }))).toEqual([
      'T1',
      'T2',
      'T3',
      'T3',
      'T4',
      'T5',
    ]);
  });

  it('a recommendation written freely becomes one of few words', () => {
    expect(
      ['IML', 'Pension de famille', 'Résidence sociale', 'Logement autonome', 'chez M. Untel', null].map(wishOf),
    ).toEqual([
      'Intermédiation locative',
      'Pension de famille',
      'Résidence sociale',
      'Logement autonome',
      'Autre préconisation',
      'Sans préconisation',
    ]);
  });

  it('the gap is what no free dwelling of that size answers', () => {
    expect(gapsBySize({ T1: 120 }, { T1: 14 }, { T1: 2 })[0]).toEqual({
      size: 'T1',
      waiting: 120,
      captured: 14,
      free: 2,
      gap: 118,
    });
  });
});
