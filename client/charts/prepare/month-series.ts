import { pointWords as monthPointWords, type SaidState } from '../../../shared/domain/figures/month-state.ts';
import type { Unit } from '../../../shared/domain/indicator.ts';
import type { Month } from '../../../shared/domain/month.ts';

/** One month as it comes from the server. `masked` is a value that exists and that statistical secrecy hides. */
export interface MonthPoint {
  month: Month;
  state: SaidState;
  /** In the unit of the indicator; null unless the state is `value` or `estimated`. */
  value: number | null;
  /** The value lacks the part of someone; left out when it is whole. */
  partial?: boolean;
}

/** What was counted changed: figures on the two sides are not compared. */
export interface SeriesBreak {
  /** First month of the new way of counting. */
  month: Month;
  label: string;
}

/** Everything a month chart, its sentence and its table are made from. */
export interface MonthSeries {
  /** The indicator, as in the annex. */
  label: string;
  unit: Unit;
  /** `flow`: months add up; `level`: each month is read by itself (stock, average, ratio). */
  nature: 'flow' | 'level';
  /** In the order of time, one per month: a month that is not known is a point whose state says why. */
  points: readonly MonthPoint[];
  /** What was expected month by month, on the same scale as the bars; null where nothing was. */
  expected?: ReadonlyArray<number | null>;
  breaks?: readonly SeriesBreak[];
  /** What explains a month (a law, a new post) without breaking the series. */
  notes?: readonly SeriesBreak[];
}

/** Why a month has no number, where somebody owes one. */
export type GapKind = Extract<SaidState, 'missing' | 'not-published' | 'unavailable'>;

export const isGap = (state: SaidState | 'later'): state is GapKind =>
  state === 'missing' || state === 'not-published' || state === 'unavailable';

/** The number of a month, when it has one that may be shown. */
export function numberOf({ state, value }: MonthPoint): number | null {
  return state === 'value' || state === 'estimated' ? value : null;
}

/** A month as a table says it. Examples: `12 ménages`, `non reçu`; a month that has not come: `à venir`. */
export function pointWords(point: MonthPoint | undefined, unit: Unit): string {
  const { state, value, partial = false } = point ?? { state: 'later' as const, value: null };
  return monthPointWords({ state, value, partial }, unit);
}
