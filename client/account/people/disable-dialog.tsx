import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/trpc.ts';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';

/** Asks before closing an account, or opening it again. */
export function DisableDialog({
  person,
  onClose,
}: {
  person: { id: string; name: string; disabled: boolean };
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = async () => {
    await queryClient.invalidateQueries(trpc.accounts.people.queryFilter());
    onClose();
  };
  const disable = useMutation(trpc.accounts.disable.mutationOptions({ onSuccess }));
  const enable = useMutation(trpc.accounts.enable.mutationOptions({ onSuccess }));
  const act = person.disabled ? enable : disable;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person.disabled ? `Réactiver le compte de ${person.name} ?` : `Désactiver le compte de ${person.name} ?`}
      confirmLabel={person.disabled ? 'Réactiver' : 'Désactiver'}
      danger={!person.disabled}
      busy={act.isPending}
      onConfirm={() => act.mutate({ userId: person.id })}
    >
      <Refusal title="Compte inchangé" message={act.error && accountErrorMessage(act.error)} />
      {person.disabled
        ? 'La personne pourra de nouveau se connecter avec son mot de passe.'
        : 'Ses sessions se ferment tout de suite. Ce qu’elle a saisi reste. Le compte pourra être réactivé.'}
    </ConfirmDialog>
  );
}
