import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProgressInput, progressOf } from '../../../shared/domain/figures/progress.ts';

const input = (more: Partial<ProgressInput>): ProgressInput => ({
  direction: 'increase',
  start: null,
  target: null,
  now: null,
  countsFromNothing: true,
  tolerance: null,
  ...more,
});
const up = (start: number | null, target: number, now: number | null) => progressOf(input({ start, target, now }));
const down = (start: number | null, target: number, now: number | null) =>
  progressOf(input({ direction: 'decrease', start, target, now }));
const rate = (percent: number, reached = false, worseThanStart = false) => ({
  kind: 'rate',
  percent,
  reached,
  worseThanStart,
});

describe('the ten cases', () => {
  it('up from 20 to 100, now 60: 50 %', () => {
    expect(up(20, 100, 60)).toEqual(rate(50));
  });
  it('down from 100 to 60, now 80: 50 %', () => {
    expect(down(100, 60, 80)).toEqual(rate(50));
  });
  it('down from 100 to 60, now 50: 125 %, reached', () => {
    expect(down(100, 60, 50)).toEqual(rate(125, true));
  });
  it('down from 100 to 60, now 110: −25 %, worse than at the start', () => {
    expect(down(100, 60, 110)).toEqual(rate(-25, false, true));
  });
  it('down to zero from 10, now 4: 60 %', () => {
    expect(down(10, 0, 4)).toEqual(rate(60));
  });
  it('maintain 85 with a tolerance of 2, now 84: 1 point under, within tolerance', () => {
    expect(progressOf(input({ direction: 'maintain', target: 85, tolerance: 2, now: 84 }))).toEqual({
      kind: 'maintain',
      gap: -1,
      withinTolerance: true,
    });
  });
  it('up from 0 to 40, now 52: 130 %, reached', () => {
    expect(up(0, 40, 52)).toEqual(rate(130, true));
  });
  it('up from 0 to 40, now a real zero: 0 %, reported', () => {
    expect(up(0, 40, 0)).toEqual(rate(0));
  });
  it('up from 0 to 40, now missing: no value yet', () => {
    expect(up(0, 40, null)).toEqual({ kind: 'none', reason: 'no-value' });
  });
  it('down from 75 % to 0 %, now 30 %: 60 %', () => {
    expect(down(75, 0, 30)).toEqual(rate(60));
  });
});

describe('what the formula leaves out', () => {
  it('starts a rising count from zero, and asks for the start of a fall', () => {
    expect(up(null, 40, 10)).toEqual(rate(25));
    expect(down(null, 0, 30)).toEqual({ kind: 'none', reason: 'no-start' });
    const rateOfMet = input({ start: null, target: 100, now: 26, countsFromNothing: false });
    expect(progressOf(rateOfMet)).toEqual({ kind: 'none', reason: 'no-start' });
  });

  it('says that the target was already met at the start, and whether it still is', () => {
    const note = 'target-already-met-at-start';
    expect(up(70, 70, 70)).toEqual({ ...rate(100, true), note });
    expect(up(329, 70, 329)).toEqual({ ...rate(100, true), note });
    expect(up(329, 70, 60)).toEqual({ ...rate(0), note });
    expect(down(5, 10, 12)).toEqual({ ...rate(0), note });
    expect(down(5, 10, 8)).toEqual({ ...rate(100, true), note });
  });

  it('is out of tolerance three points under', () => {
    expect(progressOf(input({ direction: 'maintain', target: 85, tolerance: 2, now: 82 }))).toEqual({
      kind: 'maintain',
      gap: -3,
      withinTolerance: false,
    });
  });

  it('does not judge a context figure or one without a target', () => {
    expect(progressOf(input({ direction: 'context', target: 1154, now: 900 }))).toEqual({
      kind: 'none',
      reason: 'context',
    });
    expect(progressOf(input({ now: 174 }))).toEqual({ kind: 'none', reason: 'no-target' });
  });
});

describe('laws of progress', () => {
  const numbers = fc.integer({ min: -1000, max: 1000 });
  const ends = fc.tuple(numbers, numbers, numbers).filter(([start, target]) => start < target);

  it('does not change with the unit: thousands, or degrees of another scale', () => {
    fc.assert(
      fc.property(ends, fc.integer({ min: 1, max: 1000 }), numbers, ([start, target, now], scale, shift) => {
        const turn = (value: number) => value * scale + shift;
        expect(up(turn(start), turn(target), turn(now))).toEqual(up(start, target, now));
      }),
      { seed: 20231221 },
    );
  });

  it('reads a fall as the mirror of a rise', () => {
    fc.assert(
      fc.property(ends, ([start, target, now]) => {
        expect(down(-start, -target, -now)).toEqual(up(start, target, now));
      }),
      { seed: 20231221 },
    );
  });

  it('is reached exactly from 100 % on', () => {
    fc.assert(
      fc.property(ends, ([start, target, now]) => {
        const progress = up(start, target, now);
        expect(progress.kind === 'rate' && progress.reached).toBe(progress.kind === 'rate' && progress.percent >= 100);
      }),
      { seed: 20231221 },
    );
  });
});
