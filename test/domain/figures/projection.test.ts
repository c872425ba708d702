import { describe, expect, it } from 'vitest';
import { type ProjectionInput, projectionOf } from '../../../shared/domain/figures/projection.ts';
import { addMonths } from '../../../shared/domain/month.ts';

/** Months that end with `at`. */
const upTo = (at: string, values: (number | null)[]) =>
  values.map((value, rank) => ({ month: addMonths(at, rank + 1 - values.length), value }));

const diagnostics = (values: (number | null)[], more: Partial<ProjectionInput> = {}): ProjectionInput => ({
  timeRule: 'flow',
  direction: 'increase',
  months: upTo('2023-09', values),
  now: 20,
  target: 40,
  at: '2023-09',
  end: '2023-12',
  ...more,
});

describe('projection to the end of the year', () => {
  it('carries on the rhythm of the last three months: 20 so far, 3 a month, 29 in December', () => {
    const projection = projectionOf(diagnostics([2, 3, 4], { target: 25 }));
    expect(projection).toMatchObject({ kind: 'range', low: 29, high: 29, everyRhythmReaches: true });
    expect(projection).toMatchObject({ reachedBetween: { from: '2023-11', to: '2023-11' } });
  });

  it('gives a low and a high from the rhythms of 3, 6 and 12 months', () => {
    const projection = projectionOf(diagnostics([1, 1, 1, 1, 1, 1, 2, 2, 2, 6, 6, 6], { target: 38 }));
    if (projection.kind !== 'range') throw new Error(projection.reason);
    expect(projection.rhythms.map(({ months, perMonth, atEnd }) => [months, perMonth, atEnd])).toEqual([
      [3, 6, 38],
      [6, 4, 32],
      [12, 2.5, 27.5],
    ]);
    expect([projection.low, projection.high]).toEqual([27.5, 38]);
    expect(projection.reachedBetween).toEqual({ from: '2023-12', to: '2023-12' });
    expect(projection.everyRhythmReaches).toBe(false);
  });

  it('says that the target is not reached in the year', () => {
    expect(projectionOf(diagnostics([2, 3, 4]))).toMatchObject({ reachedBetween: null, everyRhythmReaches: false });
  });

  it('leaves a missing month out of the rhythm, instead of counting it as zero', () => {
    const projection = projectionOf(diagnostics([3, 3, null, 3, 3, null]));
    expect(projection).toMatchObject({ low: 29, high: 29 });
  });

  it('says nothing of a window of which half of the months are not known: five of twelve are no rhythm of a year', () => {
    const windows = (values: (number | null)[]) => {
      const projection = projectionOf(diagnostics(values));
      return projection.kind === 'range' ? projection.rhythms.map(({ months }) => months) : projection.reason;
    };
    const gap = [null, null, null, null, null, null];
    expect(windows([9, 9, null, ...gap, 3, 3, 3])).toEqual([3, 6]);
    expect(windows([9, 9, 9, ...gap, 3, 3, 3])).toEqual([3, 6, 12]);
    expect(windows([9, 9, 9, ...gap, null, 3, 3])).toBe('too-few-months');
  });

  it('counts a real zero', () => {
    expect(projectionOf(diagnostics([3, 3, 0]))).toMatchObject({ low: 26, high: 26 });
  });

  it('does not exist for fewer than three known months, a year that is over, no value, or different people', () => {
    expect(projectionOf(diagnostics([2, null, 4]))).toEqual({ kind: 'none', reason: 'too-few-months' });
    expect(projectionOf(diagnostics([2, 3, 4], { end: '2023-09' }))).toEqual({ kind: 'none', reason: 'period-over' });
    expect(projectionOf(diagnostics([2, 3, 4], { now: null }))).toEqual({ kind: 'none', reason: 'no-value' });
    expect(projectionOf(diagnostics([2, 3, 4], { timeRule: 'unique' }))).toEqual({
      kind: 'none',
      reason: 'does-not-project',
    });
  });

  it('follows the slope of a stock: 30, 32, 34 dwellings make 40 in December', () => {
    const stock = diagnostics([30, 32, 34], { timeRule: 'stock', now: 34 });
    expect(projectionOf(stock)).toMatchObject({ low: 40, reachedBetween: { from: '2023-12', to: '2023-12' } });
  });

  it('keeps the slope of a level right over a missing month', () => {
    const stock = diagnostics([30, null, 34, 36], { timeRule: 'stock', now: 36 });
    expect(projectionOf(stock)).toMatchObject({ kind: 'range', low: 42, high: 42 });
  });

  it('follows a fall to zero and no further: a non-response of 20, 14, 8 %', () => {
    const falling: Partial<ProjectionInput> = { timeRule: 'ratio', direction: 'decrease', now: 8, target: 0, max: 100 };
    expect(projectionOf(diagnostics([20, 14, 8], falling))).toMatchObject({
      low: 0,
      reachedBetween: { from: '2023-11', to: '2023-11' },
    });
    expect(projectionOf(diagnostics([90, 94, 98], { ...falling, now: 98 }))).toMatchObject({
      high: 100,
      reachedBetween: null,
    });
  });

  it('says that a target already held is reached now', () => {
    expect(projectionOf(diagnostics([2, 3, 4], { now: 41 }))).toMatchObject({
      reachedBetween: { from: '2023-09', to: '2023-09' },
    });
  });

  it('reads the months in their order, however they come, and none after the one that counts', () => {
    const months = upTo('2023-10', [30, 32, 34, 99]);
    const stock = diagnostics([], { timeRule: 'stock', now: 34, months: months.toReversed() });
    expect(projectionOf(stock)).toMatchObject({ low: 40, high: 40 });
  });

  it('reaches nothing without a target, nor for a figure that is only a context', () => {
    expect(projectionOf(diagnostics([2, 3, 4], { target: null }))).toMatchObject({ reachedBetween: null, low: 29 });
    expect(projectionOf(diagnostics([2, 3, 4], { direction: 'context', target: 25 }))).toMatchObject({
      reachedBetween: null,
    });
  });

  it('reaches now a target that is just held, even when nothing moves, and never one that does not come nearer', () => {
    const still: Partial<ProjectionInput> = { timeRule: 'stock', now: 34 };
    const reached = (target: number) => projectionOf(diagnostics([34, 34, 34], { ...still, target }));
    expect(reached(34)).toMatchObject({ reachedBetween: { from: '2023-09', to: '2023-09' } });
    expect(reached(35)).toMatchObject({ reachedBetween: null, everyRhythmReaches: false });
    // Going down to ten from fourteen: four to lose, and two a month.
    const fewer: Partial<ProjectionInput> = { timeRule: 'stock', direction: 'decrease', now: 14, target: 10 };
    expect(projectionOf(diagnostics([18, 16, 14], fewer))).toMatchObject({
      reachedBetween: { from: '2023-11', to: '2023-11' },
    });
    expect(projectionOf(diagnostics([10, 9, 9], { ...fewer, now: 9 }))).toMatchObject({
      reachedBetween: { from: '2023-09', to: '2023-09' },
    });
  });

  it('tells the first and the last month when rhythms reach the target, the quick one before the slow one', () => {
    const projection = projectionOf(diagnostics([6, 6, 6, 2, 2, 2], { target: 24 }));
    expect(projection).toMatchObject({ reachedBetween: { from: '2023-10', to: '2023-11' }, everyRhythmReaches: true });
  });

  it('expects the months that lack at the same rhythm, and reaches no target before the next month', () => {
    const late = diagnostics([3, 3, 3], { whole: 18, lacking: 2 });
    // Eighteen in the whole months, and five to come at three.
    expect(projectionOf(late)).toMatchObject({ low: 33, high: 33, lacking: 2 });
    const reached = (target: number) => projectionOf({ ...late, target });
    expect(reached(21)).toMatchObject({ reachedBetween: { from: '2023-10', to: '2023-10' } });
    expect(reached(30)).toMatchObject({ reachedBetween: { from: '2023-11', to: '2023-11' } });
    expect(reached(33)).toMatchObject({ reachedBetween: { from: '2023-12', to: '2023-12' } });
    expect(reached(34)).toMatchObject({ reachedBetween: null });
  });

  it('goes by quarters: three of them are a rhythm, of a month each third', () => {
    const quarters = ['2023-03', '2023-06', '2023-09'];
    const of = (values: number[], more: Partial<ProjectionInput>) =>
      projectionOf({
        ...diagnostics([], more),
        months: quarters.map((month, rank) => ({ month, value: values[rank] ?? null })),
        every: 3,
      });
    expect(of([6, 6, 9], { now: 21 })).toMatchObject({ low: 28, rhythms: [{ months: 12, perMonth: 7 / 3 }] });
    expect(of([30, 33, 36], { timeRule: 'stock', now: 36 })).toMatchObject({ low: 39, rhythms: [{ perMonth: 1 }] });
    expect(of([6, 6], { now: 12 })).toEqual({ kind: 'none', reason: 'too-few-months' });
  });

  it('does not carry a milestone on: a plan is signed or it is not', () => {
    expect(projectionOf(diagnostics([0, 0, 1], { timeRule: 'milestone' }))).toMatchObject({
      reason: 'does-not-project',
    });
  });

  it('reaches a target of one after three months at a third a month', () => {
    expect(projectionOf(diagnostics([1, 0, 0], { now: 0, target: 1 }))).toMatchObject({
      reachedBetween: { from: '2023-12', to: '2023-12' },
    });
  });
});
