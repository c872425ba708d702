import type { OpenComponent, OpenGuard } from '../../shared/domain/secrecy/open-components.ts';

/** Another state of things: by atom, how far it is from the truth. */
export type World = ReadonlyMap<number, number>;

/** How much a world changes a guarded count. */
export function changeIn({ columns, times }: Pick<OpenGuard, 'columns' | 'times'>, world: World): number {
  return columns.reduce((sum, column, at) => sum + (times[at] ?? 0) * (world.get(column) ?? 0), 0);
}

/** How often an atom counts in a row. */
interface Entry {
  row: number;
  times: number;
}

/**
 * Worlds that are proved without a linear program: those known from before that still agree with everything, and those near
 * by: one unit more or less of one atom, or moved from one atom to another.
 */
export class NearbyWorld {
  private readonly lower: ReadonlyMap<number, number>;
  private readonly component: OpenComponent;
  private readonly rowsOf = new Map<number, Entry[]>();
  /** What the atoms that were moved add to each row. */
  private readonly sums: Float64Array;

  /** `lower`: the least deviation of each atom that may move; one that the attacker gave is not there. */
  constructor(component: OpenComponent, lower: ReadonlyMap<number, number>) {
    this.component = component;
    this.lower = lower;
    this.sums = new Float64Array(component.rows.length);
    for (const column of component.columns) this.rowsOf.set(column, []);
    for (const [row, { columns, times }] of component.rows.entries())
      for (let at = 0; at < columns.length; at += 1)
        this.rowsOf.get(columns[at] ?? 0)?.push({ row, times: times[at] ?? 0 });
  }

  private canMove = (column: number, by: number) => by >= (this.lower.get(column) ?? Number.POSITIVE_INFINITY);

  private agrees(row: number, sum: number): boolean {
    const known = this.component.rows[row];
    return known === undefined || (sum >= known.lower && sum <= known.upper);
  }

  private move(column: number, by: number): void {
    for (const { row, times } of this.rowsOf.get(column) ?? []) this.sums[row] = (this.sums[row] ?? 0) + times * by;
  }

  private broken(column: number): number[] {
    const rows = this.rowsOf.get(column) ?? [];
    return rows.flatMap(({ row }) => (this.agrees(row, this.sums[row] ?? 0) ? [] : [row]));
  }

  /** True when a world agrees with all that is known here. */
  holds(world: World): boolean {
    const moves = [...world];
    if (moves.some(([column, by]) => !this.canMove(column, by))) return false;
    for (const [column, by] of moves) this.move(column, by);
    const holds = moves.every(([column]) => this.broken(column).length === 0);
    for (const [column, by] of moves) this.move(column, -by);
    return holds;
  }

  /** Whether a second atom, moved too, leaves nothing broken: neither of the `broken` rows nor of its own. */
  private isMendedBy(other: number, back: number, broken: number): boolean {
    let left = broken;
    for (const { row, times } of this.rowsOf.get(other) ?? []) {
      const before = this.sums[row] ?? 0;
      if (!this.agrees(row, before + times * back)) return false;
      if (!this.agrees(row, before)) left -= 1;
    }
    return left === 0;
  }

  private mended(column: number, by: number, guard: OpenGuard): World | null {
    const broken = this.broken(column);
    const [first] = broken;
    if (first === undefined) return new Map([[column, by]]);
    for (const other of this.component.rows[first]?.columns ?? []) {
      if (other === column) continue;
      for (const back of [-by, by]) {
        if (!this.canMove(other, back) || !this.isMendedBy(other, back, broken.length)) continue;
        const world = new Map([
          [column, by],
          [other, back],
        ]);
        if (changeIn(guard, world) !== 0) return world;
      }
    }
    return null;
  }

  /** A world near by in which a guarded count has another value; null proves nothing. */
  near(guard: OpenGuard): World | null {
    for (const column of guard.columns)
      for (const by of [1, -1]) {
        if (!this.canMove(column, by)) continue;
        this.move(column, by);
        const world = this.mended(column, by, guard);
        this.move(column, -by);
        if (world) return world;
      }
    return null;
  }
}
