import type { IsoDate } from '../domain/month.ts';
import { registerOf } from './all-registers.ts';
import type { Content, Measurement, Measures, SourceName, Tallied } from './register.ts';

/** The kept content cut to what a measurement looks at: the key under which rows are counted together. */
function lookedAt(content: Content, { months = [], values = [] }: Measurement): Content {
  const seen: Content = {};
  for (const field of months) {
    const date = content[field];
    if (typeof date === 'string') seen[field] = date.slice(0, 7);
  }
  for (const field of values) {
    const value = content[field];
    if (value !== undefined) seen[field] = value;
  }
  return seen;
}

/** Rows counted together by what a measurement looks at. */
function tally(measurement: Measurement, rows: Iterable<{ content: Content }>): Tallied[] {
  const alike = new Map<string, Tallied>();
  for (const row of rows) {
    const content = lookedAt(row.content, measurement);
    const key = JSON.stringify(content);
    const tallied = alike.get(key);
    if (tallied) tallied.count += 1;
    else alike.set(key, { content, count: 1 });
  }
  return [...alike.values()];
}

/**
 * The monthly figures that rows of one register give, from the kept content alone: the same for a file just read and for rows
 * read back from the database. Rows outside the métropole must not be passed. `today` keeps a stock from running into months
 * that are not over. Example: ten requests dated May 2023 give `{ 'SIAO-01': { '2023-05': 10 } }`.
 */
export function measureRegister(source: SourceName, rows: { content: Content }[], today?: IsoDate): Measures {
  return measureTallied(source, (measurement) => tally(measurement, rows), today);
}

/** The same figures from rows that something else (the database) has already counted together, measurement by measurement. */
export function measureTallied(
  source: SourceName,
  tallied: (measurement: Measurement) => Tallied[],
  today?: IsoDate,
): Measures {
  const all = registerOf(source).measurements.map((one) => one.figures(tallied(one), today));
  return Object.assign({}, ...all);
}
