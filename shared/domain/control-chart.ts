export type Signal =
  | { code: 'outside'; at: number }
  /** Seven in a row on one side of the mean, or strictly rising or falling; `at` is the last point. */
  | { code: 'seven-on-one-side' | 'seven-rising' | 'seven-falling'; at: number }
  | { code: 'two-of-three-near-limit'; at: number };

export interface ControlChart {
  mean: number;
  meanRange: number;
  lower: number;
  upper: number;
  rangeLimit: number;
  /** Under twelve points the limits may still move. */
  provisional: boolean;
  signals: Signal[];
}

const RUN = 7;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Ends of every run of seven: a run goes on while its key is the same, and a null key breaks it. */
function runEnds(keys: readonly (number | null)[], length: number): { at: number; key: number }[] {
  let run = 0;
  return keys.flatMap((key, at) => {
    run = key === null ? 0 : key === keys[at - 1] ? run + 1 : 1;
    return key !== null && run >= length ? [{ at, key }] : [];
  });
}

function signalsOf(values: readonly number[], centre: number, halfWidth: number): Signal[] {
  const sides = values.map((value) => Math.sign(value - centre) || null);
  const slopes = values.slice(1).map((value, index) => Math.sign(value - (values[index] ?? value)) || null);
  const near = values.map((value) => (Math.abs(value - centre) > (2 / 3) * halfWidth ? Math.sign(value - centre) : 0));
  const outside = values.flatMap((value, at): Signal[] =>
    Math.abs(value - centre) > halfWidth ? [{ code: 'outside', at }] : [],
  );
  const oneSide = runEnds(sides, RUN).map(({ at }): Signal => ({ code: 'seven-on-one-side', at }));
  // Seven points have six slopes between them.
  const trends = runEnds(slopes, RUN - 1).map(
    ({ at, key }): Signal => ({ code: key > 0 ? 'seven-rising' : 'seven-falling', at: at + 1 }),
  );
  const nearLimit = near.flatMap((side, at): Signal[] => {
    const window = near.slice(Math.max(0, at - 2), at + 1);
    return side !== 0 && window.filter((one) => one === side).length >= 2
      ? [{ code: 'two-of-three-near-limit', at }]
      : [];
  });
  return [...outside, ...oneSide, ...trends, ...nearLimit];
}

/**
 * The XmR chart of monthly values, never of cumulated ones: centre x̄, limits x̄ ± 2.66 × m̄R where mRᵢ = |xᵢ − xᵢ₋₁|, range
 * limit 3.267 × m̄R; the lower limit of a count is not under 0. Null under two points, or a mean under 5: a run chart instead.
 * Source: Wheeler; signals of NHS England's "Making data count". Example: 18, 22, 17, 20, 25, 19, 16, 21, 23, 18, 20, 19:
 * mean 19.83, limits 9.92 and 29.75, no signal.
 */
export function controlChart(values: readonly number[]): ControlChart | null {
  const centre = values.length < 2 ? 0 : mean(values);
  if (centre < 5) return null;
  const meanRange = mean(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value))));
  const halfWidth = 2.66 * meanRange;
  return {
    mean: centre,
    meanRange,
    lower: Math.max(0, centre - halfWidth),
    upper: centre + halfWidth,
    rangeLimit: 3.267 * meanRange,
    provisional: values.length < 12,
    signals: signalsOf(values, centre, halfWidth),
  };
}
