import type { Month } from '../month.ts';
import { defaultThreshold, isSmall } from './suppression.ts';

/** What one organisation gave for a month: a count, or the two terms of a rate. */
export interface GivenCell {
  organisationId: number;
  month: Month;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** True of months whose sum may be known, when it would tell an organisation of a few people of the others. */
export type Dominated = (months: readonly Month[]) => boolean;

/** The counts of people that are left of a sum when one organisation takes its own away. */
function restOf(cells: readonly GivenCell[], ownId: number): number[] {
  const others = cells.filter(({ organisationId }) => organisationId !== ownId);
  const add = (term: (cell: GivenCell) => number | null) => others.reduce((sum, cell) => sum + (term(cell) ?? 0), 0);
  const [numerator, denominator] = [add((cell) => cell.numerator), add((cell) => cell.denominator)];
  return [add((cell) => cell.value), numerator, denominator, denominator - numerator];
}

/**
 * An organisation knows its own numbers: total − own is what the others gave. Asked of months whose sum may be known,
 * true when for one of those who gave them the rest is from 1 to `threshold` people, or so small over several months
 * that each could only be one. A rest of nobody is a true zero, and is no secret.
 * Source: the dominance rules of official statistics (Hundepool et al., Statistical Disclosure Control, 2012, §4.2).
 * Example: A gave 26 and B 4 of a total of 30: A would find 4, the month is hidden. A 26 and B 14: it is said.
 */
export function fewOthersOf(cells: readonly GivenCell[], threshold = defaultThreshold): Dominated {
  const tells = (rest: number, months: number) =>
    isSmall(rest, threshold) || (months > 1 && rest > 0 && rest < months + 2);
  return (months) => {
    const asked = cells.filter(({ month }) => months.includes(month));
    const owners = new Set(asked.map(({ organisationId }) => organisationId));
    return [...owners].some((ownId) => restOf(asked, ownId).some((rest) => tells(rest, months.length)));
  };
}
