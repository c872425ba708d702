import type { Month } from '../month.ts';
import { RENEWAL } from './ledger-tally.ts';

/** What ledgers say of requests at a month's end and after it, as their `open` and `joined` counts add up. */
export interface RequestCount {
  dimension: 'open' | 'joined';
  value: string;
  /** Up to the month, and whatever the month. */
  until: number;
  ever: number;
}

/** From the requests that the file holds open to the households without a home, term after term. */
export interface LedgerBridge {
  month: Month;
  /** Requests of the territory that the register holds open today, whatever their date. */
  openNow: number;
  /** Requests of the territory open at the month's end: the ones above, without those made since, with those closed since. */
  sinceMonth: number;
  open: number;
  /** Of which updates and new examinations. */
  renewals: number;
  /** Open, and without contact for the days of the rule. */
  withoutContact: number;
  /** Updates and new examinations of a request already counted: known once people are linked. */
  joinedRenewals: number;
  /** Other requests of a household counted by another one, or housed by another one. */
  joinedOthers: number;
  /** Active households of the convention. */
  active: number;
  /** Of which those whose situation is not one of Insee's. */
  outsideInsee: number;
  /** Active households of Insee's perimeter. */
  insee: number;
}

/**
 * The way from the file to the stock at a month's end: open − without contact − brought together = active, and active −
 * outside Insee's perimeter = Insee. It adds up to the unit, whatever the file. Example: 2 875 open, 310 without contact, 50
 * brought together and 205 outside: 2 515 households of the convention, 2 310 of Insee.
 */
export function ledgerBridge(
  month: Month,
  counts: readonly RequestCount[],
  active: { households: number; inseeHouseholds: number },
): LedgerBridge {
  const sum = (dimension: RequestCount['dimension'], when: 'until' | 'ever', value?: string) =>
    counts
      .filter((one) => one.dimension === dimension && (value === undefined || one.value === value))
      .reduce((total, one) => total + one[when], 0);
  const [open, openNow] = [sum('open', 'until'), sum('open', 'ever')];
  const [joinedRenewals, joinedOthers] = [sum('joined', 'until', RENEWAL), sum('joined', 'until', '')];
  const { households, inseeHouseholds } = active;
  return {
    month,
    openNow,
    sinceMonth: open - openNow,
    open,
    renewals: sum('open', 'until', RENEWAL),
    withoutContact: open - joinedRenewals - joinedOthers - households,
    joinedRenewals,
    joinedOthers,
    active: households,
    outsideInsee: households - inseeHouseholds,
    insee: inseeHouseholds,
  };
}
