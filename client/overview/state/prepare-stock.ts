import { type Month, yearOf } from '../../../shared/domain/month.ts';
import type { PublishedCount } from '../../../shared/domain/secrecy/suppression.ts';
import {
  frenchInteger,
  frenchMonth,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import { stateWords } from '../../../shared/domain/words/state-words.ts';
import type { Answers } from '../../lib/trpc.ts';

export type Ledger = Answers['homelessness']['ledger'];

export interface Stock {
  month: Month;
  active: number;
  /** Against the end of January of the same year; null: one of the two is not said. */
  sinceJanuary: number | null;
}

/** People without a home at the end of the last month that says how many; null when none does. */
export function stockOf({ months }: Pick<Ledger, 'months'>): Stock | null {
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
export function changeWords({ sinceJanuary }: Stock, unit: Ledger['unit']): string | null {
  if (sinceJanuary === null) return null;
  if (sinceJanuary === 0) return `autant de ${unit === 'persons' ? 'personnes' : 'ménages'} que fin janvier`;
  return `${frenchQuantity(Math.abs(sinceJanuary), unit)} de ${sinceJanuary > 0 ? 'plus' : 'moins'} que fin janvier`;
}

/** « 2 310 ménages sans domicile fin septembre 2025, 120 ménages de plus que fin janvier ». */
export function stockTitle(ledger: Pick<Ledger, 'months' | 'unit'>): string {
  const stock = stockOf(ledger);
  if (!stock) return 'Personnes sans domicile, mois par mois';
  const said = `${frenchQuantity(stock.active, ledger.unit)} sans domicile fin ${frenchMonth(stock.month)}`;
  return [said, changeWords(stock, ledger.unit)].filter(Boolean).join(', ');
}

/** A count for a narrow cell; what is hidden or not published is a word. */
export function cellWords(count: PublishedCount): string {
  if (count === 'hidden') return stateWords.hidden;
  return count === null ? stateWords.notPublished : frenchInteger(count);
}

/** The last twelve months as three rows: who is without a home at the end, who came in, who went out. */
export function stockRows({ months }: Pick<Ledger, 'months'>) {
  const shown = months.slice(-12);
  const row = (key: string, label: string, of: (one: Ledger['months'][number]) => PublishedCount) => ({
    key,
    label,
    cells: shown.map((one) => ({ month: one.month, text: cellWords(of(one)) })),
  });
  return {
    months: shown.map(({ month }, index) => ({
      month,
      year: index === 0 || month.endsWith('-01') ? String(yearOf(month)) : '',
    })),
    rows: [
      row('active', `Sans domicile${S}en fin de mois`, ({ active }) => active),
      row('in', 'Entrées', ({ inflow }) => inflow),
      row('out', 'Sorties', ({ outflow }) => outflow),
      row('housed', 'dont vers un logement', ({ flows }) => flows?.housed ?? null),
    ],
  };
}
