import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { LinkReady } from './link-ready.tsx';

/** For someone who forgot their password: a link by which they choose another one. */
export function PasswordLinkDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const send = useMutation(
    trpc.accounts.sendPasswordLink.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.accounts.people.queryFilter()),
    }),
  );
  const confirm = () => send.mutate({ userId: person.id, siteAddress: window.location.origin });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Nouveau mot de passe pour ${person.name}`}
      footer={
        send.data ? (
          <Button variant="primary" onClick={onClose}>
            Terminer
          </Button>
        ) : (
          <DialogAct label="Créer le lien" onCancel={onClose} act={confirm} busy={send.isPending} />
        )
      }
    >
      <Refusal title="Lien non créé" message={send.error && accountErrorMessage(send.error)} />
      {send.data ? (
        <LinkReady {...send.data} />
      ) : (
        'La personne choisira elle-même son mot de passe. L’ancien reste valable jusque-là, puis toutes ses sessions se ferment.'
      )}
    </Dialog>
  );
}
