import type { Month } from '../month.ts';

/** A month of the ledger of which everything is known. Households. */
export interface StockMonth {
  month: Month;
  start: number;
  active: number;
  inflow: number;
  outflow: number;
}

/** The rhythm of some months: how many come in, and which share of those who were there goes out. */
export interface Rhythm {
  inflow: number;
  exitRate: number;
  /** How far a month strays from what its rhythm says: a standard deviation, in households. */
  spread: number;
  months: number;
}

/** What somebody supposes, beside the rhythm. Each month, but for places and the share. */
export interface Levers {
  captured: number;
  lettings: number;
  /** Boarding-house places opened in the first month, one household each. */
  boarding: number;
  /** Households that keep their home. */
  prevention: number;
  /** More or fewer entries, in percent. */
  inflow: number;
}

export const noLever: Levers = { captured: 0, lettings: 0, boarding: 0, prevention: 0, inflow: 0 };

export interface SimulatedMonth {
  /** Months from now. */
  month: number;
  low: number;
  central: number;
  high: number;
}

/** Fitted on these many months, checked on those that follow. */
export const FITTED_MONTHS = 24;
export const CHECKED_MONTHS = 12;

/** Of the months checked, so many at least must have ended within the range. */
export const WITHIN_AT_LEAST = 9;

/** Nineteen times in twenty, where chance is normal. */
const WIDTH = 1.96;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * The rhythm of some months: the mean of their entries, and Σ exits ÷ Σ active at their start. Null: nobody was there.
 * Example: 10 entries and 10 exits of 100 households each month: 10 entries, a rate of 10 %, no spread.
 */
export function rhythmOf(months: readonly StockMonth[]): Rhythm | null {
  const exposed = sum(months.map(({ start }) => start));
  if (exposed === 0) return null;
  const inflow = sum(months.map((one) => one.inflow)) / months.length;
  const exitRate = Math.min(1, sum(months.map(({ outflow }) => outflow)) / exposed);
  const strays = months.map((one) => one.inflow - one.outflow - (inflow - exitRate * one.start));
  const free = Math.max(1, months.length - 2);
  return { inflow, exitRate, spread: Math.sqrt(sum(strays.map((value) => value ** 2)) / free), months: months.length };
}

/**
 * Households without a home month by month, if a rhythm went on with some levers beside: more homes house households of whom
 * some would have left anyway, since the rate then bears on fewer. Nobody is housed twice: the stock never goes below zero. The
 * range is that of chance around the rhythm and of the rhythm itself, known from few months; it is not a forecast.
 * Example: 100 households, 10 entries a month, a rate of 10 %, 2 more homes a month: 98 after a month, 96.2 after two.
 */
export function simulateStock(active: number, rhythm: Rhythm, levers: Levers, months: number): SimulatedMonth[] {
  const kept = 1 - rhythm.exitRate;
  const inflow = Math.max(0, rhythm.inflow * (1 + levers.inflow / 100) - levers.prevention);
  const simulated: SimulatedMonth[] = [{ month: 0, low: active, central: active, high: active }];
  let [central, chance, weight] = [active, 0, 0];
  for (let month = 1; month <= months; month += 1) {
    const homes = levers.captured + levers.lettings + (month === 1 ? levers.boarding : 0);
    central = Math.max(0, central * kept + inflow - homes);
    chance = chance * kept ** 2 + rhythm.spread ** 2;
    weight = weight * kept + 1;
    const doubt = WIDTH * Math.sqrt(chance + (weight * rhythm.spread) ** 2 / rhythm.months);
    simulated.push({ month, low: Math.max(0, central - doubt), central, high: central + doubt });
  }
  return simulated;
}

export interface CheckedMonth extends SimulatedMonth {
  name: Month;
  actual: number;
}

export type BackTest =
  /** Fewer months than it takes to fit and to check. */
  | { kind: 'too-short'; known: number }
  /** Nobody in the months fitted, or in those checked. */
  | { kind: 'nobody' }
  | {
      kind: 'checked';
      fitted: { from: Month; to: Month };
      checked: CheckedMonth[];
      /** Σ |said − was| ÷ Σ was, in percent. */
      error: number;
      /** Months that ended within the range. */
      within: number;
      usable: boolean;
    };

/**
 * The simulator against what is known: its rhythm taken from two years, then held against the third, which it did not see. It
 * can be used when the mean gap is at most `threshold` percent and nine months of twelve ended within the range. Months: in a
 * row, the oldest first. Example: 36 months of 100 households, 10 in and 10 out: an error of 0 %, twelve months within.
 */
export function backTest(months: readonly StockMonth[], threshold: number): BackTest {
  if (months.length < FITTED_MONTHS + CHECKED_MONTHS) return { kind: 'too-short', known: months.length };
  const checked = months.slice(-CHECKED_MONTHS);
  const fitted = months.slice(-CHECKED_MONTHS - FITTED_MONTHS, -CHECKED_MONTHS);
  const rhythm = rhythmOf(fitted);
  const [first, last, begin] = [fitted[0], fitted.at(-1), checked[0]];
  const was = sum(checked.map(({ active }) => active));
  if (!rhythm || !first || !last || !begin || was === 0) return { kind: 'nobody' };
  const said = simulateStock(begin.start, rhythm, noLever, CHECKED_MONTHS).slice(1);
  const lines = checked.flatMap(({ month: name, active: actual }, index): CheckedMonth[] => {
    const one = said[index];
    return one ? [{ ...one, name, actual }] : [];
  });
  const error = (100 * sum(lines.map(({ central, actual }) => Math.abs(central - actual)))) / was;
  const within = lines.filter(({ low, high, actual }) => low <= actual && actual <= high).length;
  const usable = error <= threshold && within >= WITHIN_AT_LEAST;
  return { kind: 'checked', fitted: { from: first.month, to: last.month }, checked: lines, error, within, usable };
}
