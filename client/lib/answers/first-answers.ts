import type { QueryClient } from '@tanstack/react-query';
import type { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { forgetOfflineCopy, takeOfflineCopy } from '../offline/offline-copy.ts';
import type { AppRouter } from '../trpc.ts';
import { keyOf } from './question-key.ts';

/** Takes from the page the answers that the server has put in it, so that the first screen need not ask. */
export function takeFirstAnswers(
  queryClient: QueryClient,
  client: ReturnType<typeof createTRPCClient<AppRouter>>,
): void {
  const text = document.getElementById('first-answers')?.textContent;
  // The server always puts them in: without them, the page is the one that the browser kept for a cut line.
  if (!text) {
    takeOfflineCopy(queryClient);
    return;
  }
  const { session, overview, first } = JSON.parse(text);
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  if (session) forgetOfflineCopy(session.viewer?.id ?? '');
  if (session) queryClient.setQueryData(trpc.session.me.queryKey(), session);
  if (overview) queryClient.setQueryData(trpc.overview.forYear.queryKey({}), overview.result.data);
  for (const one of first ?? []) queryClient.setQueryData(keyOf(one), one.answer);
}
