import { type Month, yearOf } from '../../shared/domain/month.ts';
import type { PeriodSearch } from '../lib/period/period-search.ts';
import type { LedgerAnswer } from './ledger-words.ts';

type Months = Pick<LedgerAnswer, 'months'>;

/** The last month of the period that the address asks for, of those that the ledger says; null: it says none. */
export function monthShown({ months }: Months, { annee, mois }: PeriodSearch): Month | null {
  const last = months.at(-1)?.month ?? null;
  if (last === null || (annee === undefined && mois === undefined)) return last;
  const asked = `${annee ?? yearOf(last)}-${String(mois ?? 12).padStart(2, '0')}`;
  return months.findLast(({ month }) => month <= asked)?.month ?? null;
}

/** The same ledger, as it stood at the end of a month: what came after is not shown. */
export const ledgerUntil = <Answer extends Months>(answer: Answer, through: Month): Answer => ({
  ...answer,
  months: answer.months.filter(({ month }) => month <= through),
});

/** What may be chosen: the years that the ledger says, and in the one shown its months. */
export function ledgerPeriods({ months }: Months, through: Month) {
  const year = yearOf(through);
  return {
    years: [...new Set(months.map(({ month }) => yearOf(month)))],
    year,
    months: months.map(({ month }) => month).filter((month) => yearOf(month) === year),
    through,
  };
}
