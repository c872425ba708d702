import { CellBoard } from './cell-board.ts';
import { contentOf, emptyContent, sameContent } from './cell-text.ts';
import { baseOf, type EntryStoreOptions, isOwnEcho, newAct, saveAfterLoad } from './edit-base.ts';
import {
  type CellChange,
  cellId,
  type EntryCell,
  type Failure,
  type SaveState,
  type ServerCell,
} from './entry-cells.ts';
import type { PendingEdit } from './pending-edits.ts';
import { noOtherTab, type TabChannel, type TabMessage } from './tab-channel.ts';

/** Sent together: enough for a pasted block, few enough for the lock that the cells of a month share. */
const AT_ONCE = 6;

/**
 * What was typed, what the server knows, and the way between the two. Each edit is written down before it is sent and
 * forgotten only when the server has it; a cell has one request at a time, whatever the tab, so its edits arrive in order.
 */
export class EntryStore extends CellBoard {
  private edits = new Map<string, PendingEdit>();
  private inFlight = new Set<string>();
  private written: Promise<void> = Promise.resolve();
  private past: CellChange[][] = [];
  private idle: Array<() => void> = [];
  private readonly tabs: TabChannel;
  /** True once the server's cells and the edits that wait are in: before that, an empty cell means nothing. */
  ready = false;

  constructor(private readonly options: EntryStoreOptions) {
    super();
    this.tabs = options.tabs ?? noOtherTab;
  }

  /** Hears the other tabs until the answer is called. */
  follow(): () => void {
    return this.tabs.listen((message) => this.hear(message));
  }

  /** Takes what the server says; a cell with an unsaved edit keeps the edit. */
  load(cells: readonly ServerCell[]): void {
    for (const server of cells) {
      const id = cellId(server.indicatorId, server.month);
      const known = this.cells.get(id);
      // An answer asked for before a saving may come after it.
      if (known?.server && known.server.revision > server.revision) continue;
      if (this.edits.has(id) && known) this.set(id, { ...known, server });
      // A cell that did not change stays the same object: nothing is drawn again.
      else if (known?.server?.revision === server.revision && sameContent(known.content, server)) continue;
      else {
        this.set(id, { content: contentOf(server), server, save: saveAfterLoad(known, server) });
      }
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
    this.ready = true;
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

  /** Sends again what waits for the network, and what another tab may have left behind. */
  retryOffline(): void {
    this.sendAgain(['offline', 'elsewhere']);
  }

  /** Sends again everything that waits, refused edits too: the person asks, or has signed in again. */
  retry(): void {
    this.sendAgain(['offline', 'elsewhere', 'signed-out', 'refused']);
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
      this.giveUp(edit, { content: theirs, server, save: { kind: 'saved' } });
      return;
    }
    this.keep([{ ...edit, revision, ...newAct() }]);
    this.set(id, { ...cell, server });
    this.queue(id);
    this.flush();
  }

  /** Gives up an edit that the server refuses; the saved value comes back. */
  abandon(indicatorId: number, month: string): void {
    const { server } = this.cell(indicatorId, month);
    const edit = this.edits.get(cellId(indicatorId, month));
    if (edit) this.giveUp(edit, { content: contentOf(server ?? emptyContent), server, save: { kind: 'untouched' } });
  }

  /** True while something typed is not on the server. */
  hasUnsaved(): boolean {
    return this.edits.size > 0;
  }

  /** True when what waits would be lost with the page: the browser keeps nothing. */
  isVolatile(): boolean {
    return !this.options.pending.lasting();
  }

  /** Resolves when no request is under way. */
  settled(): Promise<void> {
    if (this.inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  private apply(changes: readonly CellChange[]): void {
    const { organisationId } = this.options;
    const edits = changes.map(({ indicatorId, month, content }) => {
      const id = cellId(indicatorId, month);
      const cell = this.cell(indicatorId, month);
      const base = baseOf(this.edits.get(id), cell);
      this.set(id, { ...cell, content });
      return {
        key: `${organisationId}/${id}`,
        organisationId,
        indicatorId,
        month,
        ...base,
        content,
        ...newAct(),
      };
    });
    this.keep(edits);
    for (const { indicatorId, month } of changes) this.queue(cellId(indicatorId, month));
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
    const { pending } = this.options;
    await this.written;
    await pending.alone(edit.key, async () => {
      // Another tab may have sent it, or typed since: what is written down decides.
      const waiting = (await pending.get(edit.key)) ?? (pending.lasting() ? undefined : this.edits.get(id));
      if (waiting) await this.sendWaiting(id, waiting);
      else this.sentElsewhere(id, edit);
    });
    this.inFlight.delete(id);
    this.flush();
    if (this.inFlight.size === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private async sendWaiting(id: string, waiting: PendingEdit): Promise<void> {
    const { indicatorId, month, stamp } = waiting;
    try {
      const server = await this.options.send(waiting);
      await this.options.pending.settle(waiting, server.revision);
      this.received(id, stamp, server);
      const cell: EntryCell = { content: contentOf(server), server, save: { kind: 'saved' } };
      this.tabs.tell({ kind: 'done', indicatorId, month, stamp, cell });
    } catch (error) {
      const save = this.options.explain(error);
      if (isOwnEcho(waiting, save)) return this.sendWaiting(id, { ...waiting, revision: save.revision });
      this.failed(id, stamp, save);
      this.tabs.tell({ kind: 'failed', indicatorId, month, stamp, save });
    }
  }

  private sentElsewhere(id: string, edit: PendingEdit): void {
    const { content, server } = this.cell(edit.indicatorId, edit.month);
    const shown = server && server.revision > edit.revision ? contentOf(server) : content;
    this.forget(id, { content: shown, server, save: { kind: 'saved' } });
  }

  /** What was typed since is sent over the new revision. */
  private received(id: string, stamp: string, server: ServerCell): void {
    const latest = this.edits.get(id);
    if (latest && latest.stamp !== stamp) {
      this.edits.set(id, { ...latest, revision: Math.max(latest.revision, server.revision) });
      this.set(id, { ...this.cell(server.indicatorId, server.month), server });
    } else this.forget(id, { content: contentOf(server), server, save: { kind: 'saved' } });
  }

  private failed(id: string, stamp: string, failure: Failure): void {
    const cell = this.cells.get(id);
    const latest = this.edits.get(id);
    if (!cell || !latest) return;
    const waits = failure.kind === 'offline' || failure.kind === 'signed-out';
    if (latest.stamp === stamp || waits) this.set(id, { ...cell, save: failure });
    // A conflict concerns the cell whatever was typed since: the next sending meets it again, with both values.
    if (waits) this.waitAll(failure);
  }

  /** One request says it for all: without network (or session) the others would fail one by one. */
  private waitAll(save: Failure): void {
    for (const id of this.edits.keys()) {
      const cell = this.cells.get(id);
      if (cell?.save.kind === 'saving' && !this.inFlight.has(id)) this.set(id, { ...cell, save });
    }
  }

  private hear(message: TabMessage): void {
    if (message.kind === 'typed') {
      for (const edit of message.edits) {
        const id = cellId(edit.indicatorId, edit.month);
        if ((this.edits.get(id)?.at ?? 0) > edit.at) continue;
        this.edits.set(id, edit);
        const cell = this.cell(edit.indicatorId, edit.month);
        this.set(id, { ...cell, content: edit.content, save: { kind: 'elsewhere' } });
      }
    } else this.hearEnd(message);
    this.publish();
  }

  private hearEnd(message: Exclude<TabMessage, { kind: 'typed' }>): void {
    const { indicatorId, month, stamp } = message;
    const id = cellId(indicatorId, month);
    const known = this.cell(indicatorId, month);
    const latest = this.edits.get(id);
    if (message.kind === 'failed') {
      if (latest?.stamp === stamp) this.set(id, { ...known, save: message.save });
      return;
    }
    const { server } = message.cell;
    if (!latest || latest.stamp === stamp) {
      this.edits.delete(id);
      this.set(id, message.cell);
    } else if (server) this.received(id, stamp, server);
  }

  private keep(edits: readonly PendingEdit[]): void {
    for (const edit of edits) this.edits.set(cellId(edit.indicatorId, edit.month), edit);
    this.written = Promise.all([this.written, this.options.pending.put(edits)]).then(() => {});
    this.tabs.tell({ kind: 'typed', edits });
  }

  private giveUp(edit: PendingEdit, cell: EntryCell): void {
    const { indicatorId, month, stamp, key } = edit;
    this.written = this.written.then(() => this.options.pending.remove(key));
    this.forget(cellId(indicatorId, month), cell);
    this.publish();
    this.tabs.tell({ kind: 'done', indicatorId, month, stamp, cell });
  }

  private forget(id: string, cell: EntryCell): void {
    this.edits.delete(id);
    this.set(id, cell);
  }
}
