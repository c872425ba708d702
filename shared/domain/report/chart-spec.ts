/**
 * What a chart of a document shows, before anybody draws it: months along, one or two series of bars, a line for what is
 * expected. A month without a value is `null` (a gap), a month at zero is `0` (a value): the drawing keeps them apart.
 */

/** One value a label, in their order; `null` where nothing is known. */
export type ChartSeries = { name: string; values: (number | null)[] };

/** A chart of months: `labels` along, `bars` side by side, `line` above them, `unit` in words ("logements"). */
export type ChartSpec = {
  kind: 'months';
  labels: string[];
  bars: ChartSeries[];
  line?: ChartSeries;
  /** Ranks of the labels that have a number which statistical secrecy keeps: neither a zero nor a missing month. */
  masked?: number[];
  /** Two thirds as high: beside a table that says the same. */
  height?: 'low';
  unit: string;
};

export type ChartFault = 'CHART_EMPTY' | 'CHART_TOO_MANY_SERIES' | 'CHART_LENGTH' | 'CHART_VALUE';

/** Two series of bars can be told apart on a black and white print; a third cannot. */
export const MAX_BARS = 2;

/** Every series of a chart, the line last. */
export function chartSeries(spec: ChartSpec): ChartSeries[] {
  return spec.line ? [...spec.bars, spec.line] : spec.bars;
}

/**
 * What is wrong with a chart, or undefined. Each series has one value a label, and a value is finite and not negative:
 * the documents draw counts and amounts, never differences. Example: twelve labels and eleven values is `CHART_LENGTH`.
 */
export function chartFault(spec: ChartSpec): ChartFault | undefined {
  if (spec.labels.length === 0 || spec.bars.length === 0) return 'CHART_EMPTY';
  if (spec.bars.length > MAX_BARS) return 'CHART_TOO_MANY_SERIES';
  const series = chartSeries(spec);
  if (series.some((one) => one.values.length !== spec.labels.length)) return 'CHART_LENGTH';
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  return values.every((value) => Number.isFinite(value) && value >= 0) ? undefined : 'CHART_VALUE';
}

/** True when secrecy keeps a number of this label. */
export function isMasked(spec: ChartSpec, index: number): boolean {
  return spec.masked?.includes(index) ?? false;
}

/** True when some label has no value in any series of bars: the legend then says what the hatched months are. */
export function hasMissingMonth(spec: ChartSpec): boolean {
  return spec.labels.some((_, index) => isMissing(spec, index));
}

/** True when no series of bars has a value at this label: the month is missing, it is neither a zero nor a masked number. */
export function isMissing(spec: ChartSpec, index: number): boolean {
  return !isMasked(spec, index) && spec.bars.every((bar) => (bar.values[index] ?? null) === null);
}
