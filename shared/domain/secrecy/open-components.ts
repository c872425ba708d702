import { Groups, type SecretSystem } from './secret-system.ts';

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

/** The system under one choice of what is hidden. */
export class OpenSystem {
  private readonly system: SecretSystem;
  private readonly isHidden: (decision: number) => boolean;
  private readonly isWithheld: (decision: number) => boolean;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  /** The row that told a column; −1: none did. */
  private readonly toldBy: Int32Array;
  private readonly order: Int32Array;
  private readonly unknown: Int32Array;
  /** Unknown terms by which a sum of nothing could still be made of something. */
  private readonly blockers: Int32Array;
  private readonly queue: number[] = [];
  private told = 0;

  /** `isWithheld`: of hidden decisions, those of which the reason is not told. */
  constructor(
    system: SecretSystem,
    isHidden: (decision: number) => boolean,
    isWithheld: (decision: number) => boolean = () => false,
  ) {
    this.system = system;
    this.isHidden = isHidden;
    this.isWithheld = isWithheld;
    const { rows, atoms } = system;
    this.lower = new Float64Array(rows.length);
    this.upper = new Float64Array(rows.length);
    this.toldBy = new Int32Array(atoms.length).fill(-1);
    this.order = new Int32Array(atoms.length);
    this.unknown = Int32Array.from(rows, ({ columns }) => columns.length);
    this.blockers = system.blockers.slice();
    for (let index = 0; index < rows.length; index += 1) this.bind(index);
    for (let index = 0; index < rows.length; index += 1) this.ask(index);
    for (let index = this.queue.pop(); index !== undefined; index = this.queue.pop()) this.tell(index);
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
      this.told += 1;
      this.order[column] = this.told;
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
    return this.system.guards.flatMap(({ columns }, index) =>
      columns.every(this.isKnown) ? [{ index, rests: this.restsOf(columns, []) }] : [],
    );
  }

  private isBound = (index: number) => this.lower[index] !== -Infinity || this.upper[index] !== Infinity;

  private groups(): Groups {
    const { rows, guards, atoms } = this.system;
    const groups = new Groups(atoms.length);
    const join = (columns: readonly number[]) => {
      let first = -1;
      for (const column of columns) {
        if (this.isKnown(column)) continue;
        if (first < 0) first = column;
        else groups.join(column, first);
      }
    };
    for (let index = 0; index < rows.length; index += 1)
      if (this.isBound(index) && (this.unknown[index] ?? 0) > 1) join(rows[index]?.columns ?? []);
    for (const { columns } of guards) join(columns);
    return groups;
  }

  /** The parts that hold something to guard. */
  components(): OpenComponent[] {
    const { rows, guards, atoms } = this.system;
    const groups = this.groups();
    const components = new Map<number, OpenComponent>();
    for (const [index, guard] of guards.entries()) {
      const open = this.open(guard);
      if (open.columns.length === 0) continue;
      const root = groups.of(open.columns[0] ?? 0);
      const own = components.get(root) ?? { key: '', columns: [], rows: [], guards: [] };
      components.set(root, own);
      own.guards.push({ index, ...open });
    }
    for (let column = 0; column < atoms.length; column += 1)
      if (!this.isKnown(column)) components.get(groups.of(column))?.columns.push(column);
    for (let index = 0; index < rows.length; index += 1) {
      if ((this.unknown[index] ?? 0) === 0 || !this.isBound(index)) continue;
      const first = rows[index]?.columns.find((column) => !this.isKnown(column)) ?? 0;
      const own = components.get(groups.of(first));
      const row = rows[index];
      if (own && row)
        own.rows.push({ index, ...this.open(row), lower: this.lower[index] ?? 0, upper: this.upper[index] ?? 0 });
    }
    for (const one of components.values()) one.key = keyOf(one);
    return [...components.values()];
  }
}

const keyOf = ({ columns, rows }: OpenComponent) =>
  `${columns.join()}/${rows.map(({ index, lower, upper }) => `${index}:${lower}:${upper}`).join()}`;
