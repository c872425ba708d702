import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import { errorCode } from '../../lib/words/error-messages.ts';
import { dropFile } from '../reading/open-files.ts';

const ASK_EVERY = 500;

/** Writes a prepared import, says how far it is, and stops it on demand: nothing of it is then kept. */
export function useCommit(id: number) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const commit = useMutation(
    trpc.imports.commit.mutationOptions({
      onSuccess: async () => {
        dropFile();
        await queries.invalidateQueries();
      },
    }),
  );
  const progress = useQuery(
    trpc.imports.progress.queryOptions({ id }, { enabled: commit.isPending, refetchInterval: ASK_EVERY, staleTime: 0 }),
  );
  const cancel = useMutation(trpc.imports.cancel.mutationOptions());
  const cancelled = errorCode(commit.error) === 'CANCELLED';
  return {
    write: () => {
      cancel.reset();
      commit.mutate({ id });
    },
    writing: commit.isPending,
    // Nothing is known of how far a short import is: it is over before one could ask.
    ratio: commit.isPending && progress.data && progress.data.progress > 0 ? progress.data.progress : null,
    stop: () => cancel.mutate({ id }),
    stopping: cancel.isPending || (cancel.isSuccess && commit.isPending),
    error: cancelled ? null : commit.error,
    cancelled,
  };
}
