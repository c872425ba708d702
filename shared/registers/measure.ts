import type { IsoDate } from '../domain/month.ts';
import { registerOf } from './all-registers.ts';
import type { Content, Measures, SourceName } from './register.ts';

/**
 * The monthly figures that rows of one register give, from the kept content alone: the same for a file just read and for rows
 * read back from the database. Rows outside the métropole must not be passed. `today` keeps a stock from running into months
 * that are not over. Example: ten requests dated May 2023 give `{ 'SIAO-01': { '2023-05': 10 } }`.
 */
export function measureRegister(source: SourceName, rows: { content: Content }[], today?: IsoDate): Measures {
  return registerOf(source).measure(
    rows.map((row) => row.content),
    today,
  );
}
