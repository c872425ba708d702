import { periodValue } from '../../shared/domain/figures/year-value.ts';
import type { Quantity, TimeRule } from '../../shared/domain/indicator.ts';
import type { IsoDate, Month } from '../../shared/domain/month.ts';
import type { Measurement, Tallied } from '../../shared/registers/register.ts';
import type { GroupedTally } from './breakdown-repository.ts';

/** What a register says of a figure, part by part: the same measurement as for the whole, on fewer rows. */

export interface RegisterPart {
  /** The value of the field; null where the row is silent. */
  group: string | null;
  quantity: Quantity | null;
  value: number | null;
}

interface Asked {
  /** What of the rows the figure counts, by name. */
  measure: string;
  timeRule: TimeRule;
  measurement: Measurement;
  /** The months whose figure comes from the register, for this visibility. */
  months: Month[];
  today: IsoDate;
}

function measured(rows: Tallied[], { measure, timeRule, measurement, months, today }: Asked) {
  const figures = measurement.figures(rows, today)[measure];
  if (!figures) return null;
  const cells = months.map((month) => {
    const figure = figures[month];
    const quantity = figure === undefined ? null : typeof figure === 'number' ? { value: figure } : figure;
    return { month, quantity };
  });
  const { value, quantity } = periodValue(timeRule, cells);
  return { value, quantity };
}

/** True when the measurement is the one that gives the figure. */
export function gives(rows: GroupedTally[], measurement: Measurement, measure: string, today: IsoDate): boolean {
  return measure in measurement.figures(rows, today);
}

/**
 * The figure of each value of a field. The rows of the others are kept, counted zero times: a stock then runs to the same
 * month for all, and a part without a row in a month is a zero of that month. A mean has no zero: it takes its own rows.
 * Null when the parts do not make the whole: what is measured then is not a property of rows (meetings are dates).
 */
export function partsBy(all: GroupedTally[], field: string, asked: Asked): RegisterPart[] | null {
  const rows = all.filter(({ only }) => only === undefined || only === field);
  const groups = [...new Set(rows.map((row) => row.groups[field] ?? null))];
  const without = asked.timeRule === 'average' ? 'left-out' : 'counted-zero-times';
  const parts = groups.map((group) => {
    const own = rows.map((row) => ((row.groups[field] ?? null) === group ? row : { ...row, count: 0 }));
    const found = measured(without === 'left-out' ? own.filter(({ count }) => count > 0) : own, asked);
    return { group, quantity: found?.quantity ?? null, value: found?.value ?? null };
  });
  const whole = measured(rows, asked)?.value ?? null;
  const adds = asked.timeRule === 'flow' || asked.timeRule === 'stock';
  const sum = parts.reduce((total, part) => total + (part.value ?? 0), 0);
  return whole === null || (adds && Math.abs(sum - whole) > 1e-6) ? null : parts;
}
