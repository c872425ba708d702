import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import { createTRPCContext } from '@trpc/tanstack-react-query';

import { confirmationLink } from './confirmation-link.ts';
import { isNetworkError } from './words/error-messages.ts';

export type { AppRouter } from '../../server/router.ts';

import type { AppRouter } from '../../server/router.ts';

/** What each procedure answers, as it comes over the wire: said once, by the server. Example: Answers['mails']['list']. */
export type Answers = inferRouterOutputs<AppRouter>;

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    confirmationLink,
    // Alone at its own address, the overview is revalidated by the browser's cache: an answer that has not changed is not sent again.
    splitLink({
      condition: ({ path }) => path === 'overview.forYear',
      true: httpLink({ url: '/trpc' }),
      false: httpBatchLink({ url: '/trpc', maxURLLength: 4000 }),
    }),
  ],
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A database that restarts is back within five seconds: these tries last seven.
      retry: (count, error) => count < 3 && isNetworkError(error),
      refetchOnWindowFocus: true,
    },
  },
});
