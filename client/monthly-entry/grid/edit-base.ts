import type { KeptInTab } from '../saving/kept-in-tab.ts';
import type { PendingEdits } from '../saving/pending-edits.ts';
import type { TabChannel } from '../saving/tab-channel.ts';
import type { PendingEdit } from '../saving/write-ahead.ts';
import { sameContent } from './cell-text.ts';
import type { CellChange, Conflict, EntryCell, Failure, SaveState, ServerCell } from './entry-cells.ts';

export interface EntryStoreOptions {
  organisationId: number;
  /** Who types: an edit is only ever sent under the name of whoever typed it. */
  person: { id: string; name: string };
  pending: PendingEdits;
  /** What each act was typed over, the latest last; in the page's memory when left out. */
  past?: KeptInTab<CellChange[]>;
  send: (edit: PendingEdit) => Promise<ServerCell>;
  explain: (error: unknown) => Failure;
  /** False while a ratio lacks one of its numbers: kept, not sent. */
  isReady: (edit: PendingEdit) => boolean;
  /** The other tabs of the browser. */
  tabs?: TabChannel;
  /** Puts work off until what a key press changed is drawn; at once when left out. */
  afterPaint?: (work: () => void) => void;
}

const page = Math.random().toString(36).slice(2);
let acts = 0;
/** No two edits share one, in whatever tab. */
export function newAct(): Pick<PendingEdit, 'stamp' | 'at'> {
  acts += 1;
  return { stamp: `${page} ${acts}`, at: performance.timeOrigin + performance.now() };
}

/** How many contents typed over are remembered. */
const REMEMBERED = 10;

/**
 * What an edit is typed over. While an earlier one waits, nobody has seen what the server holds: the revision stays the
 * one that was seen, unless the server is known to hold that earlier edit.
 */
export function baseOf(
  waiting: PendingEdit | undefined,
  { server }: EntryCell,
): Pick<PendingEdit, 'revision' | 'before'> {
  if (!waiting) return { revision: server?.revision ?? 0, before: [] };
  const arrived = server !== null && sameContent(server, waiting.content);
  const revision = arrived ? Math.max(server.revision, waiting.revision) : waiting.revision;
  return { revision, before: [...waiting.before, waiting.content].slice(-REMEMBERED) };
}

/** An answer that was lost: what the server holds was typed here before. Nobody else is concerned. */
export function isOwnEcho(waiting: PendingEdit, failure: Failure): failure is Conflict {
  if (failure.kind !== 'conflict' || !failure.own || failure.revision <= waiting.revision) return false;
  return waiting.before.some((content) => sameContent(content, failure.theirs));
}

/** What a cell says of itself once the server has said it again: another content than the one shown is someone else's. */
export function saveAfterLoad(known: EntryCell | undefined, server: ServerCell): SaveState {
  if (!known?.server) return { kind: 'untouched' };
  if (!sameContent(known.content, server)) return { kind: 'changed', former: known.content, by: server.updatedBy };
  return known.save.kind === 'saved' || known.save.kind === 'changed' ? known.save : { kind: 'untouched' };
}
