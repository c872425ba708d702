import { addCents, type Cents } from './money.ts';

/** What a convention says of its money for a year; null: not fixed. */
export interface ConventionAmounts {
  requestedCents: Cents | null;
  eligibleCostCents: Cents | null;
  maximumAnnualCents: Cents | null;
  grantedCents: Cents | null;
}

/** How far one total is from another. */
export interface TotalGap {
  from: keyof ConventionAmounts;
  to: keyof ConventionAmounts;
  gapCents: Cents;
}

const pairs: [keyof ConventionAmounts, keyof ConventionAmounts][] = [
  ['requestedCents', 'eligibleCostCents'],
  ['requestedCents', 'maximumAnnualCents'],
  ['requestedCents', 'grantedCents'],
  ['maximumAnnualCents', 'grantedCents'],
];

/**
 * The gaps between what the annex asks, the eligible cost, the yearly maximum and what the State grants, where both are
 * known. Unit: euro cents. Source: convention 2023-2025, article 4 and annex 1.
 * Example: asked 700 761 €, eligible 571 000 €: the gap is 129 761 €.
 */
export function totalGaps(amounts: ConventionAmounts): TotalGap[] {
  return pairs.flatMap(([from, to]) => {
    const [one, other] = [amounts[from], amounts[to]];
    return one === null || other === null ? [] : [{ from, to, gapCents: one - other }];
  });
}

/** Beyond that many lines the halves have too many sums to be worth it. */
const MOST_LINES = 34;

function sumsOf(amounts: readonly Cents[]): Set<Cents> {
  let sums = new Set<Cents>([0]);
  for (const amount of amounts) sums = new Set([...sums, ...[...sums].map((sum) => sum + amount)]);
  return sums;
}

/**
 * Whether some of the lines add up to a total exactly: if none do, no reading of the annex tells which lines the State
 * funds. The lines are cut in two halves whose sums are compared. Null when there are too many lines to say.
 * Source: brief, « no subset of the 17 lines adds up to 406 614, 494 000 or 571 000 ».
 * Example: of 24 000, 3 500 and 33 900 €, some add up to 27 500 € and none to 30 000 €.
 */
export function someLinesAddUpTo(amounts: readonly Cents[], total: Cents): boolean | null {
  if (amounts.length > MOST_LINES) return null;
  addCents(amounts);
  const middle = Math.floor(amounts.length / 2);
  const second = sumsOf(amounts.slice(middle));
  return [...sumsOf(amounts.slice(0, middle))].some((sum) => second.has(total - sum));
}
