import { type CellContent, contentOf, emptyContent, sameContent } from './cell-text.ts';
import type { PendingEdit, PendingEdits } from './pending-edits.ts';

/** A cell as the server knows it. */
export interface ServerCell extends CellContent {
  indicatorId: number;
  month: string;
  stage: string;
  review: string;
  revision: number;
  origin: string;
  updatedBy: string | null;
  updatedAt: string;
}

/** Both values of a cell that someone else changed meanwhile. */
export interface Conflict {
  kind: 'conflict';
  theirs: CellContent;
  revision: number;
  by: string | null;
  at: string | null;
}

export type Failure = { kind: 'offline' } | { kind: 'refused'; message: string } | Conflict;

/** `untouched`: as it came. `partial`: a ratio that lacks one of its numbers, not sent yet. */
export type SaveState = { kind: 'untouched' | 'partial' | 'saving' | 'saved' } | Failure;

export interface EntryCell {
  content: CellContent;
  server: ServerCell | null;
  save: SaveState;
}

export interface CellChange {
  indicatorId: number;
  month: string;
  content: CellContent;
}

export type Cells = ReadonlyMap<string, EntryCell>;

export const cellId = (indicatorId: number, month: string) => `${indicatorId}/${month}`;

const untouched: EntryCell = { content: emptyContent, server: null, save: { kind: 'untouched' } };

export interface EntryStoreOptions {
  organisationId: number;
  pending: PendingEdits;
  send: (edit: PendingEdit) => Promise<ServerCell>;
  explain: (error: unknown) => Failure;
  /** False while a ratio lacks one of its numbers: kept, not sent. */
  isReady: (edit: PendingEdit) => boolean;
}

/** Sent together: enough for a pasted block, few enough for the lock that the cells of a month share. */
const AT_ONCE = 3;

/**
 * What was typed, what the server knows, and the way between the two. Each edit is written down before it is sent and
 * forgotten only when the server has it; a cell has one request at a time, so its edits arrive in order.
 */
export class EntryStore {
  private cells = new Map<string, EntryCell>();
  private published: Cells = new Map();
  private edits = new Map<string, PendingEdit>();
  private inFlight = new Set<string>();
  private past: CellChange[][] = [];
  private listeners = new Set<() => void>();
  private idle: Array<() => void> = [];
  /** True once the server's cells are in: before that, an empty cell means nothing. */
  loaded = false;

  constructor(private readonly options: EntryStoreOptions) {}

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** What the screen shows: never changed in place, replaced when something changed. */
  snapshot = (): Cells => this.published;

  cell(indicatorId: number, month: string): EntryCell {
    return this.cells.get(cellId(indicatorId, month)) ?? untouched;
  }

  /** Takes what the server says; a cell with an unsaved edit keeps the edit. */
  load(cells: readonly ServerCell[]): void {
    this.loaded = true;
    for (const server of cells) {
      const id = cellId(server.indicatorId, server.month);
      const known = this.cells.get(id);
      // An answer asked for before a saving may come after it.
      if (known?.server && known.server.revision > server.revision) continue;
      if (this.edits.has(id) && known) this.set(id, { ...known, server });
      else
        this.set(id, {
          content: contentOf(server),
          server,
          save: known?.save.kind === 'saved' ? known.save : { kind: 'untouched' },
        });
    }
    this.publish();
  }

  /** Takes up the edits that an earlier page could not send. Returns how many there are. */
  async restore(): Promise<number> {
    const kept = await this.options.pending.all(this.options.organisationId);
    for (const edit of kept) {
      const id = cellId(edit.indicatorId, edit.month);
      if (this.edits.has(id)) continue;
      this.edits.set(id, edit);
      this.set(id, { ...this.cell(edit.indicatorId, edit.month), content: edit.content, save: { kind: 'offline' } });
    }
    this.publish();
    this.retry();
    return kept.length;
  }

  /** Writes cells as one act, that `undo` takes back as one. */
  edit(changes: readonly CellChange[]): void {
    const real = changes.filter(
      (change) => !sameContent(this.cell(change.indicatorId, change.month).content, change.content),
    );
    if (real.length === 0) return;
    this.past.push(real.map((change) => ({ ...change, content: this.cell(change.indicatorId, change.month).content })));
    this.apply(real);
  }

  /** Takes back the last act; returns the number of cells put back. */
  undo(): number {
    const last = this.past.pop() ?? [];
    this.apply(last);
    return last.length;
  }

  /** Sends again what waits for the network. */
  retryOffline(): void {
    this.sendAgain(['offline']);
  }

  /** Sends again everything that waits, refused edits too: the person asks. */
  retry(): void {
    this.sendAgain(['offline', 'refused']);
  }

  /** Ends a conflict by keeping one of the two values. */
  resolve(indicatorId: number, month: string, keep: 'mine' | 'theirs'): void {
    const id = cellId(indicatorId, month);
    const cell = this.cell(indicatorId, month);
    const edit = this.edits.get(id);
    if (cell.save.kind !== 'conflict' || !edit) return;
    const { theirs, revision } = cell.save;
    const server = cell.server ? { ...cell.server, ...theirs, revision } : null;
    if (keep === 'theirs') {
      this.forget(id, { content: theirs, server, save: { kind: 'saved' } });
      return;
    }
    this.keep(id, { ...edit, revision });
    this.set(id, { ...cell, server });
    this.queue(id);
    this.flush();
  }

  /** Gives up an edit that the server refuses; the saved value comes back. */
  abandon(indicatorId: number, month: string): void {
    const { server } = this.cell(indicatorId, month);
    this.forget(cellId(indicatorId, month), {
      content: contentOf(server ?? emptyContent),
      server,
      save: { kind: 'untouched' },
    });
  }

  /** True while something typed is not on the server. */
  hasUnsaved(): boolean {
    return this.edits.size > 0;
  }

  /** Resolves when no request is under way. */
  settled(): Promise<void> {
    if (this.inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  private apply(changes: readonly CellChange[]): void {
    for (const { indicatorId, month, content } of changes) {
      const id = cellId(indicatorId, month);
      const cell = this.cell(indicatorId, month);
      const { organisationId } = this.options;
      const key = `${organisationId}/${id}`;
      const revision = this.edits.get(id)?.revision ?? cell.server?.revision ?? 0;
      this.keep(id, { key, organisationId, indicatorId, month, revision, content });
      this.set(id, { ...cell, content });
      this.queue(id);
    }
    this.flush();
  }

  private sendAgain(kinds: ReadonlyArray<SaveState['kind']>): void {
    const waiting = [...this.edits.keys()].filter((id) => kinds.includes(this.cells.get(id)?.save.kind ?? 'saved'));
    if (waiting.length === 0) return;
    for (const id of waiting) this.queue(id);
    this.flush();
  }

  private queue(id: string): void {
    const edit = this.edits.get(id);
    const cell = this.cells.get(id);
    if (!edit || !cell) return;
    this.set(id, { ...cell, save: { kind: this.options.isReady(edit) ? 'saving' : 'partial' } });
  }

  private flush(): void {
    for (const [id, edit] of this.edits) {
      if (this.inFlight.size >= AT_ONCE) break;
      if (this.cells.get(id)?.save.kind === 'saving' && !this.inFlight.has(id)) void this.send(id, edit);
    }
    this.publish();
  }

  private async send(id: string, edit: PendingEdit): Promise<void> {
    this.inFlight.add(id);
    try {
      this.received(id, edit, await this.options.send(edit));
    } catch (error) {
      this.failed(id, edit, this.options.explain(error));
    }
    this.inFlight.delete(id);
    this.flush();
    if (this.inFlight.size === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private received(id: string, sent: PendingEdit, server: ServerCell): void {
    const latest = this.edits.get(id);
    if (latest && latest.content !== sent.content) {
      this.keep(id, { ...latest, revision: server.revision });
      this.set(id, { ...this.cell(sent.indicatorId, sent.month), server });
    } else this.forget(id, { content: contentOf(server), server, save: { kind: 'saved' } });
  }

  private failed(id: string, sent: PendingEdit, failure: Failure): void {
    const cell = this.cell(sent.indicatorId, sent.month);
    const typedSince = this.edits.get(id)?.content !== sent.content;
    this.set(id, { ...cell, save: typedSince && failure.kind === 'refused' ? cell.save : failure });
  }

  private keep(id: string, edit: PendingEdit): void {
    this.edits.set(id, edit);
    void this.options.pending.put(edit);
  }

  private forget(id: string, cell: EntryCell): void {
    const edit = this.edits.get(id);
    this.edits.delete(id);
    if (edit) void this.options.pending.remove(edit.key);
    this.set(id, cell);
    this.publish();
  }

  private set(id: string, cell: EntryCell): void {
    this.cells.set(id, cell);
  }

  private publish(): void {
    this.published = new Map(this.cells);
    for (const listener of this.listeners) listener();
  }
}
