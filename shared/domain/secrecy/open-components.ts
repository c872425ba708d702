import { Groups, type SecretSystem } from './secret-system.ts';

/**
 * What is left to find once the shown statements are taken for known: what they tell at once is taken out, the rest falls
 * into parts that say nothing of one another, most of them small.
 */

export interface OpenRow {
  columns: number[];
  times: number[];
  lower: number;
  upper: number;
  /** The shown decisions that the row rests upon. */
  rests: ReadonlySet<number>;
}

export interface OpenGuard {
  index: number;
  columns: number[];
  times: number[];
  /** The shown decisions by which the rest of it is known. */
  rests: ReadonlySet<number>;
}

/** A part of the system that no row ties to another. */
export interface OpenComponent {
  columns: number[];
  rows: OpenRow[];
  guards: OpenGuard[];
}

export interface OpenSystem {
  components: OpenComponent[];
  /** Guards that the shown statements tell at once, with the decisions that tell them. */
  told: { index: number; rests: ReadonlySet<number> }[];
}

const none: ReadonlySet<number> = new Set();

/** The deviations that a row leaves, and the decision that binds it; −1: none. */
function boundsOf(system: SecretSystem, index: number, isHidden: (decision: number) => boolean) {
  const row = system.rows[index];
  if (!row) return { lower: -Infinity, upper: Infinity, rest: -1 };
  const { lower, upper, decision, hiddenLower, hiddenUpper } = row;
  if (decision < 0) return { lower, upper, rest: -1 };
  if (!isHidden(decision)) return { lower: 0, upper: 0, rest: lower === 0 && upper === 0 ? -1 : decision };
  return { lower: Math.max(lower, hiddenLower), upper: Math.min(upper, hiddenUpper), rest: -1 };
}

type Bounds = ReturnType<typeof boundsOf>;

/** Atoms that shown rows tell one after the other, and the decisions that they rest upon. */
class Telling {
  readonly known = new Map<number, ReadonlySet<number>>();
  private readonly system: SecretSystem;
  private readonly bounds: readonly Bounds[];
  private readonly queue: number[] = [];

  constructor(system: SecretSystem, bounds: readonly Bounds[]) {
    this.system = system;
    this.bounds = bounds;
    for (const index of system.rows.keys()) this.ask(index);
    for (let index = this.queue.pop(); index !== undefined; index = this.queue.pop()) this.tell(index);
  }

  private open(index: number): { column: number; times: number }[] {
    const { columns = [], times = [] } = this.system.rows[index] ?? {};
    return columns.flatMap((column, at) => (this.known.has(column) ? [] : [{ column, times: times[at] ?? 0 }]));
  }

  private ask(index: number): void {
    const { upper = 0, lower = 0 } = this.bounds[index] ?? {};
    if (upper !== 0 && lower !== 0) return;
    const open = this.open(index);
    if (open.length === 0) return;
    const isTold = open.length === 1 && upper === 0 && lower === 0;
    // A sum of nothing: each of its parts is nothing.
    const sign = upper === 0 ? 1 : -1;
    const isNothing = open.every(({ column, times }) => sign * times > 0 && this.system.floors[column] === 0);
    if (isTold || isNothing) this.queue.push(index);
  }

  private tell(index: number): void {
    const rests = this.restsOf(this.system.rows[index]?.columns ?? [], this.bounds[index]?.rest ?? -1);
    for (const { column } of this.open(index)) {
      this.known.set(column, rests);
      for (const other of this.system.rowsOfColumn[column] ?? []) this.ask(other);
    }
  }

  restsOf(columns: readonly number[], rest: number): ReadonlySet<number> {
    const found = columns.flatMap((column) => [...(this.known.get(column) ?? none)]);
    return rest < 0 && found.length === 0 ? none : new Set(rest < 0 ? found : [rest, ...found]);
  }
}

/** What may still be found when some decisions are hidden. */
export function openSystem(system: SecretSystem, isHidden: (decision: number) => boolean): OpenSystem {
  const bounds = system.rows.map((_, index) => boundsOf(system, index, isHidden));
  const telling = new Telling(system, bounds);
  const groups = new Groups(system.atoms.length);
  const left = ({ columns, times }: { columns: readonly number[]; times: readonly number[] }) => {
    const kept = columns.flatMap((column, at) => (telling.known.has(column) ? [] : [at]));
    return { columns: kept.map((at) => columns[at] ?? 0), times: kept.map((at) => times[at] ?? 0) };
  };
  const join = (columns: readonly number[]) => {
    for (const column of columns) groups.join(column, columns[0] ?? column);
  };
  const rows = system.rows.flatMap((row, index): OpenRow[] => {
    const { lower, upper, rest } = bounds[index] ?? { lower: -Infinity, upper: Infinity, rest: -1 };
    if (lower === -Infinity && upper === Infinity) return [];
    const open = left(row);
    if (open.columns.length === 0) return [];
    join(open.columns);
    return [{ ...open, lower, upper, rests: telling.restsOf(row.columns, rest) }];
  });
  const told: OpenSystem['told'] = [];
  const guards = system.guards.flatMap((guard, index): OpenGuard[] => {
    const open = left(guard);
    const rests = telling.restsOf(guard.columns, -1);
    if (open.columns.length === 0) told.push({ index, rests });
    join(open.columns);
    return open.columns.length === 0 ? [] : [{ index, ...open, rests }];
  });
  const components = new Map<number, OpenComponent>();
  for (const guard of guards) {
    const root = groups.of(guard.columns[0] ?? 0);
    const own = components.get(root) ?? { columns: [], rows: [], guards: [] };
    components.set(root, own);
    own.guards.push(guard);
  }
  for (const row of rows) components.get(groups.of(row.columns[0] ?? 0))?.rows.push(row);
  // A part without anything to guard is nobody's secret.
  for (const column of system.atoms.keys())
    if (!telling.known.has(column)) components.get(groups.of(column))?.columns.push(column);
  return { components: [...components.values()], told };
}

/** What is to be found in a part, and by what: two parts of one name have one answer. */
export function componentKey({ rows, guards }: OpenComponent): string {
  const of = (columns: number[], times: number[]) => columns.map((column, at) => `${times[at]}*${column}`).join('+');
  const rowKeys = rows.map((row) => `${row.lower}<${of(row.columns, row.times)}<${row.upper}`).sort();
  return `${rowKeys.join('|')}/${guards.map(({ index }) => index).join(',')}`;
}
