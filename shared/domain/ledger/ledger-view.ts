import { type Month, monthsBetween } from '../month.ts';
import { type LedgerFlows, type LedgerMonth, ledger, type Reliability } from './balance.ts';

/** Where the flows of a month come from: rows of requests, monthly figures of the organisations, or nowhere. */
export type FlowOrigin = 'rows' | 'monthly-figures' | 'none';

/** What is known of a month before the chain is made. */
export interface KnownMonth {
  month: Month;
  /** From rows: complete. Null when no request was received that month. */
  flows: LedgerFlows | null;
  /** From monthly figures, where no row exists: some of the flows only, so that nothing can be balanced. */
  partial: Partial<LedgerFlows> | null;
  /** Counted independently of the flows. */
  observed: number | null;
}

/** A month of the chain. Null: unknown. */
export interface ViewMonth extends KnownMonth {
  origin: FlowOrigin;
  /** Active at the month's start and end, by the flows alone. */
  start: number | null;
  active: number | null;
  /** The flows against the count made independently of them; null when one of them, or the count before, is unknown. */
  test: Reliability | null;
}

export const noFlows: LedgerFlows = {
  newlyIdentified: 0,
  returnedFromHousing: 0,
  returnedFromInactive: 0,
  housed: 0,
  otherExits: 0,
  lostContact: 0,
};

export const inflowOf = (flows: LedgerFlows) =>
  flows.newlyIdentified + flows.returnedFromHousing + flows.returnedFromInactive;
export const outflowOf = (flows: LedgerFlows) => flows.housed + flows.otherExits + flows.lostContact;

/**
 * The chain of active people over a period, a line for every month, known or not. `active` is what the flows alone give from
 * the start; the test starts from what was counted the month before, and confronts the flows with what was counted this
 * month. A month without rows breaks both: it is null, and so is what follows until a count starts the chain again.
 * `opening`: active before the first month. Example: opening 0, 12 newly identified in January, nothing received in
 * February and no count: January ends at 12, February and March are unknown.
 */
export function ledgerView(
  known: ReadonlyMap<Month, KnownMonth>,
  { from, to, opening, threshold }: { from: Month; to: Month; opening: number | null; threshold?: number },
): ViewMonth[] {
  const months = monthsBetween(from, to).map((month): KnownMonth => {
    return known.get(month) ?? { month, flows: null, partial: null, observed: null };
  });
  const counted = ledger(months, null, threshold);
  const kept = ledger(
    months.map((one): LedgerMonth => (one.flows ? { ...one, observed: null } : one)),
    opening,
  );
  return months.map((one, index) => ({
    ...one,
    origin: one.flows ? 'rows' : one.partial ? 'monthly-figures' : 'none',
    start: kept[index]?.activeStart ?? null,
    active: kept[index]?.activeEnd ?? null,
    test: counted[index]?.test ?? null,
  }));
}

/** What an import changed in a month, in one unit and one perimeter: newer files may speak of older months. */
export interface ReportedChange {
  /** When it happened. */
  month: Month;
  /** When it was told. */
  reported: Month;
  importId: number;
  flow: keyof LedgerFlows;
  count: number;
}

/**
 * The changes that correct a month already told: both months are kept. A change is one when an earlier import had gone
 * past its month. `changes`: in the order of the imports. Example: a file of July 2025 that adds 3 people identified in
 * March 2025, when an earlier file went to May 2025, is a correction; the people that it identifies in June are not.
 */
export function datedCorrections(changes: readonly ReportedChange[]): ReportedChange[] {
  const corrections: ReportedChange[] = [];
  let [told, current, reach]: [Month, number | null, Month] = ['', null, ''];
  for (const change of changes) {
    if (change.importId !== current) {
      told = told > reach ? told : reach;
      [current, reach] = [change.importId, ''];
    }
    // Only entries tell how far a file goes: an exit by silence is dated ahead of it.
    if (change.flow === 'newlyIdentified' && change.month > reach) reach = change.month;
    if (change.month <= told && change.count !== 0) corrections.push(change);
  }
  return corrections;
}
