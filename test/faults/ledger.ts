/** What a cell says, as whoever typed it knows. */
export interface Typed {
  value: number;
  /** Bears a number that is used once: the journal must have it once. */
  comment: string;
}

/** A cell that one client alone writes. `pending`: sent, and nobody knows whether it was done. */
export interface CellEntry {
  organisationId: number;
  indicatorId: number;
  month: string;
  revision: number;
  acknowledged: Typed;
  pending: Typed | null;
}

/** How many times an act was acknowledged, and how many times nobody knows. */
export interface Acts {
  acknowledged: number;
  unknown: number;
}

export interface ImportEntry {
  id: number;
  source: 'workshop' | 'siao-request';
  rows: number;
  state: 'sent' | 'acknowledged' | 'unknown' | 'refused';
}

/** What the clients were told, kept outside the product: the checker holds the database against it. */
export interface Ledger {
  cells: CellEntry[];
  /** Saves acknowledged since the last check, by comment. */
  saved: Map<string, { cell: CellEntry; value: number }>;
  /** Acts on whole months, by « action organisation/month ». */
  acts: Map<string, Acts>;
  imports: ImportEntry[];
  /** Editions whose freezing was acknowledged. */
  frozen: number[];
  /** What should not have happened: an error while nothing was killed, a session that was lost. */
  faults: string[];
  counts: Record<string, number>;
  next(): number;
}

export function emptyLedger(): Ledger {
  let number = 0;
  return {
    cells: [],
    saved: new Map(),
    acts: new Map(),
    imports: [],
    frozen: [],
    faults: [],
    counts: {},
    next() {
      number += 1;
      return number;
    },
  };
}

export function count(ledger: Ledger, what: string): void {
  ledger.counts[what] = (ledger.counts[what] ?? 0) + 1;
}

export function act(ledger: Ledger, key: string, kind: keyof Acts): void {
  const known = ledger.acts.get(key) ?? { acknowledged: 0, unknown: 0 };
  known[kind] += 1;
  ledger.acts.set(key, known);
}
