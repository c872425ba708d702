import { type Month, monthRank } from '../../../shared/domain/month.ts';
import { capitalised, frenchMonthName } from '../../../shared/domain/words/french-format.ts';

/** What a room can be asked: years, and within the year that it shows the months that it may stop at. */
export interface PeriodChoice {
  years: readonly number[];
  year: number;
  /** The months of that year that are known, in order; none where a room speaks of whole years. */
  months?: readonly Month[];
  /** The month that the figures stop at. */
  through?: Month;
  /** What a room can show that is no year, and what its address says then: « Douze derniers mois », « Toutes les années ». */
  also?: { label: string; shown: boolean; search: Record<string, unknown> };
}

export interface PeriodOption {
  value: string;
  label: string;
  /** What the address says of it. */
  search: Record<string, unknown>;
}

const ALSO = 'also';

const yearOption = (year: number): PeriodOption => ({
  value: String(year),
  label: `Année ${year}`,
  search: { annee: year, mois: undefined },
});

function monthLabel(month: Month, year: number): string {
  const name = frenchMonthName(month);
  return monthRank(month) === 1 ? `${capitalised(name)} ${year}` : `Janvier à ${name} ${year}`;
}

/** Every period that may be chosen, the latest first. */
export function periodOptions({ years, year, months = [], also }: PeriodChoice): PeriodOption[] {
  const known = [...new Set([...years, year])].sort((a, b) => b - a);
  const options = known.flatMap((one) => {
    if (one !== year) return yearOption(one);
    const earlier = months.slice(0, -1).toReversed();
    return [
      yearOption(one),
      ...earlier.map((month) => ({
        value: month,
        label: monthLabel(month, year),
        search: { annee: year, mois: monthRank(month) },
      })),
    ];
  });
  if (!also) return options;
  const none = Object.fromEntries(Object.keys(also.search).map((name) => [name, undefined]));
  return [
    { value: ALSO, label: also.label, search: also.search },
    ...options.map((option) => ({ ...option, search: { ...none, ...option.search } })),
  ];
}

/** The option that is shown: the whole year when the figures go as far as it is known. */
export function shownPeriod({ year, months = [], through, also }: PeriodChoice): string {
  if (also?.shown) return ALSO;
  return through === undefined || through === months.at(-1) || !months.includes(through) ? String(year) : through;
}

/** The periods beside the one shown, of the same kind: months beside a month, years beside a year. */
export function besidePeriod(options: readonly PeriodOption[], shown: string) {
  const isMonth = shown.includes('-');
  const alike = options.filter(({ value }) => value !== ALSO && (isMonth || !value.includes('-')));
  const rank = alike.findIndex(({ value }) => value === shown);
  if (rank < 0) return { previous: alike[0], next: undefined };
  return { previous: alike[rank + 1], next: alike[rank - 1] };
}
