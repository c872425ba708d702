import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Month } from '../../../shared/domain/month.ts';
import { type OfflineCopy, readOfflineCopy, writeOfflineCopy } from '../../lib/offline/offline-copy.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { contentOf } from '../grid/cell-text.ts';
import type { EntryStore } from './entry-store.ts';

type Session = Answers['session']['me'];
type Mine = Answers['monthlyEntry']['myMonths'];
type Grid = Answers['monthlyEntry']['grid'];

/** How many months open without a line: the last that were looked at. */
const MONTHS_KEPT = 3;

/** The session without a name: the organisation's stands in. */
function anonymous({ viewer, ...session }: Session): Session {
  if (!viewer) return { viewer, ...session };
  const name = viewer.organisationName ?? '';
  return { ...session, demonstrationAccounts: [], viewer: { ...viewer, name, email: '', places: [] } };
}

/** The grid as it now stands, without names, questions, nor what is said of the territory. */
function ownGrid(grid: Grid, store: EntryStore): Grid {
  return {
    ...grid,
    messages: [],
    flags: [],
    submittedBy: null,
    rows: grid.rows.map((row) => ({ ...row, comparison: null })),
    cells: grid.rows.flatMap(({ id }) =>
      grid.months.flatMap((month) => {
        const { server } = store.cell(id, month);
        return server ? [{ ...server, ...contentOf(server), updatedBy: null } as Grid['cells'][number]] : [];
      }),
    ),
  };
}

interface OfflineMonth {
  session: Session;
  mine: Mine;
  grid: Grid;
  input: { organisationId: number; month: Month; span: number };
  store: EntryStore;
  at: number;
}

/** What opens this month without a line, with the others that the same account looked at last. Exported for tests. */
export function copyOf(
  { session, mine, grid, input, store, at }: OfflineMonth,
  former: OfflineCopy | null,
): OfflineCopy {
  const account = session.viewer?.id ?? '';
  const others = (former?.account === account ? former.answers : []).filter(
    (one) => one.procedure === 'monthlyEntry.grid' && JSON.stringify(one.input) !== JSON.stringify(input),
  );
  return {
    account,
    at,
    answers: [
      { procedure: 'session.me', answer: anonymous(session) },
      { procedure: 'monthlyEntry.myMonths', input: {}, answer: mine },
      { procedure: 'monthlyEntry.grid', input, answer: ownGrid(grid, store) },
      ...others.slice(0, MONTHS_KEPT - 1),
    ],
  };
}

/** The browser keeps the frame of the page from now on. Not while the product is being developed: it has no build. */
function keepFrame(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator)
    void navigator.serviceWorker.register('/hors-ligne.js').catch(() => {
      // A browser that refuses opens the month with a line only.
    });
}

const REST_MS = 1000;

/** Makes the month of one's own organisation open without a line, as it stands when the line is cut. */
export function useOfflineMonth(
  store: EntryStore,
  input: OfflineMonth['input'],
  { data: grid, dataUpdatedAt: at }: { data: Grid | undefined; dataUpdatedAt: number },
): void {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const { organisationId, month, span } = input;
  useEffect(() => {
    // What came from the copy itself says nothing new.
    if (!grid || at === 0 || grid.month !== month) return;
    const keep = () => {
      const session = queries.getQueryData(trpc.session.me.queryKey());
      const mine = queries.getQueryData(trpc.monthlyEntry.myMonths.queryKey({}));
      if (!session?.viewer || !mine || session.viewer.organisationId !== organisationId) return;
      const asked = { organisationId, month, span };
      const copy = copyOf({ session, mine, grid, input: asked, store, at }, readOfflineCopy(at));
      writeOfflineCopy(copy);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, REST_MS);
    };
    keepFrame();
    soon();
    const stop = store.subscribe(soon);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      stop();
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [grid, at, store, organisationId, month, span, queries, trpc]);
}
