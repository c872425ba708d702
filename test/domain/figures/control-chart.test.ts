import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlChart, targetVerdict, type XmrChart } from '../../../shared/domain/figures/control-chart.ts';

const requests = [18, 22, 17, 20, 25, 19, 16, 21, 23, 18, 20, 19];
const calm = [19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21];
const xmr = (points: (number | null)[]) => controlChart(points) as XmrChart;
const kinds = (points: (number | null)[]) => xmr(points).signals.map((signal) => signal.kind);

describe('an XmR chart', () => {
  it('has the centre, limits and range limit of the worked vector, and no signal', () => {
    const chart = xmr(requests);
    expect(chart.kind).toBe('xmr');
    expect(chart.mean).toBeCloseTo(19.8333, 4);
    expect(chart.meanRange).toBeCloseTo(3.72727, 5);
    expect(chart.lower).toBeCloseTo(9.9188, 4);
    expect(chart.upper).toBeCloseTo(29.7479, 4);
    expect(chart.rangeLimit).toBeCloseTo(12.177, 3);
    expect(chart.signals).toEqual([]);
    expect(chart.provisional).toBe(false);
  });

  it('is provisional under twelve known months', () => {
    expect(xmr(requests.slice(0, 11)).provisional).toBe(true);
    expect(xmr([...requests.slice(0, 11), null]).provisional).toBe(true);
  });

  it('signals one point outside the limits', () => {
    const { signals } = xmr([...requests, 45]);
    expect(signals).toEqual([{ kind: 'outside', side: 'above', points: [12] }]);
  });

  it('signals seven points in a row on one side, not six, and a point on the mean breaks the run', () => {
    const seven = [20, 10, 20, 10, 20, 10, 10, 20, 10, 18, 17, 18, 17, 18, 17, 18];
    expect(kinds(seven)).toEqual(['shift']);
    expect(xmr(seven).signals[0]).toEqual({ kind: 'shift', side: 'above', points: [9, 10, 11, 12, 13, 14, 15] });
    const six = [20, 10, 20, 10, 20, 10, 20, 10, 18, 17, 18, 17, 18, 17, 10, 11];
    expect(kinds(six)).toEqual([]);
    const onTheMean = [12, 18, 16, 14, 16, 14, 16, 15, 16, 14, 17, 15, 14, 13];
    expect(xmr(onTheMean).mean).toBe(15);
    expect(kinds(onTheMean)).toEqual([]);
  });

  it('signals seven points strictly rising, and a tie breaks the trend', () => {
    const rising = [30, 12, 28, 14, 16, 18, 20, 22, 24, 26, 11, 29];
    expect(xmr(rising).signals).toEqual([{ kind: 'trend', side: 'above', points: [3, 4, 5, 6, 7, 8, 9] }]);
    const tied = [30, 12, 28, 14, 16, 18, 18, 20, 22, 24, 11, 29];
    expect(kinds(tied)).toEqual([]);
  });

  it('signals two of three points beyond two thirds of the same limit', () => {
    // Mean 20.52, upper limit 26.91: two thirds of the way up is 24.78.
    const near = [...calm, 25, 21, 25, 21, 19, 21, 19];
    expect(xmr(near).signals).toEqual([{ kind: 'two-of-three', side: 'above', points: [14, 16] }]);
    const apart = [...calm.slice(0, 8), 25, 22, 20, 19, 21, 19, 21, 19, 21, 25, 19, 21, 19];
    expect(xmr(apart).upper).toBeCloseTo(26.91, 2);
    expect(kinds(apart)).toEqual([]);
  });

  it('lets a missing month break runs and ranges instead of counting as zero', () => {
    const gap = [...requests.slice(0, 6), null, ...requests.slice(6)];
    const chart = xmr(gap);
    expect(chart.mean).toBeCloseTo(19.8333, 4);
    expect(chart.meanRange).toBeCloseTo((41 - 3) / 10, 5);
    const broken = [20, 10, 20, 10, 20, 10, 10, 20, 10, 18, 17, 18, null, 17, 18, 17, 18];
    expect(kinds(broken)).toEqual([]);
  });

  it('draws the lower limit of a count at zero at the lowest', () => {
    const chart = xmr([2, 14, 3, 12, 1, 13, 2, 11, 3, 12, 2, 14]);
    expect(chart.lower).toBeLessThan(0);
    expect(chart.drawnLower).toBe(0);
  });

  it('gives way to a run chart about the median when the mean is under five', () => {
    const chart = controlChart([3, 4, 2, 5, 3, 4, 2, 3, 5, 4, 3, 2]);
    expect(chart).toMatchObject({ kind: 'run', median: 3, signals: [], provisional: false });
    const shifted = controlChart([1, 2, 1, 2, 1, 2, 1, 3, 4, 3, 4, 3, 4, 3]);
    expect(shifted).toMatchObject({ kind: 'run', median: 2.5 });
    expect(shifted.kind === 'run' && shifted.signals.map(({ side }) => side)).toEqual(['below', 'above']);
  });

  it('does not exist for fewer than three months', () => {
    expect(controlChart([4, null, 6])).toEqual({ kind: 'none', reason: 'too-few-months' });
    expect(controlChart([])).toEqual({ kind: 'none', reason: 'too-few-months' });
  });

  it('tells what falls as what rises, on the other side', () => {
    const mirrored = (about: number, points: number[]) => xmr(points.map((point) => about - point)).signals;
    expect(mirrored(60, [...requests, 45])).toEqual([{ kind: 'outside', side: 'below', points: [12] }]);
    const seven = [20, 10, 20, 10, 20, 10, 10, 20, 10, 18, 17, 18, 17, 18, 17, 18];
    expect(mirrored(30, seven)).toEqual([{ kind: 'shift', side: 'below', points: [9, 10, 11, 12, 13, 14, 15] }]);
    const rising = [30, 12, 28, 14, 16, 18, 20, 22, 24, 26, 11, 29];
    expect(mirrored(42, rising)).toEqual([{ kind: 'trend', side: 'below', points: [3, 4, 5, 6, 7, 8, 9] }]);
    expect(mirrored(42, [30, 12, 28, 14, 16, 18, 20, 22, 24, 11, 26, 29])).toEqual([]);
    expect(mirrored(40, [...calm, 25, 21, 25, 21, 19, 21, 19])).toEqual([
      { kind: 'two-of-three', side: 'below', points: [14, 16] },
    ]);
  });

  it('tells two of three once, again when a third joins them, and not over a missing month', () => {
    expect(xmr([...calm, 25, 25, 25, 19, 21, 19, 21, 19, 21, 19]).signals.map(({ points }) => points)).toEqual([
      [14, 15],
      [14, 15, 16],
    ]);
    expect(kinds([...calm, 25, null, 25, 21, 19, 21, 19])).toEqual([]);
    expect(xmr([25, 25, ...calm, 21, 19, 21]).signals.map(({ points }) => points)).toEqual([[0, 1]]);
  });

  it('begins at a mean of five, and with two months in a row', () => {
    expect([controlChart([4, 5, 6]).kind, controlChart([4, 5, 5]).kind]).toEqual(['xmr', 'run']);
    expect(controlChart([14, null, 15, null, 16])).toEqual({ kind: 'none', reason: 'too-few-months' });
    expect(controlChart([14, 15, null, 16])).toMatchObject({ kind: 'xmr', meanRange: 1, mean: 15 });
  });

  it('of small counts is provisional too, and tells its trends', () => {
    expect(controlChart([4, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0])).toMatchObject({
      kind: 'run',
      provisional: true,
      signals: [{ kind: 'trend', side: 'above', points: [2, 3, 4, 5, 6, 7, 8] }],
    });
  });

  it('moves with a change of scale and keeps its signals', () => {
    const months = fc.array(fc.integer({ min: 50, max: 400 }), { minLength: 12, maxLength: 24 });
    fc.assert(
      fc.property(months, (points) => {
        const [one, four] = [xmr(points), xmr(points.map((point) => point * 4))];
        expect(four.signals).toEqual(one.signals);
        expect(four.upper).toBeCloseTo(one.upper * 4, 6);
      }),
      { seed: 20231221 },
    );
  });
});

describe('a target against the process as it is', () => {
  const chart = controlChart(requests);

  it('is out of reach above the upper limit, a matter of luck inside, safe below the lower, when a rise is wanted', () => {
    expect(targetVerdict(chart, 'increase', 30)).toBe('will-not-reach');
    expect(targetVerdict(chart, 'increase', 25)).toBe('by-luck');
    expect(targetVerdict(chart, 'increase', 9)).toBe('safely');
  });

  it('is the mirror when a fall is wanted', () => {
    expect(targetVerdict(chart, 'decrease', 9)).toBe('will-not-reach');
    expect(targetVerdict(chart, 'decrease', 25)).toBe('by-luck');
    expect(targetVerdict(chart, 'decrease', 30)).toBe('safely');
  });

  it('is a matter of luck on a limit itself', () => {
    const { upper, lower } = xmr(requests);
    for (const direction of ['increase', 'decrease'] as const)
      expect([targetVerdict(chart, direction, upper), targetVerdict(chart, direction, lower)]).toEqual([
        'by-luck',
        'by-luck',
      ]);
  });

  it('is not judged for a context figure, without a target, or on a run chart', () => {
    expect(targetVerdict(chart, 'context', 30)).toBeNull();
    expect(targetVerdict(chart, 'increase', null)).toBeNull();
    expect(targetVerdict(controlChart([1, 2, 3]), 'increase', 30)).toBeNull();
  });
});
