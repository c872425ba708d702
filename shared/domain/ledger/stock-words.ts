import { type IsoDate, type Month, yearOf } from '../month.ts';
import { isSmall, type PublishedCount } from '../secrecy/suppression.ts';
import { frenchMonth, frenchOfMonth, frenchQuantity } from '../words/french-format.ts';

/** How the number of people without a home is said, wherever it is. */

type Unit = 'persons' | 'households';

export interface Stock {
  month: Month;
  active: number;
  /** Against the end of January of the same year; null: one of the two is not said. */
  sinceJanuary: number | null;
}

interface Months {
  months: readonly { month: Month; active: PublishedCount }[];
}

/** People without a home at the end of the last month that says how many; null when none does. */
export function stockOf({ months }: Months): Stock | null {
  const last = months.findLast(({ active }) => typeof active === 'number');
  if (!last || typeof last.active !== 'number') return null;
  const january = months.find(({ month }) => month === `${yearOf(last.month)}-01`)?.active;
  return {
    month: last.month,
    active: last.active,
    sinceJanuary:
      typeof january === 'number' && last.month !== `${yearOf(last.month)}-01` ? last.active - january : null,
  };
}

/** Examples: `120 ménages de plus que fin janvier`, `autant de ménages que fin janvier`; null when it is not said. */
export function changeWords({ sinceJanuary }: Stock, unit: Unit): string | null {
  if (sinceJanuary === null) return null;
  if (sinceJanuary === 0) return `autant de ${unit === 'persons' ? 'personnes' : 'ménages'} que fin janvier`;
  return `${frenchQuantity(Math.abs(sinceJanuary), unit)} de ${sinceJanuary > 0 ? 'plus' : 'moins'} que fin janvier`;
}

/** « 2 310 ménages sans domicile fin septembre 2025, 120 ménages de plus que fin janvier »; null when no month says it. */
export function stockTitle(ledger: Months & { unit: Unit }): string | null {
  const stock = stockOf(ledger);
  if (!stock) return null;
  const said = `${frenchQuantity(stock.active, ledger.unit)} sans domicile fin ${frenchMonth(stock.month)}`;
  return [said, changeWords(stock, ledger.unit)].filter(Boolean).join(', ');
}

type StockCount = { unit: Unit; perimeter: 'insee' | 'convention'; count: PublishedCount };

/**
 * The stocks of which none is small, nor told by the difference of two: one perimeter lies in the other. What lies between them
 * is then hidden with the inner one.
 */
export function withSafePerimeters<One extends StockCount>(stocks: readonly One[], threshold: number): One[] {
  const known = ({ unit }: One, perimeter: StockCount['perimeter']) => {
    const found = stocks.find((one) => one.unit === unit && one.perimeter === perimeter)?.count;
    return typeof found === 'number' ? found : null;
  };
  return stocks.map((one) => {
    if (typeof one.count !== 'number') return one;
    const outer = known(one, 'convention');
    const between = one.perimeter === 'insee' && outer !== null ? outer - one.count : null;
    const isTold = isSmall(one.count, threshold) || (between !== null && isSmall(between, threshold));
    return isTold ? { ...one, count: 'hidden' } : one;
  });
}

/** The two units of a perimeter: « 851 personnes, dans 449 ménages »; null when one of them is not said. */
export function stockIn(stocks: readonly StockCount[], perimeter: StockCount['perimeter']): string | null {
  const of = (unit: Unit) => stocks.find((one) => one.unit === unit && one.perimeter === perimeter)?.count;
  const [persons, households] = [of('persons'), of('households')];
  if (typeof persons !== 'number' || typeof households !== 'number') return null;
  return `${frenchQuantity(persons, 'persons')}, dans ${frenchQuantity(households, 'households')}`;
}

/** What a stock leaves out, and what it may count twice: said wherever it is said. */
export function knowledgeWords(firstRow: Month | null, linkedSince: IsoDate | null = null): string {
  const twice =
    linkedSince === null
      ? 'Une personne qui a fait deux demandes, ou qui est connue de deux sources, peut être comptée deux fois.'
      : 'Les demandes d’un même ménage sont rapprochées quand le fichier le permet\u202f; une personne connue d’une autre source peut être comptée deux fois.';
  return firstRow === null
    ? twice
    : `Les demandes antérieures à celles ${frenchOfMonth(firstRow)} n’y figurent pas. ${twice}`;
}
