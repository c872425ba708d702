import type { EntryCell } from '../grid/entry-cells.ts';
import type { PendingEdit } from './write-ahead.ts';

/** What the tabs of one browser tell each other of an organisation's cells. */
export type TabMessage =
  | { kind: 'typed'; edits: readonly PendingEdit[] }
  /** The wait of an edit is over (saved, or given up): the cell as it now stands. */
  | { kind: 'done'; indicatorId: number; month: string; stamp: string; cell: EntryCell }
  | { kind: 'failed'; indicatorId: number; month: string; stamp: string; save: EntryCell['save'] };

export interface TabChannel {
  tell(message: TabMessage): void;
  /** Returns how to stop listening. */
  listen(receive: (message: TabMessage) => void): () => void;
}

/** A page alone. */
export const noOtherTab: TabChannel = { tell: () => {}, listen: () => () => {} };

/** The other tabs of this browser in which the same person has the same organisation open. */
export function browserTabs(organisationId: number, person: string): TabChannel {
  if (typeof BroadcastChannel === 'undefined') return noOtherTab;
  const channel = new BroadcastChannel(`observatoire-saisie ${organisationId} ${person}`);
  return {
    tell: (message) => channel.postMessage(message),
    listen(receive) {
      const onMessage = ({ data }: MessageEvent<TabMessage>) => receive(data);
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
  };
}
