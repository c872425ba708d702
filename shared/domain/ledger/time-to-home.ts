import { addMonths, type IsoDate, type Month, monthOf } from '../month.ts';
import { endOf, type Spell } from './spell.ts';

/** How many took exactly this many days. */
export interface DayCount {
  days: number;
  count: number;
}

export interface Quartiles {
  count: number;
  first: number;
  median: number;
  third: number;
}

/**
 * Median and quartiles of a delay in days, from how many took how long; null when there is nobody. The value at a rank p is
 * read between its two neighbours (the rule of R's type 7 and of PostgreSQL's percentile_cont).
 * Example: 10, 20, 30 and 40 days, one each: first quartile 17.5, median 25, third 32.5.
 */
export function quartilesOf(counts: readonly DayCount[]): Quartiles | null {
  const ordered = counts.filter(({ count }) => count > 0).sort((a, b) => a.days - b.days);
  const total = ordered.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const at = (rank: number) => {
    let seen = 0;
    for (const { days, count } of ordered) {
      seen += count;
      if (rank < seen) return days;
    }
    return ordered.at(-1)?.days ?? 0;
  };
  const quantile = (share: number) => {
    const rank = share * (total - 1);
    const low = Math.floor(rank);
    return at(low) + (rank - low) * (at(Math.min(low + 1, total - 1)) - at(low));
  };
  return { count: total, first: quantile(0.25), median: quantile(0.5), third: quantile(0.75) };
}

/** The bands of seniority of active requests, in whole months. */
export const seniorityBands = [
  { label: 'moins de 3 mois', from: 0 },
  { label: '3 à 5 mois', from: 3 },
  { label: '6 à 11 mois', from: 6 },
  { label: '1 an à 2 ans', from: 12 },
  { label: '2 ans et plus', from: 24 },
] as const;

const monthsFrom = (from: Month, to: Month) =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5)) - Number(from.slice(5));

/**
 * Active requests by seniority at the end of a month, from their month of request.
 * Example: at the end of 2023-12, a request of 2023-07 is five months old: « 3 à 5 mois ».
 */
export function seniorityOf(since: readonly { month: Month; count: number }[], at: Month): number[] {
  const bands = seniorityBands.map(() => 0);
  for (const { month, count } of since) {
    const age = monthsFrom(month, at);
    const band = seniorityBands.findLastIndex(({ from }) => age >= from);
    if (band >= 0) bands[band] = (bands[band] ?? 0) + count;
  }
  return bands;
}

/** When a household was housed and, once it is linked across requests, when it came back; `back` null: not seen since. */
export interface HousedCase {
  housed: IsoDate;
  back: IsoDate | null;
}

/**
 * A home that a later request of the same number shows was left; null when it was none. It needs no linking, and sees only
 * those whom the SIAO gives the same number again. Example: housed on 2023-01-10, the same number asked again on 2023-09-01.
 */
export function sameNumberReturn(was: Spell, next: Spell): HousedCase | null {
  const housed = was.exit?.kind === 'housed' ? endOf(was) : null;
  return housed !== null && next.requested > housed ? { housed, back: next.requested } : null;
}

export const returnDelays = [6, 12, 24] as const;

/**
 * Months after the home within which a household came back (6, 12 or 24); null later, or not seen since. A return on the
 * very day of the delay counts. Example: housed on 2023-01-10, back on 2023-09-01: within 12 months, and not within 6.
 */
export function returnDelay({ housed, back }: HousedCase): (typeof returnDelays)[number] | null {
  return returnDelays.find((within) => back !== null && back <= monthsLater(housed, within)) ?? null;
}

const monthsLater = (date: IsoDate, count: number) => `${addMonths(monthOf(date), count)}${date.slice(7)}`;
