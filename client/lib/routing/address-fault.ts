import { useParams, useSearch } from '@tanstack/react-router';
import { isMonth } from '../../../shared/domain/month.ts';
import { periodFault } from '../period/period-search.ts';

/** What of an address names nothing: a year or a month that its question asks for, or the month of its path. */
export type AddressFault = 'year' | 'month' | 'path-month';

/** In the place of a month, in the address of an association’s months: the one to do first. */
export const FIRST_TO_DO = 'a-faire';
export const firstMonthPath = `/mon-mois/${FIRST_TO_DO}`;

export function useAddressFault(): AddressFault | null {
  const search = useSearch({ from: '__root__' });
  const { month } = useParams({ strict: false });
  if (month !== undefined && month !== FIRST_TO_DO && !isMonth(month)) return 'path-month';
  return periodFault(search);
}
