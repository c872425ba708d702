import { type AskedSpan, type Assignment, isAssigned, isWithin, type MonthSpan, meets } from './expectation.ts';
import type { Month } from './month.ts';

/**
 * How a giver gives an indicator, month by month: typed as totals, or counted from the rows of one of its registers. It is
 * agreed, from a month until the next agreement, and changed by a dated act: rows never silently replace a typed total. The one
 * home of this rule: grid, files, rows by hand, figures and the command line ask here.
 */

/** From this month on: counted from the rows of a source, or typed (null). */
export interface Agreement<Source extends string = string> {
  fromMonth: Month;
  register: Source | null;
}

export interface AgreedAssignment<Source extends string = string> extends Assignment {
  agreements: readonly Agreement<Source>[];
}

/**
 * The register whose rows are counted in a month; null: typed. Without an agreement, it is typed.
 * Example: « workshop » from 2022-01, typed from 2023-01: « workshop » in 2022-12, null in 2023-01.
 */
export function registerAt<Source extends string>(
  agreements: readonly Agreement<Source>[],
  month: Month,
): Source | null {
  let last: Agreement<Source> | undefined;
  for (const one of agreements)
    if (one.fromMonth <= month && (last === undefined || one.fromMonth > last.fromMonth)) last = one;
  return last?.register ?? null;
}

/** How the figure of a month is given: by a register, typed, or by nobody when it is not asked for. */
export type WayGiven<Source extends string = string> = { by: 'register'; source: Source } | { by: 'typing' } | null;

export function wayGiven<Source extends string>(
  assignment: AgreedAssignment<Source> | undefined,
  month: Month,
): WayGiven<Source> {
  if (!assignment || !isAssigned(assignment, month)) return null;
  const source = registerAt(assignment.agreements, month);
  return source === null ? { by: 'typing' } : { by: 'register', source };
}

/** The registers that are counted in at least one month from now on, or were: each once. */
export function registersOf<Source extends string>(agreements: readonly Agreement<Source>[]): Source[] {
  return [...new Set(agreements.flatMap(({ register }) => (register === null ? [] : [register])))];
}

/** A register that an organisation feeds, from a month to another; it may begin again later. */
export interface Feeding extends AskedSpan {
  source: string;
}

/** True when an organisation feeds a register in a month. */
export function isFedIn(feeds: readonly Feeding[], source: string, month: Month): boolean {
  return feeds.some((one) => one.source === source && isWithin(one, month));
}

/** True when what speaks of some months may come into a register: one of them at least is fed. What is of no month always may. */
export function isFedDuring(feeds: readonly Feeding[], source: string, span: MonthSpan | null): boolean {
  return feeds.some((one) => one.source === source && (span === null || meets(one, span)));
}
