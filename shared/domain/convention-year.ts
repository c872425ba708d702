/** The years of a convention. */
export interface ConventionYears {
  startYear: number;
  endYear: number;
}

const distance = ({ startYear, endYear }: ConventionYears, year: number) =>
  year < startYear ? startYear - year : Math.max(0, year - endYear);

/**
 * The convention that a year is read by: the one in force, the latest when two overlap; of a year outside them all, the
 * nearest, so that signing a new convention moves no past year. Undefined when there is none.
 * Example: with 2023-2025 and 2026-2028, 2022 and 2025 are read by the first, 2026 and 2030 by the second.
 */
export function conventionOfYear<One extends ConventionYears>(
  conventions: readonly One[],
  year: number,
): One | undefined {
  return conventions.toSorted((a, b) => distance(a, year) - distance(b, year) || b.startYear - a.startYear)[0];
}
