import type { QueryClient } from '@tanstack/react-query';
import type { createTRPCClient } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../trpc.ts';

/** The key that the screen's own query has: see `queryKey` of the library. */
export const keyOf = ({ procedure, input }: { procedure: string; input?: object }) => [
  procedure.split('.'),
  { ...(input && { input }), type: 'query' },
];

/** Takes from the page the answers that the server has put in it, so that the first screen need not ask. */
export function takeFirstAnswers(
  queryClient: QueryClient,
  client: ReturnType<typeof createTRPCClient<AppRouter>>,
): void {
  const text = document.getElementById('first-answers')?.textContent;
  if (!text) return;
  const { session, overview, first } = JSON.parse(text);
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  if (session) queryClient.setQueryData(trpc.session.me.queryKey(), session);
  if (overview) queryClient.setQueryData(trpc.overview.forYear.queryKey({}), overview.result.data);
  for (const one of first ?? []) queryClient.setQueryData(keyOf(one), one.answer);
}
