import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import { errorCode, errorMessage } from '../../lib/words/error-messages.ts';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import type { EditionShown } from './edition-card.tsx';

/** The council's deliberation, written once on the frozen edition. */
export function EditionVoteDialog({
  edition,
  year,
  onClose,
}: {
  edition: EditionShown;
  year: number;
  onClose: () => void;
}) {
  const form = useId();
  const [trpc, cache] = [useTRPC(), useQueryClient()];
  const [deliberation, setDeliberation] = useState('');
  const [votedOn, setVotedOn] = useState('');
  const vote = useMutation(
    trpc.editions.vote.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries(trpc.editions.forYear.queryFilter({ year }));
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    vote.mutate({ id: edition.id, deliberation, votedOn });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Noter le vote du conseil"
      description="Le numéro et la date ne se changent plus ensuite."
      footer={<DialogAct label="Enregistrer le vote" onCancel={onClose} act={{ form }} busy={vote.isPending} />}
    >
      <form id={form} className="edition-form" onSubmit={submit}>
        <TextInput
          label="Numéro de la délibération"
          required
          width="medium"
          maxLength={100}
          value={deliberation}
          onChange={(event) => setDeliberation(event.target.value)}
        />
        <TextInput
          type="date"
          label="Date du vote"
          required
          width="medium"
          value={votedOn}
          onChange={(event) => setVotedOn(event.target.value)}
        />
        {vote.isError && (
          <Callout tone="danger" live="assertive">
            {errorCode(vote.error) === 'INVALID'
              ? 'La date du vote ne peut pas être à venir. Corrigez-la, puis recommencez.'
              : errorMessage(vote.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
