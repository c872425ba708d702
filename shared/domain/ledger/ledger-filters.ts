import { type Perimeter, perimeters } from '../indicator.ts';

export const ledgerUnits = ['households', 'persons'] as const;
export type LedgerUnit = (typeof ledgerUnits)[number];

/** What the ledger is looked at in; it lives in the URL. */
export interface LedgerFilters {
  unit: LedgerUnit;
  perimeter: Perimeter;
}

/** What is looked at first: persons in Insee's sense, the figure of the convention, which a count made apart can test. */
export const firstLedgerFilters: LedgerFilters = { unit: 'persons', perimeter: 'insee' };
/** Every way to look at the ledger. */
export const allLedgerFilters: LedgerFilters[] = ledgerUnits.flatMap((unit) =>
  perimeters.map((perimeter) => ({ unit, perimeter })),
);
