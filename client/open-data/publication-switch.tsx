import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/text-input.tsx';

/** The coordination opens or closes the data to everybody, and says why. */
export function PublicationSwitch({ published }: { published: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const change = useMutation(
    trpc.openData.publish.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.openData.state.queryFilter());
        setAsking(false);
        setReason('');
      },
    }),
  );
  const act = published ? 'Fermer les données' : 'Ouvrir les données';
  return (
    <>
      <Callout
        title={published ? 'Tout le monde peut lire cette page' : 'Cette page est fermée au public'}
        actions={<Button onClick={() => setAsking(true)}>{act}…</Button>}
      >
        {published
          ? 'Les fichiers se téléchargent sans compte.'
          : 'Ouvrir publie les mois validés, petits nombres masqués, sans compte à créer.'}
      </Callout>
      <Dialog
        open={isAsking}
        onOpenChange={setAsking}
        title={act}
        size="small"
        footer={
          <>
            <Button onClick={() => setAsking(false)}>Annuler</Button>
            <Button
              variant="primary"
              busy={change.isPending}
              disabled={reason.trim().length < 3}
              onClick={() => change.mutate({ published: !published, reason })}
            >
              {act}
            </Button>
          </>
        }
      >
        {change.error && <Callout tone="danger">{errorMessage(change.error)}</Callout>}
        <TextInput
          label="Raison, gardée au journal"
          required
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
      </Dialog>
    </>
  );
}
