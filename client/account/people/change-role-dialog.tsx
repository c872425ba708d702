import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { type OrganisationChoice, type Place, PlaceFields, placeFault } from './place-fields.tsx';
import '../account.css';

export function ChangeRoleDialog({
  person,
  organisations,
  onClose,
}: {
  person: Place & { id: string; name: string };
  organisations: readonly OrganisationChoice[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const form = useId();
  const [place, setPlace] = useState<Place>({ role: person.role, organisationId: person.organisationId });
  const [checked, setChecked] = useState(false);
  const change = useMutation(
    trpc.accounts.changeRole.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.accounts.people.queryFilter());
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!placeFault(place)) change.mutate({ userId: person.id, ...place });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Changer le rôle de ${person.name}`}
      description="Le nouveau rôle vaut dès sa prochaine action, sans nouvelle connexion."
      footer={<DialogAct label="Enregistrer" onCancel={onClose} act={{ form }} busy={change.isPending} />}
    >
      <form id={form} className="account-form" onSubmit={submit} noValidate>
        <Refusal title="Rôle inchangé" message={change.error && accountErrorMessage(change.error)} />
        <PlaceFields
          place={place}
          organisations={organisations}
          onChange={setPlace}
          error={checked ? (placeFault(place) ?? undefined) : undefined}
        />
      </form>
    </Dialog>
  );
}
