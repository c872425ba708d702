import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Verdict } from '../../../shared/schemas/import.ts';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import type { JudgedRow } from './prepare-decisions.ts';

interface Page {
  rows: JudgedRow[];
  next: number | null;
}

/** A pause in the ticking, after which the figures are counted again. */
const PAUSE = 500;

/** The rows of a verdict, page after page, and what is decided of them. */
export function useDecisions(id: number, verdict: Verdict | null) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const queryKey = ['imports.decisions', id, verdict];
  const pages = useInfiniteQuery({
    queryKey,
    enabled: verdict !== null,
    initialPageParam: 0,
    queryFn: async ({ pageParam }): Promise<Page> => {
      const { rows, next } = await client.imports.rows.query({ id, verdict, after: pageParam });
      return { rows: rows as JudgedRow[], next };
    },
    getNextPageParam: (page) => page.next,
  });

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const countAgain = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      queries.invalidateQueries(trpc.imports.preview.queryFilter({ id }));
      // A row that is said to be another one is a new one from then on.
      if (verdict === 'moved') queries.invalidateQueries({ queryKey: ['imports.decisions', id] });
    }, PAUSE);
  };
  const show = (decided: (row: JudgedRow) => boolean, take: boolean) =>
    queries.setQueryData<InfiniteData<Page>>(
      queryKey,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            rows: page.rows.map((row) => (decided(row) ? { ...row, takes: take } : row)),
          })),
        },
    );
  const decision = useMutation(
    trpc.imports.decide.mutationOptions({
      onMutate: ({ positions, take }) => {
        const named = positions && new Set(positions);
        show((row) => !named || named.has(row.position), take);
      },
      onError: () => queries.invalidateQueries({ queryKey }),
      onSettled: countAgain,
    }),
  );

  return {
    rows: pages.data?.pages.flatMap((page) => page.rows) ?? [],
    pages,
    decision,
    decideRow: (position: number, take: boolean) => decision.mutate({ id, positions: [position], take }),
    decideAll: (take: boolean, another = false) =>
      verdict && decision.mutate({ id, verdict, take, ...(another && { another }) }),
  };
}
