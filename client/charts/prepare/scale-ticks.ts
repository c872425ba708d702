export interface Scale {
  min: number;
  max: number;
  /** From min to max, both included, equally spaced. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

function niceStep(rough: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = STEPS.map((factor) => factor * power).find((candidate) => candidate >= rough * (1 - 1e-9)) ?? 10 * power;
  return whole ? Math.max(1, Math.ceil(step)) : step;
}

/**
 * A scale that always holds zero, with about `count` round steps; whole steps when every value is whole, because there is
 * no half household. Example: values up to 23 give 0, 5, 10, 15, 20, 25.
 */
export function scaleTicks(values: readonly number[], count = 4): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const whole = values.every(Number.isInteger);
  const step = high === low ? 1 : niceStep((high - low) / count, whole);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}
