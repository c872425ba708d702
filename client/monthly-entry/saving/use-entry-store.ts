import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TimeRule } from '../../../shared/domain/indicator.ts';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { errorCode, errorFacts, errorMessage, isNetworkError } from '../../lib/words/error-messages.ts';
import { contentOf, isWhole } from '../grid/cell-text.ts';
import type { CellChange, Failure, ServerCell } from '../grid/entry-cells.ts';
import { EntryStore } from './entry-store.ts';
import { keptInTab } from './kept-in-tab.ts';
import { browserEdits } from './pending-edits.ts';
import { browserTabs } from './tab-channel.ts';

function explain(error: unknown): Failure {
  if (isNetworkError(error) || errorCode(error) === 'BUSY') return { kind: 'offline' };
  if (errorCode(error) === 'NOT_SIGNED_IN') return { kind: 'signed-out' };
  const conflict = errorFacts(error, 'CONFLICT');
  if (!conflict || !('theirs' in conflict) || !conflict.theirs)
    return { kind: 'refused', message: errorMessage(error) };
  const { theirs, by = null, at = null, own = false } = conflict;
  return { kind: 'conflict', theirs: contentOf(theirs), revision: theirs.revision, by, at, own };
}

/** After the frame that the key press draws; a page out of sight draws none. */
function afterPaint(work: () => void): void {
  if (document.visibilityState === 'hidden') work();
  else requestAnimationFrame(() => setTimeout(work));
}

const RETRY_EVERY_MS = 15_000;

/** Sends again when the network is back, every quarter of a minute, and keeps the cell at hand when the page goes. */
function useRescue(store: EntryStore, lookAgain: () => void): void {
  const look = useEffectEvent(lookAgain);
  useEffect(() => {
    const retry = () => store.retryOffline();
    const keepCellAtHand = () => {
      if (document.visibilityState !== 'hidden') {
        store.retry();
        look();
      } else keepAll();
    };
    const keepAll = () => {
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
      store.catchUp();
    };
    const holdBack = (event: BeforeUnloadEvent) => {
      if (store.isVolatile() && store.hasUnsaved()) event.preventDefault();
    };
    const stopFollowing = store.follow();
    const timer = setInterval(retry, RETRY_EVERY_MS);
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', holdBack);
    window.addEventListener('pagehide', keepAll);
    document.addEventListener('visibilitychange', keepCellAtHand);
    return () => {
      clearInterval(timer);
      stopFollowing();
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', holdBack);
      window.removeEventListener('pagehide', keepAll);
      store.catchUp();
      document.removeEventListener('visibilitychange', keepCellAtHand);
    };
  }, [store]);
}

/** The cells of an organisation, saved one by one. Load the grid into it; unsaved edits of an earlier page follow. */
export function useEntryStore(
  organisationId: number,
  person: { id: string; name: string },
  loaded: { rows: ReadonlyArray<{ id: number; timeRule: TimeRule }>; cells: readonly ServerCell[] } | undefined,
): EntryStore {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ratios = useRef<ReadonlySet<number>>(new Set());
  const [store] = useState(
    () =>
      new EntryStore({
        organisationId,
        person,
        pending: browserEdits(),
        past: keptInTab<CellChange[]>('annuler', `${organisationId} ${person.id}`),
        tabs: browserTabs(organisationId, person.id),
        afterPaint,
        explain,
        isReady: ({ indicatorId, content }) => isWhole(content, ratios.current.has(indicatorId)),
        async send({ indicatorId, month, revision, content }) {
          // Whoever signed in since in another tab does not write in this person's place: the server refuses.
          const input = { organisationId, indicatorId, month, revision, writer: person.id, ...contentOf(content) };
          const saved = await client.monthlyEntry.saveCell.mutate(input);
          // The list of months is asked for again when it is opened, not at each cell.
          void queries.invalidateQueries({ queryKey: trpc.monthlyEntry.myMonths.queryKey(), refetchType: 'none' });
          return saved as ServerCell;
        },
      }),
  );
  const restored = useRef(false);
  useEffect(() => {
    if (!loaded) return;
    ratios.current = new Set(loaded.rows.filter((row) => row.timeRule === 'ratio').map((row) => row.id));
    store.load(loaded.cells);
    if (!restored.current) void store.restore();
    restored.current = true;
  }, [store, loaded]);
  useRescue(store, () => void queries.invalidateQueries({ queryKey: trpc.monthlyEntry.grid.queryKey() }));
  return store;
}
