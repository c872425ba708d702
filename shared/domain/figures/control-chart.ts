import { median } from '../entry/outliers.ts';
import type { Direction } from '../indicator.ts';

/**
 * Real change or noise. A month above the month before says nothing by itself: a process varies. The chart tells what its
 * own variation explains from what it does not. Never on cumulative values, which only ever rise.
 */

export type SignalKind = 'outside' | 'shift' | 'trend' | 'two-of-three';

/** Points that the usual variation does not explain; `points` are ranks in the series, the oldest 0. */
export interface Signal {
  kind: SignalKind;
  side: 'above' | 'below';
  points: number[];
}

interface Chart {
  signals: Signal[];
  /** Under 12 known months the lines will still move. */
  provisional: boolean;
}

/** Values and limits in the indicator's unit per month. */
export interface XmrChart extends Chart {
  kind: 'xmr';
  mean: number;
  /** Mean of the differences between two months in a row. */
  meanRange: number;
  lower: number;
  upper: number;
  /** What is drawn for a count, which cannot go below zero. */
  drawnLower: number;
  /** The highest difference between two months that is still usual. */
  rangeLimit: number;
}

/** For a mean under 5, where limits mean nothing: the median alone. */
export interface RunChart extends Chart {
  kind: 'run';
  mean: number;
  median: number;
}

export type ControlChart = XmrChart | RunChart | { kind: 'none'; reason: 'too-few-months' };

/** Wheeler's constants for a moving range of two. */
const LIMIT = 2.66;
const RANGE_LIMIT = 3.267;
const RUN = 7;
const FIRM = 12;
const SMALL_MEAN = 5;
const FEWEST = 3;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Differences between two months in a row; a missing month has none on either side. */
function movingRanges(points: readonly (number | null)[]): number[] {
  return points.flatMap((point, rank) => {
    const before = rank === 0 ? null : (points[rank - 1] ?? null);
    return point === null || before === null ? [] : [Math.abs(point - before)];
  });
}

type Side = -1 | 0 | 1;
const sideName = (side: Side) => (side > 0 ? 'above' : 'below');

/** Longest stretches where every rank has the same side, of at least `length` points. Side 0 breaks a stretch. */
function stretches(sides: Side[], length: number): { side: Side; ranks: number[] }[] {
  const found: { side: Side; ranks: number[] }[] = [];
  for (const [rank, side] of sides.entries()) {
    const current = found.at(-1);
    if (current && current.side === side) current.ranks.push(rank);
    else found.push({ side, ranks: [rank] });
  }
  return found.filter(({ side, ranks }) => side !== 0 && ranks.length >= length);
}

const sideOf = (point: number | null, center: number): Side =>
  point === null ? 0 : (Math.sign(point - center) as Side);

function shifts(points: readonly (number | null)[], center: number): Signal[] {
  const sides = points.map((point) => sideOf(point, center));
  return stretches(sides, RUN).map(({ side, ranks }) => ({ kind: 'shift', side: sideName(side), points: ranks }));
}

function trends(points: readonly (number | null)[]): Signal[] {
  const moves = points.map((point, rank) => {
    const before = rank === 0 ? null : (points[rank - 1] ?? null);
    return before === null ? 0 : sideOf(point, before);
  });
  // Seven points that rise make six moves.
  return stretches(moves, RUN - 1).map(({ side, ranks }) => ({
    kind: 'trend',
    side: sideName(side),
    points: [(ranks[0] ?? 1) - 1, ...ranks],
  }));
}

function outside(points: readonly (number | null)[], lower: number, upper: number): Signal[] {
  return points.flatMap((point, rank): Signal[] => {
    if (point === null || (point >= lower && point <= upper)) return [];
    return [{ kind: 'outside', side: point > upper ? 'above' : 'below', points: [rank] }];
  });
}

/** Two of three months in a row beyond two thirds of the way to the same limit; each group is told once. */
function twoOfThree(points: readonly (number | null)[], center: number, reach: number): Signal[] {
  const far = points.map(
    (point): Side => (point !== null && Math.abs(point - center) > (2 / 3) * reach ? sideOf(point, center) : 0),
  );
  const signals: Signal[] = [];
  for (let last = 2; last < far.length; last += 1) {
    const window = [last - 2, last - 1, last];
    if (window.some((rank) => points[rank] === null)) continue;
    for (const side of [1, -1] as const) {
      const ranks = window.filter((rank) => far[rank] === side);
      const told = signals.some((one) => ranks.every((rank) => one.points.includes(rank)));
      if (ranks.length >= 2 && !told) signals.push({ kind: 'two-of-three', side: sideName(side), points: ranks });
    }
  }
  return signals;
}

/**
 * The control chart of a series of months, the oldest first, null for a missing one (it breaks runs and ranges). Centre
 * x̄, limits x̄ ± 2.66 × the mean moving range, range limit 3.267 × the same. Signals: one point outside; 7 in a row on one
 * side of the centre (a point on it breaks the run); 7 strictly rising or falling; 2 of 3 beyond two thirds of a limit,
 * same side. A mean under 5 gets a run chart about the median; fewer than 3 known months get none.
 * Source: Wheeler, Understanding Variation; rule set of NHS England, "Making data count".
 * Example: 18, 22, 17, 20, 25, 19, 16, 21, 23, 18, 20, 19 has centre 19.83, limits 9.92 and 29.75, and no signal.
 */
export function controlChart(points: readonly (number | null)[]): ControlChart {
  const known = points.filter((point) => point !== null);
  const ranges = movingRanges(points);
  if (known.length < FEWEST || ranges.length === 0) return { kind: 'none', reason: 'too-few-months' };
  const center = mean(known);
  const provisional = known.length < FIRM;
  if (center < SMALL_MEAN) {
    const middle = median(known) ?? center;
    return {
      kind: 'run',
      mean: center,
      median: middle,
      provisional,
      signals: [...shifts(points, middle), ...trends(points)],
    };
  }
  const meanRange = mean(ranges);
  const reach = LIMIT * meanRange;
  const [lower, upper] = [center - reach, center + reach];
  const signals = [
    ...outside(points, lower, upper),
    ...shifts(points, center),
    ...trends(points),
    ...twoOfThree(points, center, reach),
  ];
  const lines = {
    mean: center,
    meanRange,
    lower,
    upper,
    drawnLower: Math.max(0, lower),
    rangeLimit: RANGE_LIMIT * meanRange,
  };
  return { kind: 'xmr', ...lines, provisional, signals };
}

/** `will-not-reach`: the process as it is will not reach it; `by-luck`: some months only; `safely`: every month. */
export type TargetVerdict = 'will-not-reach' | 'by-luck' | 'safely';

/**
 * What the process as it is promises about a target, which is given per month like the chart's points. Increase wanted:
 * above the upper limit it will not be reached, inside it is by luck, below the lower limit it is safely held; the mirror
 * for a decrease. Null without limits or without a direction to judge.
 * Example: limits 9.9 and 29.7, increase wanted: a target of 30 will not be reached, one of 25 by luck, one of 9 safely.
 */
export function targetVerdict(chart: ControlChart, direction: Direction, target: number | null): TargetVerdict | null {
  if (chart.kind !== 'xmr' || target === null) return null;
  if (direction !== 'increase' && direction !== 'decrease') return null;
  const [hard, easy] =
    direction === 'increase'
      ? [target > chart.upper, target < chart.lower]
      : [target < chart.lower, target > chart.upper];
  if (hard) return 'will-not-reach';
  return easy ? 'safely' : 'by-luck';
}
