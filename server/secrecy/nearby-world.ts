import type { OpenComponent, OpenGuard } from '../../shared/domain/secrecy/open-components.ts';

/**
 * The quick proof that a count can have another value: one unit more or less of one atom, or moved from one atom to another,
 * and everything that is known still holds. Most counts need no linear program.
 */
export class NearbyWorld {
  private readonly lower: ReadonlyMap<number, number>;
  private readonly component: OpenComponent;
  /** By atom: the rows that hold it, and how often. */
  private readonly rowsOf = new Map<number, Map<number, number>>();

  /** `lower`: the least deviation of each atom that may move; one that the attacker gave is not there. */
  constructor(component: OpenComponent, lower: ReadonlyMap<number, number>) {
    this.component = component;
    this.lower = lower;
    for (const column of component.columns) this.rowsOf.set(column, new Map());
    for (const [index, { columns, times }] of component.rows.entries())
      for (const [at, column] of columns.entries()) this.rowsOf.get(column)?.set(index, times[at] ?? 0);
  }

  private canMove = (column: number, by: number) => by >= (this.lower.get(column) ?? Number.POSITIVE_INFINITY);

  /** The rows that a move breaks. */
  private broken(moves: ReadonlyMap<number, number>): number[] {
    const sums = new Map<number, number>();
    for (const [column, by] of moves)
      for (const [row, times] of this.rowsOf.get(column) ?? []) sums.set(row, (sums.get(row) ?? 0) + times * by);
    return [...sums].flatMap(([row, sum]) => {
      const { lower = 0, upper = 0 } = this.component.rows[row] ?? {};
      return sum < lower || sum > upper ? [row] : [];
    });
  }

  private mends(column: number, by: number, guard: OpenGuard): boolean {
    const [first] = this.broken(new Map([[column, by]]));
    if (first === undefined) return true;
    for (const other of this.component.rows[first]?.columns ?? [])
      for (const back of [-by, by]) {
        if (other === column || !this.canMove(other, back)) continue;
        const moves = new Map([
          [column, by],
          [other, back],
        ]);
        if (this.moved(guard, moves) !== 0 && this.broken(moves).length === 0) return true;
      }
    return false;
  }

  private moved({ columns, times }: OpenGuard, moves: ReadonlyMap<number, number>): number {
    return columns.reduce((sum, column, at) => sum + (times[at] ?? 0) * (moves.get(column) ?? 0), 0);
  }

  moves(guard: OpenGuard): boolean {
    return guard.columns.some((column) =>
      [1, -1].some((by) => this.canMove(column, by) && this.mends(column, by, guard)),
    );
  }
}
