import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishRate, publishSeries } from '../../../shared/domain/secrecy/suppression.ts';

/** Every way to share `sum` between `count` counts of one at least. */
function shares(count: number, sum: number): number[][] {
  if (count === 1) return sum >= 1 ? [[sum]] : [];
  const all: number[][] = [];
  for (let first = 1; first <= sum - count + 1; first += 1) {
    for (const rest of shares(count - 1, sum - first)) all.push([first, ...rest]);
  }
  return all;
}

/** How many values the least protected hidden cell may still have, for whoever reads what is published. */
function fewestValues({ cells, total }: ReturnType<typeof publishSeries>): number {
  const hidden = cells.filter((cell) => cell === 'hidden').length;
  if (hidden === 0 || typeof total !== 'number') return Number.POSITIVE_INFINITY;
  const visible = cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
  const worlds = shares(hidden, total - visible).filter((world) => world.some((count) => count <= 10));
  return Math.min(...Array.from({ length: hidden }, (_, index) => new Set(worlds.map((world) => world[index])).size));
}

const sum = (cells: (number | null)[]) => cells.reduce<number>((total, cell) => total + (cell ?? 0), 0);
const series = (cells: (number | null)[], total: number | null = sum(cells)) => publishSeries({ cells, total });

describe('a series of counts of people', () => {
  it('hides 1 to 10, shows 0, 11 and what is missing', () => {
    expect(series([0, 1, 10, 11, null])).toEqual({ cells: [0, 'hidden', 'hidden', 11, null], total: 22 });
  });

  it('protects a lone small count with the smallest other one, never with a zero', () => {
    expect(series([20, 4, 0, 30])).toEqual({ cells: ['hidden', 'hidden', 0, 30], total: 54 });
  });

  it('protects ones whose sum would tell them', () => {
    expect(series([1, 1, 40, 12])).toEqual({ cells: ['hidden', 'hidden', 40, 'hidden'], total: 54 });
  });

  it('hides the total when it is small, or when nothing else can be hidden', () => {
    expect(series([0, 5, 0])).toEqual({ cells: [0, 'hidden', 0], total: 'hidden' });
    expect(series(Array.from({ length: 11 }, () => 1)).total).toBe('hidden');
  });

  it('says the same of eleven ones as of ten ones and a two: whoever knows this rule cannot tell them apart', () => {
    const ones = Array.from({ length: 10 }, () => 1);
    const nothing = { cells: Array.from({ length: 11 }, () => 'hidden'), total: 'hidden' };
    expect(series([...ones, 1])).toEqual(nothing);
    expect(series([...ones, 2])).toEqual(nothing);
    expect(series([...ones, 3])).toEqual({ ...nothing, total: 13 });
  });

  it('leaves large counts and zeros alone', () => {
    expect(series([0, 0])).toEqual({ cells: [0, 0], total: 0 });
    expect(series([11, 25])).toEqual({ cells: [11, 25], total: 36 });
  });

  it('has nothing to protect from a total that is not shown', () => {
    expect(series([20, 4], null)).toEqual({ cells: [20, 'hidden'], total: null });
  });

  it('hides a month, a group or a total that tells one giver of the few others', () => {
    const tells =
      (...groups: string[]) =>
      (indexes: readonly number[]) =>
        groups.includes([...indexes].sort().join(' '));
    const publish = (
      cells: (number | null)[],
      tellsOfFew: (indexes: readonly number[]) => boolean,
      total = sum(cells),
    ) => publishSeries({ cells, total, tellsOfFew });
    expect(publish([20, 30, 40], tells('1'))).toEqual({ cells: ['hidden', 'hidden', 40], total: 90 });
    expect(publish([20, 30, 40], tells('0', '0 1'))).toEqual({ cells: ['hidden', 'hidden', 'hidden'], total: 90 });
    expect(publish([20, 30], tells('0', '0 1'))).toEqual({ cells: ['hidden', 30], total: 'hidden' });
    // What is not known is not hidden: it would look like a number.
    expect(publish([null, 30], () => true)).toEqual({ cells: [null, 'hidden'], total: 'hidden' });
    expect(publishSeries({ cells: [20], total: null, tellsOfFew: () => true })).toEqual({
      cells: ['hidden'],
      total: null,
    });
  });

  it('follows another threshold', () => {
    expect(publishSeries({ cells: [5, 6, 7], total: 18, threshold: 4 }).cells).toEqual([5, 6, 7]);
  });

  it('leaves two values at least to every hidden count, whatever the series', () => {
    const count = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.nat(14), fc.constant(null));
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 5 }), (cells) => {
        const published = series(cells);
        expect(fewestValues(published)).toBeGreaterThanOrEqual(2);
        cells.forEach((cell, index) => {
          if (cell !== null && cell >= 1 && cell <= 10) expect(published.cells[index]).toBe('hidden');
          if (cell === 0 || cell === null) expect(published.cells[index]).toBe(cell);
        });
      }),
      { seed: 9, numRuns: 600 },
    );
  });

  it('would be broken by subtraction without its complement', () => {
    expect(fewestValues({ cells: [20, 'hidden', 0, 30], total: 54 } as never)).toBe(1);
    expect(fewestValues({ cells: ['hidden', 'hidden', 40], total: 42 } as never)).toBe(1);
  });
});

describe('a rate', () => {
  it.each([
    [30, 60, 50],
    [0, 60, 0],
    [60, 60, 100],
    [5, 60, null],
    [55, 60, null],
    [4, 8, null],
    [0, 10, null],
    [0, 0, null],
    [11, 22, 50],
    [0, 11, 0],
    [11, 11, 100],
  ])('of %d out of %d is published as %s', (numerator, denominator, expected) => {
    expect(publishRate(numerator, denominator)).toBe(expected);
  });
});
