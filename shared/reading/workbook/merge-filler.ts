import { type Cell, type GridRow, isBlank, type Merge } from '../grid.ts';

/** A merge spreads over this many rows at most: more is a column that someone merged whole. */
const MOST_ROWS = 1000;

/** Text and dates merged over several rows hold for each of them; numbers stay in the first, or they would be counted twice. */
export class MergeFiller {
  private readonly starting = new Map<number, Merge[]>();
  private active: { merge: Merge; value: Cell }[] = [];

  constructor(merges: Merge[] = []) {
    for (const merge of merges) this.add(merge);
  }

  add(merge: Merge): void {
    if (merge.lastRow === merge.firstRow) return;
    const others = this.starting.get(merge.firstRow);
    if (others) others.push(merge);
    else this.starting.set(merge.firstRow, [merge]);
  }

  /** Fills a row from the merges above it. Rows are given from the top down. */
  fill(row: GridRow): GridRow {
    if (this.active.length > 0) this.fillActive(row);
    for (const merge of this.starting.get(row.number) ?? []) {
      const value = row.cells[merge.firstColumn];
      if (value !== undefined && !isBlank(value) && typeof value !== 'number') this.active.push({ merge, value });
    }
    return row;
  }

  private fillActive({ number, cells }: GridRow): void {
    this.active = this.active.filter(({ merge }) => number <= Math.min(merge.lastRow, merge.firstRow + MOST_ROWS));
    for (const { merge, value } of this.active) {
      while (cells.length <= merge.firstColumn) cells.push(null);
      if (isBlank(cells[merge.firstColumn])) cells[merge.firstColumn] = value;
    }
  }
}
