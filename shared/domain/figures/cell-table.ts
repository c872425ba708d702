import { type Assignment, callsForAnswer, carriesValue, isExpected } from '../expectation.ts';
import type { CellState, Frequency, Quantity } from '../indicator.ts';
import type { Month } from '../month.ts';

/** Whoever is asked for an indicator, and in which months. */
export interface Giver extends Assignment {
  id: string;
}

/** One month of one giver. No cell: missing. */
export interface GiverCell {
  giver: string;
  month: Month;
  state: CellState;
  /** Null unless the state is `value` or `estimated`. */
  quantity: Quantity | null;
}

/** The giver of a total that was typed for the whole territory. */
export const TERRITORY = '*';

export interface CellTableInput {
  givers: readonly Giver[];
  cells: readonly GiverCell[];
  frequency: Frequency;
}

/** One month over the givers. */
export interface MonthRow {
  known: Quantity[];
  /** Givers who are asked for a value, or gave one without being asked. */
  concerned: number;
  /** Givers who are asked for a value and did not give it. */
  lacking: string[];
}

/** Cells by giver and month, and what is asked of whom. */
export class CellTable {
  /** Everyone who is asked, was, or gave without being asked. */
  readonly givers: string[];
  readonly assigned: string[];
  readonly #cells = new Map<string, Map<Month, GiverCell>>();
  readonly #assignments = new Map<string, Giver>();
  readonly #rows = new Map<Month, MonthRow>();
  readonly #frequency: Frequency;

  constructor({ givers, cells, frequency }: CellTableInput) {
    this.#frequency = frequency;
    for (const giver of givers) this.#assignments.set(giver.id, giver);
    for (const cell of cells) {
      const own = this.#cells.get(cell.giver) ?? new Map<Month, GiverCell>();
      own.set(cell.month, cell);
      this.#cells.set(cell.giver, own);
    }
    this.assigned = [...this.#assignments.keys()].sort();
    this.givers = [...new Set([...this.#assignments.keys(), ...this.#cells.keys()])].sort();
  }

  known(giver: string, month: Month): Quantity | null {
    const cell = this.#cells.get(giver)?.get(month);
    return cell && carriesValue(cell.state) ? cell.quantity : null;
  }

  /** A value is asked of the giver in the month, and was not said « sans objet ». */
  asks(giver: string, month: Month): boolean {
    const state = this.#cells.get(giver)?.get(month)?.state;
    const assignment = this.#assignments.get(giver);
    return assignment !== undefined && callsForAnswer(state) && isExpected(assignment, this.#frequency, month);
  }

  /** How many said this of the month. */
  stating(state: CellState, month: Month): number {
    return this.givers.filter((giver) => this.#cells.get(giver)?.get(month)?.state === state).length;
  }

  /** The same month is asked for again and again: it is read once. */
  row(month: Month): MonthRow {
    const found = this.#rows.get(month);
    if (found) return found;
    const row: MonthRow = { known: [], concerned: 0, lacking: [] };
    for (const giver of this.givers) {
      const quantity = this.known(giver, month);
      if (quantity) row.known.push(quantity);
      else if (this.asks(giver, month)) row.lacking.push(giver);
    }
    row.concerned = row.known.length + row.lacking.length;
    this.#rows.set(month, row);
    return row;
  }
}
