import type { CellState, Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';

/** One month as it comes from the server. `masked` is a value that exists and that statistical secrecy hides. */
export interface MonthPoint {
  month: Month;
  state: CellState | 'masked';
  /** In the unit of the indicator; null unless the state is `value` or `estimated`. */
  value: number | null;
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
}
