import { endsPeriod } from '../expectation.ts';
import type { Quantity } from '../indicator.ts';
import { addMonths, type Month, monthsBetween, yearOf } from '../month.ts';
import { type CellTable, TERRITORY } from './cell-table.ts';
import type { Fraction } from './fraction.ts';
import { amountOf, type Measured, type MeasuredFacts, measure } from './measure.ts';

/** The two known values of one giver at one month, this year and an earlier one. */
interface CommonCell {
  giver: string;
  now: Month;
  quantityNow: Quantity;
  quantityBefore: Quantity;
}

export interface Comparison {
  year: number;
  now: Fraction;
  before: Fraction;
  /** The months of the figure's own year that are known on both sides, by giver. */
  used: Record<string, Month[]>;
}

function isOfOneDefinition(definitionFrom: readonly Month[], before: Month, now: Month): boolean {
  return !definitionFrom.some((month) => before < month && month <= now);
}

function comparedMonths({ timeRule, frequency }: MeasuredFacts, measured: Measured): Month[] {
  const january = `${yearOf(measured.to)}-01`;
  const months = monthsBetween(measured.from > january ? measured.from : january, measured.to);
  if (timeRule !== 'stock') return months;
  return months.filter((month) => endsPeriod(frequency, month)).slice(-1);
}

/** Two totals of different people, each typed for its year. */
function compareUnique(facts: MeasuredFacts, table: CellTable, measured: Measured, year: number): Comparison | null {
  const own = yearOf(measured.to);
  const december = (one: number) => `${one}-12`;
  const at = (one: number) => measure(facts, table, { from: `${one}-01`, to: december(one) }, measured.to).amount;
  const [now, before] = [at(own), at(year)];
  if (!now || !before || !isOfOneDefinition(facts.definitionFrom, `${year}-01`, measured.to)) return null;
  return { year, now: now.value, before: before.value, used: { [TERRITORY]: [december(own)] } };
}

/**
 * Like for like: only the cells of a giver and a month that are known in both years, a stock at the same month, a ratio by
 * its two terms; nothing carried, nothing across a change of definition. Null when none is common.
 * Example: 22 against 16, where B has only four of the six months; not 22 against 18.
 */
export function compareWith(
  facts: MeasuredFacts,
  table: CellTable,
  measured: Measured,
  year: number,
): Comparison | null {
  if (facts.timeRule === 'milestone') return null;
  if (facts.timeRule === 'unique') return compareUnique(facts, table, measured, year);
  const back = 12 * (yearOf(measured.to) - year);
  const common = comparedMonths(facts, measured).map((now) =>
    table.givers.flatMap((giver): CommonCell[] => {
      const before = addMonths(now, -back);
      const [quantityNow, quantityBefore] = [table.known(giver, now), table.known(giver, before)];
      const comparable = isOfOneDefinition(facts.definitionFrom, before, now);
      return quantityNow && quantityBefore && comparable ? [{ giver, now, quantityNow, quantityBefore }] : [];
    }),
  );
  const now = amountOf(
    facts.timeRule,
    common.map((cells) => cells.map((cell) => cell.quantityNow)),
  );
  const before = amountOf(
    facts.timeRule,
    common.map((cells) => cells.map((cell) => cell.quantityBefore)),
  );
  if (!now || !before) return null;
  const used: Record<string, Month[]> = {};
  for (const cell of common.flat()) used[cell.giver] = [...(used[cell.giver] ?? []), cell.now];
  return { year, now: now.value, before: before.value, used };
}
