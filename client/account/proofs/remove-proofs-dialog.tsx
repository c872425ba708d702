import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';

/** For someone who lost their telephone or their key: they come in with their password again. */
export function RemoveProofsDialog({ person, onClose }: { person: { id: string; name: string }; onClose: () => void }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.accounts.removeProofs.mutationOptions({ onSuccess: onClose }));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Téléphone ou clé perdus par ${person.name}`}
      confirmLabel="Retirer et fermer ses sessions"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ userId: person.id })}
    >
      <Refusal title="Rien n’a changé" message={remove.error && accountErrorMessage(remove.error)} />
      Son second facteur et ses clés d’accès ne serviront plus, et ses sessions se ferment. Assurez-vous d’abord, de
      vive voix, que c’est bien cette personne qui le demande.
    </ConfirmDialog>
  );
}
