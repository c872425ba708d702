import { type Cells, cellId, type EntryCell, untouchedCell } from './entry-cells.ts';

type Listener = () => void;

/** The cells as the screen shows them, and who watches: the whole board, or the cells of one line. */
export class CellBoard {
  protected readonly cells = new Map<string, EntryCell>();
  private published: Cells | null = new Map();
  private readonly listeners = new Set<Listener>();
  private readonly ofLine = new Map<number, Set<Listener>>();
  private readonly versions = new Map<number, number>();
  private readonly touched = new Set<number>();
  private changes = new Map<string, EntryCell | undefined>();

  subscribe = (listener: Listener) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Hears only of the cells of a line: a key press in one line draws nothing in the others. */
  watchLine(indicatorId: number, listener: Listener): () => void {
    const own = this.ofLine.get(indicatorId) ?? new Set();
    this.ofLine.set(indicatorId, own);
    own.add(listener);
    return () => void own.delete(listener);
  }

  /** Raised by each change of a cell of the line. */
  lineVersion(indicatorId: number): number {
    return this.versions.get(indicatorId) ?? 0;
  }

  /** Never changed in place, replaced when something changed; made only for those who ask. */
  snapshot = (): Cells => {
    this.published ??= new Map(this.cells);
    return this.published;
  };

  cell(indicatorId: number, month: string): EntryCell {
    return this.cells.get(cellId(indicatorId, month)) ?? untouchedCell;
  }

  /** The cells that changed since this was last asked, with what each was then. */
  takeChanges(): Array<{ id: string; before: EntryCell | undefined; after: EntryCell }> {
    const taken = [...this.changes].map(([id, before]) => ({ id, before, after: this.cells.get(id) ?? untouchedCell }));
    this.changes.clear();
    return taken;
  }

  protected set(id: string, cell: EntryCell): void {
    const indicatorId = Number.parseInt(id, 10);
    if (!this.changes.has(id)) this.changes.set(id, this.cells.get(id));
    this.cells.set(id, cell);
    this.touched.add(indicatorId);
    this.versions.set(indicatorId, this.lineVersion(indicatorId) + 1);
  }

  protected publish(): void {
    if (this.touched.size > 0) this.published = null;
    const concerned = [...this.touched].flatMap((line) => [...(this.ofLine.get(line) ?? [])]);
    this.touched.clear();
    for (const listener of [...concerned, ...this.listeners]) listener();
  }
}
