import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { ReasonedDialog } from '../ui/overlay/reasoned-dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';

/** The coordination opens or closes the data to everybody, and says why. */
export function OpeningSwitch({ open }: { open: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const change = useMutation(
    trpc.openData.setOpen.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.openData.state.queryFilter());
        setAsking(false);
      },
    }),
  );
  const act = open ? 'Fermer les données' : 'Ouvrir les données';
  return (
    <>
      <Callout
        title={open ? 'Tout le monde peut lire cette page' : 'Cette page est fermée au public'}
        actions={<Button onClick={() => setAsking(true)}>{act}…</Button>}
      >
        {open
          ? 'Les fichiers se téléchargent sans compte.'
          : 'Ouvrir met à disposition chaque publication, petits nombres masqués, sans compte à créer.'}
      </Callout>
      {isAsking && (
        <ReasonedDialog
          title={act}
          size="small"
          act={act}
          variant="primary"
          busy={change.isPending}
          refusal={change.error && { title: 'Rien n’a changé', words: errorMessage(change.error) }}
          onAct={(reason) => change.mutate({ open: !open, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
