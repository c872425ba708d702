import { useParams, useSearch } from '@tanstack/react-router';
import { isMonth } from '../../../shared/domain/month.ts';
import { periodFault } from '../period/period-search.ts';

/** What of an address names nothing: a year or a month that its question asks for, or the month of its path. */
export type AddressFault = 'year' | 'month' | 'path-month';

export function useAddressFault(): AddressFault | null {
  const search = useSearch({ from: '__root__' });
  const { month } = useParams({ strict: false });
  if (month !== undefined && !isMonth(month)) return 'path-month';
  return periodFault(search);
}
