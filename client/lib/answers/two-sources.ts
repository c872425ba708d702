import { useQuery } from '@tanstack/react-query';
import type { Month } from '../../../shared/domain/month.ts';
import { useTRPC } from '../trpc.ts';
import type { TwoSources } from '../words/two-sources-words.ts';

interface Asked {
  organisationId?: number | undefined;
  code?: string;
  from: Month;
  to: Month;
}

const none: readonly TwoSources[] = [];

/** The months that two sources know; none as long as the server has not said, or for whoever may not see them. */
export function useTwoSources(asked: Asked, enabled = true): readonly TwoSources[] {
  const trpc = useTRPC();
  return useQuery(trpc.agreements.twoSources.queryOptions(asked, { enabled })).data ?? none;
}
