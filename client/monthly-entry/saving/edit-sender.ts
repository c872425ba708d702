import { CellBoard } from '../grid/cell-board.ts';
import { contentOf } from '../grid/cell-text.ts';
import { type EntryStoreOptions, isOwnEcho } from '../grid/edit-base.ts';
import { cellId, type EntryCell, type Failure, type SaveState, type ServerCell } from '../grid/entry-cells.ts';
import { noOtherTab, type TabChannel, type TabMessage } from './tab-channel.ts';
import type { PendingEdit } from './write-ahead.ts';

/** Sent together: enough for a pasted block, few enough for the lock that the cells of a month share. */
const AT_ONCE = 6;

const atOnce = (work: () => void) => work();

/**
 * The way from what was typed to the server. Each edit is written down before it is sent and forgotten only when the
 * server has it; a cell has one request at a time, whatever the tab, so its edits arrive in order.
 */
export class EditSender extends CellBoard {
  protected readonly edits = new Map<string, PendingEdit>();
  private readonly due = new Set<string>();
  protected readonly inFlight = new Set<string>();
  protected written: Promise<void> = Promise.resolve();
  protected idle: Array<() => void> = [];
  protected readonly tabs: TabChannel;
  /** Refused while others of the same act were on their way: a part may come before the total that holds it. */
  private readonly deferred = new Map<string, string>();
  private readonly askedTwice = new Set<string>();

  constructor(protected readonly options: EntryStoreOptions) {
    super();
    this.tabs = options.tabs ?? noOtherTab;
  }

  protected sendAgain(kinds: ReadonlyArray<SaveState['kind']>): void {
    const waiting = [...this.edits.keys()].filter((id) => kinds.includes(this.cells.get(id)?.save.kind ?? 'saved'));
    if (waiting.length === 0) return;
    for (const id of waiting) this.queue(id);
    this.flush();
  }

  protected queue(id: string): void {
    const edit = this.edits.get(id);
    const cell = this.cells.get(id);
    if (!edit || !cell) return;
    this.set(id, { ...cell, save: { kind: this.options.isReady(edit) ? 'saving' : 'partial' } });
  }

  protected flush(): void {
    for (const [id, edit] of this.edits) {
      if (this.inFlight.size >= AT_ONCE) break;
      if (this.deferred.has(id)) continue;
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
    if (this.inFlight.size === 0) this.askAgain();
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
      if (this.deferred.get(id) === stamp) return;
      this.tabs.tell({ kind: 'failed', indicatorId, month, stamp, save });
    }
  }

  private othersGo(id: string): boolean {
    return [...this.edits.keys()].some((other) => other !== id && this.cells.get(other)?.save.kind === 'saving');
  }

  /** Asks once more for what was refused among others, now that they are in. */
  private askAgain(): void {
    for (const [id, stamp] of this.deferred) if (this.edits.get(id)?.stamp === stamp) this.queue(id);
    this.deferred.clear();
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
    if (failure.kind === 'refused' && latest.stamp === stamp && this.othersGo(id) && !this.askedTwice.has(stamp)) {
      this.askedTwice.add(stamp);
      this.deferred.set(id, stamp);
      return;
    }
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

  protected receive(message: TabMessage): void {
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

  /** Keeps edits and writes them down; told to the other tabs, and read back by the next page. */
  protected keep(edits: readonly PendingEdit[]): void {
    for (const edit of edits) this.edits.set(cellId(edit.indicatorId, edit.month), edit);
    this.written = Promise.all([this.written, this.options.pending.put(edits)]).then(() => {});
    this.tabs.tell({ kind: 'typed', edits });
  }

  /** Keeps edits in the page at once; the writing down and the sending come after the frame that the key press draws. */
  protected keepSoon(edits: readonly PendingEdit[]): void {
    const isFirst = this.due.size === 0;
    for (const edit of edits) {
      const id = cellId(edit.indicatorId, edit.month);
      this.edits.set(id, edit);
      this.due.add(id);
    }
    if (isFirst) (this.options.afterPaint ?? atOnce)(() => this.catchUp());
  }

  /** Writes down and sends what was put off: also when the page is about to go. */
  catchUp(): void {
    const ids = [...this.due].filter((id) => this.edits.has(id));
    this.due.clear();
    if (ids.length === 0) return;
    this.keep(ids.flatMap((id) => this.edits.get(id) ?? []));
    for (const id of ids) this.queue(id);
    this.flush();
  }

  protected giveUp(edit: PendingEdit, cell: EntryCell): void {
    const { indicatorId, month, stamp, key } = edit;
    this.written = this.written.then(() => this.options.pending.remove(key));
    this.forget(cellId(indicatorId, month), cell);
    this.publish();
    this.tabs.tell({ kind: 'done', indicatorId, month, stamp, cell });
  }

  protected forget(id: string, cell: EntryCell): void {
    this.edits.delete(id);
    this.set(id, cell);
  }
}
