import { QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../client/lib/answers/question-key.ts';
import { type AppRouter, trpcClient } from '../../../client/lib/trpc.ts';

describe('an answer that came with the page', () => {
  it('is kept under the key that the screen looks under', () => {
    const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient: new QueryClient() });
    const key = keyOf({ procedure: 'evictions.funnel', input: {} });
    expect(key).toEqual(trpc.evictions.funnel.queryKey({}));
    expect(keyOf({ procedure: 'catalogue.read' })).toEqual(trpc.catalogue.read.queryKey());
  });
});
