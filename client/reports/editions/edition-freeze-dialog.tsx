import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import { errorCode, errorMessage } from '../../lib/words/error-messages.ts';
import { TextArea } from '../../ui/form/text-area.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { Table } from '../../ui/table/table.tsx';
import type { EditionShown } from './edition-card.tsx';

interface RevisionShown {
  code: string;
  label: string;
  from: string;
  to: string;
  reasons: string[];
}

function Sentences({ tone, title, sentences }: { tone: 'danger' | 'warning'; title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Callout tone={tone} title={title}>
      <ul>
        {sentences.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Callout>
  );
}

/** What an addendum would print: reasons are printed as they were written. */
function Revisions({ revisions }: { revisions: RevisionShown[] }) {
  return (
    <Table
      caption="Ce que dira l’addendum. Les raisons sont imprimées telles qu’elles ont été écrites."
      columns={[
        { key: 'label', header: 'Indicateur', rowHeader: true, cell: (one) => one.label },
        { key: 'from', header: 'Publié', cell: (one) => one.from },
        { key: 'to', header: 'Révisé', cell: (one) => one.to },
        { key: 'why', header: 'Raisons', cell: (one) => one.reasons.join(' ') || '–' },
      ]}
      rows={revisions}
      rowKey={(one) => one.code}
      cardsOnPhone
    />
  );
}

/** What stands in the way, what is only unfinished, and the click that freezes for ever. */
export function EditionFreezeDialog({
  edition,
  year,
  onClose,
}: {
  edition: EditionShown;
  year: number;
  onClose: () => void;
}) {
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const check = useQuery(trpc.editions.check.queryOptions({ id: edition.id }, { staleTime: 0, gcTime: 0 }));
  const freeze = useMutation(
    trpc.editions.freeze.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.editions.forYear.queryFilter({ year }));
        onClose();
      },
      // What changed since is shown, and read, before another try.
      onError: (error) => ['READ_AGAIN', 'NOT_READY', 'LOCKED'].includes(errorCode(error) ?? '') && check.refetch(),
    }),
  );
  const [reason, setReason] = useState('');
  const asks = check.data !== undefined && check.data.unvalidated.length > 0;
  const ready = check.data && check.data.refusals.length === 0 && (!asks || reason.trim().length >= 10);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title={`Figer l’édition n°\u00a0${edition.number}${edition.kind === 'addendum' ? ' de l’addendum' : ''}`}
      description={
        'Chiffres, textes, définitions, cibles, secret statistique et réglages sont scellés, avec les fichiers. Personne ne pourra plus les changer\u202f; les corrections iront dans un addendum.'
      }
      footer={
        <DialogAct
          label={check.data && (asks || check.data.warnings.length > 0) ? 'Figer malgré tout' : 'Figer'}
          onCancel={onClose}
          act={() =>
            check.data &&
            freeze.mutate({
              id: edition.id,
              accepted: check.data.warnings,
              ...(asks && { unvalidatedReason: reason.trim() }),
            })
          }
          busy={freeze.isPending}
          disabled={!ready}
        />
      }
    >
      {check.isPending && <Loading label="Vérification de l’année" lines={4} />}
      {check.isError && <Callout tone="danger" live="assertive" title={errorMessage(check.error)} />}
      {freeze.isError && <Callout tone="danger" live="assertive" title={errorMessage(freeze.error)} />}
      {check.data && (
        <>
          <Sentences tone="danger" title="Ne peut pas être figée" sentences={check.data.refusals} />
          {asks && (
            <>
              <Sentences
                tone="danger"
                title="Des chiffres ne sont pas validés"
                sentences={[
                  ...check.data.unvalidated,
                  'Validez-les dans la collecte, ou dites pourquoi l’édition est figée sans eux.',
                ]}
              />
              <TextArea
                label="Pourquoi figer sans attendre"
                hint="Dix caractères au moins. Imprimé en tête du document, avec ce qui n’est pas validé."
                rows={3}
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </>
          )}
          <Sentences tone="warning" title="Pas encore prêt" sentences={check.data.warnings} />
          {check.data.revisions && check.data.revisions.length > 0 && <Revisions revisions={check.data.revisions} />}
          {ready && !asks && check.data.warnings.length === 0 && <p>Tout est prêt.</p>}
        </>
      )}
    </Dialog>
  );
}
