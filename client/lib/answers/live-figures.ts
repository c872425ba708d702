import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What is made of everyone's figures. A grid that is being filled is never asked again under the fingers. */
const rooms = new Set([
  'overview',
  'indicators',
  'collection',
  'homelessness',
  'evictions',
  'housing',
  'organisationShare',
]);
/** Without an open line (an old proxy, a cut), figures are asked again this often. */
const OTHERWISE_MS = 60_000;
const FIRST_MS = 1_500;

/** Keeps what is on screen up to date with what others write: within two seconds, or within a minute at the worst. */
export function useLiveFigures(signedIn: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!signedIn || typeof EventSource === 'undefined') return;
    const refresh = () =>
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => Array.isArray(queryKey[0]) && rooms.has(String(queryKey[0][0])),
      });
    // A browser keeps six lines to one address: a tab that nobody looks at lets go of its own, and asks again when it is seen.
    let line: EventSource | undefined;
    const follow = () => {
      line?.close();
      line = undefined;
      if (document.visibilityState === 'hidden') return;
      line = new EventSource('/api/live');
      line.addEventListener('figures', refresh);
    };
    // What the page itself needs goes first.
    const begun = setTimeout(follow, FIRST_MS);
    document.addEventListener('visibilitychange', follow);
    const otherwise = setInterval(() => {
      if (!line || line.readyState === EventSource.OPEN) return;
      refresh();
      // A browser gives up a line that was refused once (the server was restarting): it is asked for again.
      if (line.readyState === EventSource.CLOSED) follow();
    }, OTHERWISE_MS);
    return () => {
      clearTimeout(begun);
      document.removeEventListener('visibilitychange', follow);
      line?.close();
      clearInterval(otherwise);
    };
  }, [signedIn, queryClient]);
}
