import type { SecretSystem } from './secret-system.ts';

/**
 * What is left to find once the shown statements are taken for known: what they tell at once is taken out, the rest falls
 * into parts that say nothing of one another, most of them small.
 */

/** A row without what is known of it. */
export interface OpenRow {
  /** Of the system's rows. */
  index: number;
  columns: number[];
  times: number[];
  lower: number;
  upper: number;
}

export interface OpenGuard {
  /** Of the system's guards. */
  index: number;
  columns: number[];
  times: number[];
}

/** A part of the system that no row ties to another. */
export interface OpenComponent {
  /** Two parts of one key have one answer. */
  key: string;
  columns: number[];
  rows: OpenRow[];
  guards: OpenGuard[];
}

type Terms = { columns: readonly number[]; times: readonly number[] };

/** Where something may be found that could not be before. */
interface Touched {
  columns: readonly number[];
  guards: readonly number[];
}

/** The system under one choice of what is hidden. */
export class OpenSystem {
  private readonly system: SecretSystem;
  private readonly isHidden: (decision: number) => boolean;
  private readonly isWithheld: (decision: number) => boolean;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  /** The row that told a column; −1: none did. */
  private readonly toldBy: Int32Array;
  private readonly unknown: Int32Array;
  /** Unknown terms by which a sum of nothing could still be made of something. */
  private readonly blockers: Int32Array;
  private readonly queue: number[] = [];
  private readonly told: number[] = [];
  private readonly touched: Touched;

  /**
   * `isWithheld`: of hidden decisions, those of which the reason is not told. `since`: another choice, in which no more was
   * hidden than some decisions that are shown by now; it is then asked only where that tells more.
   */
  constructor(
    system: SecretSystem,
    isHidden: (decision: number) => boolean,
    isWithheld: (decision: number) => boolean = () => false,
    since?: { before: OpenSystem; shown: readonly number[] },
  ) {
    this.system = system;
    this.isHidden = isHidden;
    this.isWithheld = isWithheld;
    const { rows, atoms, guards } = system;
    const before = since?.before;
    this.lower = before?.lower.slice() ?? new Float64Array(rows.length);
    this.upper = before?.upper.slice() ?? new Float64Array(rows.length);
    this.toldBy = before?.toldBy.slice() ?? new Int32Array(atoms.length).fill(-1);
    this.unknown = before?.unknown.slice() ?? Int32Array.from(rows, ({ columns }) => columns.length);
    this.blockers = before?.blockers.slice() ?? system.blockers.slice();
    const bound = since?.shown.flatMap((decision) => system.rowsOfDecision[decision] ?? []) ?? [...rows.keys()];
    this.know(bound);
    const everywhere = { columns: guards.flatMap(({ columns }) => columns), guards: [...guards.keys()] };
    this.touched = since ? this.touchedBy(bound) : everywhere;
  }

  /** The same once some of the hidden decisions are shown. */
  showing(shown: readonly number[]): OpenSystem {
    return new OpenSystem(this.system, this.isHidden, this.isWithheld, { before: this, shown });
  }

  /** Takes for known what some rows say by now, and what follows. */
  private know(rows: readonly number[]): void {
    for (const index of rows) this.bind(index);
    for (const index of rows) this.ask(index);
    for (let index = this.queue.pop(); index !== undefined; index = this.queue.pop()) this.tell(index);
  }

  private touchedBy(shown: readonly number[]): Touched {
    const { rows, guards, rowsOfColumn, guardsOfColumn } = this.system;
    const guarded = this.told.flatMap((column) => guardsOfColumn[column] ?? []);
    const around = this.told.flatMap((column) => rowsOfColumn[column]?.map(({ row }) => row) ?? []);
    const bound = [...new Set([...shown, ...around])].filter(this.isBound);
    const columns = [
      ...bound.flatMap((row) => rows[row]?.columns ?? []),
      ...guarded.flatMap((guard) => guards[guard]?.columns ?? []),
    ];
    return { columns, guards: [...new Set(guarded)] };
  }

  private bind(index: number): void {
    const row = this.system.rows[index];
    if (!row) return;
    const { decision } = row;
    const isHidden = decision < 0 || this.isHidden(decision);
    const isPlain = decision < 0 || this.isWithheld(decision);
    this.lower[index] = isHidden ? (isPlain ? row.lower : Math.max(row.lower, row.hiddenLower)) : 0;
    this.upper[index] = isHidden ? (isPlain ? row.upper : Math.min(row.upper, row.hiddenUpper)) : 0;
  }

  private ask(index: number): void {
    if (this.upper[index] !== 0 || this.unknown[index] === 0) return;
    const isTold = this.unknown[index] === 1 && this.lower[index] === 0;
    // A sum of nothing: each of its parts is nothing.
    if (isTold || this.blockers[index] === 0) this.queue.push(index);
  }

  private tell(index: number): void {
    const { columns = [] } = this.system.rows[index] ?? {};
    for (const column of columns) {
      if (this.isKnown(column)) continue;
      this.toldBy[column] = index;
      this.told.push(column);
      for (const { row, blocks } of this.system.rowsOfColumn[column] ?? []) {
        this.unknown[row] = (this.unknown[row] ?? 0) - 1;
        if (blocks) this.blockers[row] = (this.blockers[row] ?? 0) - 1;
        this.ask(row);
      }
    }
  }

  private isKnown = (column: number) => (this.toldBy[column] ?? -1) >= 0;

  /** The decisions whose showing tells some columns and binds some rows. */
  private restsOf(columns: readonly number[], rows: readonly number[]): Set<number> {
    const rests = new Set<number>();
    const [seenRows, seenColumns] = [new Set<number>(), new Set<number>()];
    const [openRows, openColumns] = [[...rows], [...columns]];
    for (;;) {
      const column = openColumns.pop();
      if (column !== undefined) {
        if (seenColumns.has(column) || !this.isKnown(column)) continue;
        seenColumns.add(column);
        openRows.push(this.toldBy[column] ?? 0);
        continue;
      }
      const row = openRows.pop();
      if (row === undefined) return rests;
      if (seenRows.has(row)) continue;
      seenRows.add(row);
      const { decision = -1, lower, upper, columns: own = [] } = this.system.rows[row] ?? {};
      if (decision >= 0 && !this.isHidden(decision) && !(lower === 0 && upper === 0)) rests.add(decision);
      openColumns.push(...own);
    }
  }

  /** The shown decisions that rows rest upon, and those by which a part of a guard is known. */
  restsOn(rows: readonly OpenRow[], guard: number): Set<number> {
    return this.restsOf(
      this.system.guards[guard]?.columns ?? [],
      rows.map(({ index }) => index),
    );
  }

  /** Hidden decisions whose reason bounds one of some rows. */
  reasonsOn(rows: readonly OpenRow[]): Set<number> {
    const reasons = rows.flatMap(({ index }) => {
      const { decision = -1, hiddenLower = -Infinity, hiddenUpper = Infinity } = this.system.rows[index] ?? {};
      const isTold = decision >= 0 && this.isHidden(decision) && !this.isWithheld(decision);
      return isTold && (hiddenLower > -Infinity || hiddenUpper < Infinity) ? [decision] : [];
    });
    return new Set(reasons);
  }

  private open({ columns, times }: Terms): { columns: number[]; times: number[] } {
    const open = { columns: [] as number[], times: [] as number[] };
    for (let at = 0; at < columns.length; at += 1) {
      const column = columns[at] ?? 0;
      if (this.isKnown(column)) continue;
      open.columns.push(column);
      open.times.push(times[at] ?? 0);
    }
    return open;
  }

  /** Guards that the shown statements tell at once, with the decisions that tell them. */
  toldAtOnce(): { index: number; rests: Set<number> }[] {
    return this.touched.guards.flatMap((index) => {
      const { columns = [] } = this.system.guards[index] ?? {};
      return columns.every(this.isKnown) ? [{ index, rests: this.restsOf(columns, []) }] : [];
    });
  }

  private isBound = (index: number) => this.lower[index] !== -Infinity || this.upper[index] !== Infinity;

  /** The part around a column; `seen`: the columns of parts so far. */
  private around(column: number, seen: Uint8Array): OpenComponent {
    const { rows, guards, rowsOfColumn, guardsOfColumn } = this.system;
    const [columns, inRows, inGuards] = [[column], new Set<number>(), new Set<number>()];
    seen[column] = 1;
    const reach = (others: readonly number[] = []) => {
      for (const other of others) {
        if (seen[other] === 1 || this.isKnown(other)) continue;
        seen[other] = 1;
        columns.push(other);
      }
    };
    for (const at of columns) {
      for (const { row } of rowsOfColumn[at] ?? []) {
        if (inRows.has(row) || !this.isBound(row)) continue;
        inRows.add(row);
        reach(rows[row]?.columns);
      }
      for (const guard of guardsOfColumn[at] ?? []) {
        if (inGuards.has(guard)) continue;
        inGuards.add(guard);
        reach(guards[guard]?.columns);
      }
    }
    const sorted = (indexes: Iterable<number>) => [...indexes].sort((a, b) => a - b);
    const none = { columns: [], times: [] };
    const own = {
      columns: sorted(columns),
      rows: sorted(inRows).map((index) => {
        const [lower, upper] = [this.lower[index] ?? 0, this.upper[index] ?? 0];
        return { index, ...this.open(rows[index] ?? none), lower, upper };
      }),
      guards: sorted(inGuards).map((index) => ({ index, ...this.open(guards[index] ?? none) })),
    };
    return { key: keyOf(own), ...own };
  }

  /** The parts that hold something to guard. */
  components(): OpenComponent[] {
    const seen = new Uint8Array(this.system.atoms.length);
    const components: OpenComponent[] = [];
    for (const column of this.touched.columns)
      if (seen[column] === 0 && !this.isKnown(column)) components.push(this.around(column, seen));
    return components.filter(({ guards }) => guards.length > 0);
  }
}

const keyOf = ({ columns, rows }: Pick<OpenComponent, 'columns' | 'rows'>) =>
  `${columns.join()}/${rows.map(({ index, lower, upper }) => `${index}:${lower}:${upper}`).join()}`;
