import { type Cells, cellId, type EntryCell, untouchedCell } from './entry-cells.ts';

/** The cells as the screen shows them, and who watches. */
export class CellBoard {
  protected readonly cells = new Map<string, EntryCell>();
  private published: Cells = new Map();
  private listeners = new Set<() => void>();

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Never changed in place, replaced when something changed. */
  snapshot = (): Cells => this.published;

  cell(indicatorId: number, month: string): EntryCell {
    return this.cells.get(cellId(indicatorId, month)) ?? untouchedCell;
  }

  protected set(id: string, cell: EntryCell): void {
    this.cells.set(id, cell);
  }

  protected publish(): void {
    this.published = new Map(this.cells);
    for (const listener of this.listeners) listener();
  }
}
