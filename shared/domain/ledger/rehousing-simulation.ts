import { type DwellingSize, dwellingSizes } from './dwelling-need.ts';

/** What is known today, from which a simulation starts. Households; rates per month. */
export interface SimulationStart {
  /** Active households by size needed. */
  active: Record<DwellingSize, number>;
  /** Entries of each of the last months, by size needed; the oldest first. */
  inflow: Record<DwellingSize, readonly number[]>;
  /** Exits of each of the last months, whatever the way out, by size needed. */
  outflow: Record<DwellingSize, readonly number[]>;
}

export interface SimulatedMonth {
  /** Months from now. */
  month: number;
  low: number;
  central: number;
  high: number;
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far the monthly rhythm has strayed from its mean: the standard error of the mean of these months, twice. */
function spread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  return 2 * Math.sqrt(variance / values.length);
}

/**
 * Active households month by month if the rhythm of the last months went on and `extra` more dwellings of each size were let
 * every month to active households that need that size. Nobody is housed twice: a size never goes below zero. The range is
 * what chance allows to the mean rhythm: two standard errors, the sizes being taken as independent; it is not a forecast.
 * Example: 100 households needing a T1, 10 entering and 10 leaving each month, 2 more T1 a month: 88 in six months.
 */
export function simulateActive(
  start: SimulationStart,
  extra: Partial<Record<DwellingSize, number>>,
  months: number,
): SimulatedMonth[] {
  const sizes = dwellingSizes.map((size) => {
    const net = (start.inflow[size] ?? []).map((value, index) => value - (start.outflow[size]?.[index] ?? 0));
    return { active: start.active[size], net: mean(net), doubt: spread(net), extra: Math.max(0, extra[size] ?? 0) };
  });
  const doubt = Math.sqrt(sizes.reduce((sum, one) => sum + one.doubt ** 2, 0));
  return Array.from({ length: months + 1 }, (_, month) => {
    const central = sizes.reduce((sum, one) => sum + Math.max(0, one.active + month * (one.net - one.extra)), 0);
    return { month, low: Math.max(0, central - month * doubt), central, high: central + month * doubt };
  });
}
