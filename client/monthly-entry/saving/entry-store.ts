import { contentOf, emptyContent, sameContent } from '../grid/cell-text.ts';
import { baseOf, newAct, saveAfterLoad } from '../grid/edit-base.ts';
import { type CellChange, cellId, type SaveState, type ServerCell } from '../grid/entry-cells.ts';
import { EditSender } from './edit-sender.ts';
import type { KeptInTab } from './kept-in-tab.ts';
import type { PendingEdit } from './write-ahead.ts';

/** How many acts can be taken back. */
const ACTS_KEPT = 50;

/** Acts in the page's own memory. */
function pageActs(): KeptInTab<CellChange[]> {
  let acts: readonly CellChange[][] = [];
  return {
    read: () => acts,
    write: (next) => {
      acts = next;
    },
  };
}

/** What was typed, what the server knows, and what a person may do about the two. */
export class EntryStore extends EditSender {
  private readonly past = this.options.past ?? pageActs();
  private strangers: PendingEdit[] = [];
  /** True once the server's cells and the edits that wait are in: before that, an empty cell means nothing. */
  ready = false;

  /** Hears the other tabs until the answer is called. */
  follow(): () => void {
    return this.tabs.listen((message) => this.receive(message));
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

  /**
   * Takes up the edits that an earlier page could not send; answers how many there are. Those that someone else typed in
   * this browser are never sent under this person's name: they wait for an answer (`othersWaiting`).
   */
  async restore(): Promise<number> {
    const { pending, organisationId, person } = this.options;
    const all = await pending.all(organisationId);
    const kept = all.filter((edit) => edit.person === person.id);
    this.strangers = all.filter((edit) => edit.person !== person.id);
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

  /** The edits of another person that this browser still holds. Never changed in place. */
  othersWaiting = (): readonly PendingEdit[] => this.strangers;

  /** The person takes another's edits over as their own, or leaves them where they are, for their author to find. */
  takeOver(take: boolean): void {
    const former = this.strangers;
    this.strangers = [];
    if (take) {
      // Over the revision that its author saw: what someone wrote since is a conflict, and is asked.
      this.apply(former.filter((edit) => !this.edits.has(cellId(edit.indicatorId, edit.month))));
      this.written = this.written.then(async () => {
        for (const { key } of former) await this.options.pending.remove(key);
      });
    }
    this.publish();
  }

  /** Writes cells as one act, that `undo` takes back as one. */
  edit(changes: readonly CellChange[]): void {
    const real = changes.filter(
      (change) => !sameContent(this.cell(change.indicatorId, change.month).content, change.content),
    );
    if (real.length === 0) return;
    const former = real.map((change) => ({ ...change, content: this.cell(change.indicatorId, change.month).content }));
    this.past.write([...this.past.read(), former].slice(-ACTS_KEPT));
    this.apply(real);
  }

  /** Takes back the last act; returns the number of cells put back. */
  undo(): number {
    const acts = this.past.read();
    const last = acts.at(-1) ?? [];
    this.past.write(acts.slice(0, -1));
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

  /** How many cells wait, and for that reason. */
  waiting(kind: SaveState['kind']): number {
    return this.waitingIds(kind).length;
  }

  /** Which cells wait for that reason. */
  waitingIds(kind: SaveState['kind']): string[] {
    return [...this.edits.keys()].filter((id) => this.cells.get(id)?.save.kind === kind);
  }

  /** True when what waits would be lost with the page: the browser keeps nothing. */
  isVolatile(): boolean {
    return !this.options.pending.lasting();
  }

  /** Resolves when no request is under way. */
  settled(): Promise<void> {
    this.catchUp();
    if (this.inFlight.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  private apply(changes: ReadonlyArray<CellChange & { revision?: number }>): void {
    const { organisationId, person } = this.options;
    const edits = changes.map(({ indicatorId, month, content, revision }) => {
      const id = cellId(indicatorId, month);
      const cell = this.cell(indicatorId, month);
      const base = baseOf(this.edits.get(id), cell);
      this.set(id, { ...cell, content });
      return {
        key: `${organisationId}/${person.id}/${id}`,
        organisationId,
        person: person.id,
        personName: person.name,
        indicatorId,
        month,
        ...base,
        ...(revision !== undefined && { revision }),
        content,
        ...newAct(),
      };
    });
    this.keepSoon(edits);
  }
}
