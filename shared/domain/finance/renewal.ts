import type { ConventionYears } from '../convention-year.ts';

/** How a convention is carried over into the next one: the same lines and the same indicators, and nothing that is to be signed. */

/**
 * The years of the convention that follows, as many as before. Example: 2023-2025 is followed by 2026-2028.
 */
export function renewedYears({ startYear, endYear }: ConventionYears): ConventionYears {
  return { startYear: endYear + 1, endYear: endYear + 1 + (endYear - startYear) };
}

/**
 * The code of the convention that follows: that of the former, with its years. Example: `LDA-2023-2025` for 2026-2028 is
 * `LDA-2026-2028`; `LDA` is `LDA-2026-2028` too. Forty signs at most.
 */
export function renewedCode(code: string, former: ConventionYears, next: ConventionYears): string {
  const years = ({ startYear, endYear }: ConventionYears) => `${startYear}-${endYear}`;
  if (code.includes(years(former))) return code.replace(years(former), years(next));
  return `${code.slice(0, 39 - years(next).length)}-${years(next)}`;
}

/** As much of a target as its carrying over depends on. */
export interface CarriedTarget {
  code: string;
  year: number;
}

/** An indicator whose target is still to be set, for these years, with the last one that the former convention had. */
export interface TargetToConfirm<Target extends CarriedTarget> {
  code: string;
  years: number[];
  former: Target;
}

/**
 * The targets that a renewed convention does not have yet: for each indicator under its lines that had one in the former
 * convention, the years without any. The former value is shown and never counts: a figure of these years has no target
 * until an act sets it. Example: « Logements privés captés », 40 a year until 2025, is to be confirmed for 2026, 2027, 2028.
 */
export function targetsToConfirm<Target extends CarriedTarget>(
  codes: readonly string[],
  targets: readonly Target[],
  former: ConventionYears,
  next: ConventionYears,
): TargetToConfirm<Target>[] {
  const years = Array.from({ length: next.endYear - next.startYear + 1 }, (_, rank) => next.startYear + rank);
  return [...new Set(codes)].flatMap((code) => {
    const own = targets.filter((one) => one.code === code);
    const [last] = own
      .filter(({ year }) => year >= former.startYear && year <= former.endYear)
      .toSorted((a, b) => b.year - a.year);
    const lacking = years.filter((year) => !own.some((one) => one.year === year));
    return last && lacking.length > 0 ? [{ code, years: lacking, former: last }] : [];
  });
}
