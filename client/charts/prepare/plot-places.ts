import { type Month, monthRank, yearOf } from '../../../shared/domain/month.ts';
import { frenchMonth, frenchMonthShort } from '../../../shared/domain/words/french-format.ts';
import type { SeriesBreak } from './month-series.ts';
import type { PlotBreak, PlotPlace, PlotPoint } from './plot.ts';
import { unbrokenRuns } from './prepare-month-series.ts';

/** Months along the axis; the year is written below the first and below each January. */
export function monthPlaces(months: readonly Month[]): PlotPlace[] {
  return months.map((month, rank) => ({
    key: month,
    label: frenchMonthShort(month),
    year: rank === 0 || monthRank(month) === 1 ? String(yearOf(month)) : null,
    name: frenchMonth(month),
  }));
}

/** Where the series breaks, and where somebody noted something, among the months drawn. */
export function breakMarks(
  months: readonly Month[],
  breaks: readonly SeriesBreak[],
  notes: readonly SeriesBreak[] = [],
): PlotBreak[] {
  const marks = (list: readonly SeriesBreak[], kind: PlotBreak['kind']) =>
    list.map(({ month, label }) => ({ rank: months.indexOf(month), label, kind })).filter(({ rank }) => rank >= 0);
  return [...marks(breaks, 'break'), ...marks(notes, 'note')];
}

/** The runs of a line over the months: it stops at a month without a number and before a series break. */
export function lineRuns(values: readonly (number | null)[], breakRanks: readonly number[] = []): PlotPoint[][] {
  const points = values.map((value, rank) => ({ rank, value }));
  const runs = unbrokenRuns(
    points,
    ({ value }) => value !== null,
    ({ rank }) => breakRanks.includes(rank),
  );
  return runs.map((run) => run.map(({ rank, value }) => ({ rank, value: value ?? 0 })));
}

/** The places that have a number. */
export function knownPoints(values: readonly (number | null)[]): PlotPoint[] {
  return values.flatMap((value, rank) => (value === null ? [] : [{ rank, value }]));
}
