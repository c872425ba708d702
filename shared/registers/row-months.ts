import type { MonthSpan } from '../domain/expectation.ts';
import type { Month } from '../domain/month.ts';
import type { Content, Register } from './register.ts';
import { monthIn } from './tally.ts';

/** Where a row may say its month beside its dates. */
const MONTH_FIELDS = ['month', 'periodFrom', 'periodTo'];

/** The first and the last month of a period given in years. */
function monthAt(content: Content, field: string): Month | undefined {
  const year = content[field];
  if (typeof year === 'number') return field === 'periodFrom' ? `${year}-01` : `${year}-12`;
  return monthIn(content, field);
}

/** The fields that say of which months a row speaks: dates of which only the month counts, and months. */
export function monthFieldsOf({ columns }: Register): string[] {
  const dates = columns.filter(({ kind }) => kind === 'date');
  return [...dates.map(({ field }) => field), ...MONTH_FIELDS];
}

/**
 * The months that a row speaks of, from its first date to its last; `to` null: it is not over. Null: a row of no month. Example:
 * a dwelling captured in March 2022 and not given back speaks of every month since.
 */
export function monthsOfRow(register: Register, content: Content): MonthSpan | null {
  const months = monthFieldsOf(register)
    .flatMap((field) => monthAt(content, field) ?? [])
    .sort();
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return null;
  const isOpen = register.closes !== undefined && monthIn(content, register.closes) === undefined;
  return { from, to: isOpen ? null : to };
}
