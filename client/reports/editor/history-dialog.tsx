import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenFigure } from '../../../shared/domain/report/report-text-tokens.ts';
import { frenchCount } from '../../../shared/domain/words/french-format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { errorMessage } from '../../lib/words/error-messages.ts';
import { Button } from '../../ui/form/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { clockWords } from './clock-words.ts';
import { ReadText } from './read-text.tsx';

const kinds: Record<string, string> = {
  written: '',
  restored: 'reprise d’une version',
  'set-aside': 'mis de côté, écrit à deux',
};

function Preview({ id, figures }: { id: number; figures: readonly TokenFigure[] }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reportTexts.textVersion.queryOptions({ id }));
  if (query.isPending) return <Loading label="Chargement de la version" lines={4} />;
  if (query.isError) return <Callout tone="danger" title={errorMessage(query.error)} />;
  return <ReadText text={query.data.text} figures={figures} />;
}

export interface HistoryDialogProps {
  year: number;
  place: string;
  /** The revision on the screen: a version is put back over it, and over nothing else. */
  base: number;
  figures: readonly TokenFigure[];
  onClose: () => void;
  onRestored: () => void;
}

/** What a text was, sitting after sitting, and what a conflict set aside. */
export function HistoryDialog({ year, place, base, figures, onClose, onRestored }: HistoryDialogProps) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const query = useQuery(trpc.reportTexts.textHistory.queryOptions({ year, place }, { staleTime: 0 }));
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = chosen ?? query.data?.[0]?.id ?? null;
  const restore = useMutation(
    trpc.reportTexts.restoreVersion.mutationOptions({
      onSuccess: async (answer) => {
        await cache.invalidateQueries(trpc.reportTexts.text.queryFilter({ year, place }));
        if (answer.outcome === 'saved') onRestored();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title="Historique du texte"
      description={
        'Une version par séance d’écriture. Reprendre une version n’efface pas le texte présent\u00a0: il reste ici.'
      }
      footer={
        <>
          <Button onClick={onClose}>Fermer</Button>
          <Button
            variant="primary"
            icon="undo"
            disabled={shown === null}
            busy={restore.isPending}
            onClick={() => shown !== null && restore.mutate({ id: shown, base })}
          >
            Reprendre cette version
          </Button>
        </>
      }
    >
      {restore.isError && <Callout tone="danger" live="assertive" title={errorMessage(restore.error)} />}
      {restore.data?.outcome === 'conflict' && (
        <Callout tone="warning" live="assertive" title="Ce texte vient d’être changé par quelqu’un d’autre.">
          Fermez l’historique, lisez le nouveau texte, puis recommencez.
        </Callout>
      )}
      {query.isPending && <Loading label="Chargement de l’historique" lines={4} />}
      {query.isError && <Callout tone="danger" title={errorMessage(query.error)} />}
      {query.data?.length === 0 && <p>Ce texte n’a pas encore d’histoire.</p>}
      {shown !== null && query.data && (
        <div className="history-texts">
          <ol className="history-list">
            {query.data.map((one) => (
              <li key={one.id}>
                <button type="button" aria-pressed={one.id === shown} onClick={() => setChosen(one.id)}>
                  <strong>{one.authorName}</strong>
                  <span>{clockWords(one.savedAt)}</span>
                  <span>{[frenchCount(one.words, 'mot', 'mots'), kinds[one.kind]].filter(Boolean).join(', ')}</span>
                </button>
              </li>
            ))}
          </ol>
          <Preview id={shown} figures={figures} />
        </div>
      )}
    </Dialog>
  );
}
