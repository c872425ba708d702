import type { IsoDate } from '../domain/month.ts';
import { registerOf } from './all-registers.ts';
import type { Measurement, Measures, SourceName, Tallied } from './register.ts';

/**
 * The monthly figures that rows of one register give, from the kept content alone; the rows were counted together by what
 * each measurement looks at. Rows outside the territory must not be passed. `today` keeps a stock from running into months
 * that are not over. Example: ten requests dated May 2023 give `{ 'requests': { '2023-05': 10 } }`.
 */
export function measureTallied(
  source: SourceName,
  tallied: (measurement: Measurement) => Tallied[],
  today?: IsoDate,
): Measures {
  const all = registerOf(source).measurements.map((one) => one.figures(tallied(one), today));
  return Object.assign({}, ...all);
}
