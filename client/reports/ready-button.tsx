import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReportText } from '../../shared/domain/report/report-text.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Status } from '../ui/status/status.tsx';

/** The text as the server last gave it. */
export interface KeptText {
  year: number;
  place: string;
  title: string;
  text: ReportText;
  revision: number;
  ready: boolean;
  updatedByName: string | null;
}

export interface ReadyButtonProps {
  kept: KeptText;
  /** False as soon as a word has changed since. */
  clean: boolean;
  /** Saves what waits, and gives the revision that is then declared ready. */
  flush: () => Promise<number>;
}

/** Whether a text is ready, and the way to say so. A text that changes is no longer ready. */
export function ReadyButton({ kept, clean, flush }: ReadyButtonProps) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const mark = useMutation(
    trpc.reportTexts.markReady.mutationOptions({
      onSettled: async () => {
        await cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year: kept.year, place: kept.place }));
        await cache.invalidateQueries(trpc.reports.workspace.queryFilter({ year: kept.year }));
      },
    }),
  );
  const { year, place } = kept;
  const ready = kept.ready && clean;
  const press = async () => mark.mutate({ year, place, ready: !ready, base: await flush() });
  return (
    <>
      {ready ? (
        <Status tone="good" shape="check">
          prêt
        </Status>
      ) : (
        <Status tone="neutral" shape="pencil">
          en cours
        </Status>
      )}
      <Button size="small" busy={mark.isPending} onClick={press}>
        {ready ? 'Reprendre la rédaction' : 'Déclarer prêt'}
      </Button>
      {mark.isError && (
        <p className="form-error" role="alert">
          {errorMessage(mark.error)}
        </p>
      )}
    </>
  );
}
