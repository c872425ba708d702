import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagCell, median } from '../../../shared/domain/entry/outliers.ts';

const steady = [4, 5, 6, 5, 4, 5];
const codes = (cell: Parameters<typeof flagCell>[0]) => flagCell(cell).map((flag) => flag.code);

describe('the median', () => {
  it('is the middle, or the mean of the two middle ones', () => {
    expect(median([9, 1, 4])).toBe(4);
    expect(median([10, 2])).toBe(6);
    expect(median([])).toBeNull();
  });
});

describe('an unusual count', () => {
  it('is further than three from a steady history, and gives its numbers', () => {
    expect(flagCell({ value: 9, history: steady })).toEqual([{ code: 'unusual', value: 9, median: 5, limit: 3 }]);
    expect(flagCell({ value: 8, history: steady })).toEqual([]);
  });

  it('is not looked for under six known months', () => {
    expect(codes({ value: 30, history: [4, 5, 6, 5, 4] })).toEqual([]);
    expect(codes({ value: 30, history: [4, 5, null, 6, 5, 4] })).toEqual([]);
  });

  it('follows a history that varies', () => {
    const evictions = [20, 32, 25, 41, 18, 37];
    // Median 28.5, MAD 8.5, limit 3 × 1.4826 × 8.5 = 37.8.
    expect(codes({ value: 66, history: evictions })).toEqual([]);
    expect(codes({ value: 67, history: evictions })).toEqual(['unusual']);
  });

  it('allows half of the median on a large steady count', () => {
    const requests = [200, 200, 200, 201, 200, 200];
    expect(codes({ value: 300, history: requests })).toEqual([]);
    expect(codes({ value: 301, history: requests })).toEqual(['unusual']);
  });
});

describe('what is always looked for', () => {
  it('sees the typing slip of ten times', () => {
    expect(flagCell({ value: 52, history: [5, 5] })).toContainEqual({ code: 'ten-times', value: 52, median: 5 });
    expect(codes({ value: 30, history: [5, 6] })).toEqual([]);
  });

  it('takes for a zero too many, or a comma lost, what is eight to twelve and a half times the usual, no less and no more', () => {
    const slips = (value: number, history = [10, 10]) => codes({ value, history }).includes('ten-times');
    expect([79, 80, 100, 125, 126].map((value) => slips(value))).toEqual([false, true, true, true, false]);
    // One month is no habit, and ten where there is usually none, or a half, is a busy month.
    expect(slips(100, [10])).toBe(false);
    expect(slips(10, [1, 1])).toBe(true);
    expect(slips(5, [0, 1])).toBe(false);
  });

  it('sees the same value three months running, a gap breaking the run, zero being quiet', () => {
    expect(codes({ value: 7, history: [3, 7, 7] })).toEqual(['same-three-months']);
    expect(codes({ value: 7, history: [7, 7, null] })).toEqual([]);
    expect(codes({ value: 0, history: [0, 0] })).toEqual([]);
    // A household three months running, a post that stays at 2 ETP, forty places: nothing of that is unlikely.
    expect(codes({ value: 1, history: [1, 1] })).toEqual([]);
    expect(codes({ value: 5, history: [5, 5] })).toEqual([]);
    expect(codes({ value: 40, history: [40, 40], adds: false })).toEqual([]);
  });

  it('sees a zero after three months of activity', () => {
    expect(flagCell({ value: 0, history: [2, 3, 2] })).toEqual([{ code: 'zero-after-activity', median: 2 }]);
    expect(codes({ value: 0, history: [2, 0, 2] })).toEqual([]);
    expect(codes({ value: 0, history: [2, null, 2] })).toEqual([]);
  });

  it('sees a part greater than its whole, with no history at all', () => {
    expect(flagCell({ value: 12, history: [], whole: 11 })).toEqual([
      { code: 'part-greater-than-whole', part: 12, whole: 11 },
    ]);
    expect(codes({ value: 11, history: [], whole: 11 })).toEqual([]);
  });

  it('sees a running total that falls below its last known month, and judges it by nothing else', () => {
    expect(flagCell({ value: 11, history: [4, 12, null], runningTotal: true })).toEqual([
      { code: 'running-total-falls', value: 11, previous: 12 },
    ]);
    expect(codes({ value: 120, history: [12, 12], runningTotal: true })).toEqual([]);
  });
});

describe('laws', () => {
  it('never calls the median itself unusual, nor anything within three of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(500), { minLength: 6, maxLength: 24 }),
        fc.integer({ min: -3, max: 3 }),
        (history, shift) => {
          const value = (median(history) ?? 0) + shift;
          expect(codes({ value, history })).not.toContain('unusual');
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });

  it('does not depend on the order of the history for what is unusual', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 6, maxLength: 12 }), fc.nat(200), (history, value) => {
        const isUnusual = (months: number[]) => codes({ value, history: months }).includes('unusual');
        expect(isUnusual([...history].reverse())).toBe(isUnusual(history));
      }),
      { seed: 22, numRuns: 300 },
    );
  });
});
