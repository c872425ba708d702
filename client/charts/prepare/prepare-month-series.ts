import { type Month, monthRank, yearOf } from '../../../shared/domain/month.ts';
import { frenchMonth, frenchMonthShort } from '../../../shared/domain/words/french-format.ts';
import { type MonthPoint, type MonthSeries, pointWords } from './month-series.ts';
import { type Scale, scaleTicks } from './scale-ticks.ts';

/** What is drawn for a month: a bar, a mark for a real zero, a mark for a hidden value, or a gap with its reason. */
export type MonthMark =
  | 'bar'
  | 'estimated-bar'
  | 'partial-bar'
  | 'zero'
  | 'masked'
  | 'gap-missing'
  | 'gap-not-published'
  | 'gap-unavailable'
  | 'gap-not-applicable'
  | 'gap-not-expected';

export interface PreparedMonth {
  month: Month;
  mark: MonthMark;
  value: number | null;
  expected: number | null;
  /** Under the axis; the year is written below January and below the first month. */
  shortLabel: string;
  yearLabel: string | null;
  /** « mars 2026 » */
  longLabel: string;
  /** What the table and the tooltip say: « 12 ménages », « non reçu », « masqué (secret statistique) ». */
  text: string;
  breakLabel: string | null;
  noteLabel: string | null;
}

export interface PreparedSeries {
  months: PreparedMonth[];
  scale: Scale;
  hasExpected: boolean;
  /** The other marks than plain bars that the drawing holds, for the key. */
  marks: MonthMark[];
}

function markOf({ state, value, partial }: MonthPoint): MonthMark {
  if (state === 'masked') return 'masked';
  if (state !== 'value' && state !== 'estimated') return `gap-${state}`;
  // A ratio of nothing was given, and has no number.
  if (value === null) return 'gap-not-expected';
  if (state === 'estimated') return 'estimated-bar';
  if (partial) return 'partial-bar';
  return value === 0 ? 'zero' : 'bar';
}

function notesOf({ notes = [] }: MonthSeries, month: Month): string | null {
  const labels = notes.filter((note) => note.month === month).map(({ label }) => label);
  return labels.length > 0 ? labels.join('\u202f; ') : null;
}

function prepareMonth(series: MonthSeries, point: MonthPoint, index: number): PreparedMonth {
  const mark = markOf(point);
  const withNumber = mark === 'bar' || mark === 'estimated-bar' || mark === 'partial-bar' || mark === 'zero';
  return {
    month: point.month,
    mark,
    value: withNumber ? point.value : null,
    expected: series.expected?.[index] ?? null,
    shortLabel: frenchMonthShort(point.month),
    yearLabel: index === 0 || monthRank(point.month) === 1 ? String(yearOf(point.month)) : null,
    longLabel: frenchMonth(point.month),
    text: pointWords(point, series.unit),
    breakLabel: series.breaks?.find((seriesBreak) => seriesBreak.month === point.month)?.label ?? null,
    noteLabel: notesOf(series, point.month),
  };
}

/**
 * Decides everything that the drawings only draw. A value that must not be shown is dropped here, so that no drawing,
 * tooltip or table can leak it. Example: values 3, missing, 0 give a bar, a gap and a zero mark.
 */
export function prepareMonthSeries(series: MonthSeries): PreparedSeries {
  const months = series.points.map((point, index) => prepareMonth(series, point, index));
  const numbers = months.flatMap(({ value, expected }) => [value, expected]).filter((value) => value !== null);
  return {
    months,
    scale: scaleTicks(numbers),
    hasExpected: months.some(({ expected }) => expected !== null),
    marks: [...new Set(months.map(({ mark }) => mark))].filter((mark) => mark !== 'bar'),
  };
}

/** Runs of neighbours that have a number: lines are drawn inside a run and never bridge a gap or a series break. */
export function unbrokenRuns<Item>(
  items: readonly Item[],
  hasNumber: (item: Item) => boolean,
  breaksBefore?: (item: Item) => boolean,
): Item[][] {
  const runs: Item[][] = [];
  let current: Item[] = [];
  for (const item of items) {
    if (!hasNumber(item) || breaksBefore?.(item)) {
      if (current.length > 0) runs.push(current);
      current = [];
    }
    if (hasNumber(item)) current.push(item);
  }
  if (current.length > 0) runs.push(current);
  return runs;
}
