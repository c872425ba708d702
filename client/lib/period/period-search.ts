import type { SearchMiddleware } from '@tanstack/react-router';
import type { Search } from '../routing/search.ts';

/**
 * The period that the figures are of, in the address of every room: `annee=2024` is a year, `annee=2025&mois=9` January to
 * September 2025. It is read once, at the root, and goes along from room to room until another one is chosen.
 */
export interface PeriodSearch {
  annee?: number | undefined;
  mois?: number | undefined;
}

/** The years that the product can speak of at all; those that it has figures of are fewer, and each room says so. */
const YEARS = { first: 2000, last: 2100 };
const MONTHS = 12;

/** What is no whole number is kept as one that no period has, so that the page says it instead of showing something else. */
const NO_PERIOD = 0;

function partOf(value: unknown): number {
  return Number.isSafeInteger(value) ? (value as number) : NO_PERIOD;
}

const isSaid = (value: unknown) => value !== undefined && value !== '';

/** Only what the address says: nothing, `annee` without a value too, is the period that the room shows by itself. */
export const periodSearch = (search: Search): PeriodSearch => ({
  ...(isSaid(search.annee) && { annee: partOf(search.annee) }),
  ...(isSaid(search.mois) && { mois: partOf(search.mois) }),
});

/** What of the address names no period; null when all is well. */
export function periodFault({ annee, mois }: PeriodSearch): 'year' | 'month' | null {
  if (annee !== undefined && (annee < YEARS.first || annee > YEARS.last)) return 'year';
  if (mois !== undefined && (mois < 1 || mois > MONTHS)) return 'month';
  return null;
}

/** A link that says nothing of the period keeps it; one that says any part of it says it all. */
export const keepPeriod: SearchMiddleware<PeriodSearch> = ({ search, next }) => {
  const wanted = next(search);
  if ('annee' in wanted || 'mois' in wanted || periodFault(search)) return wanted;
  const { annee, mois } = search;
  return { ...(annee !== undefined && { annee }), ...(mois !== undefined && { mois }), ...wanted };
};
