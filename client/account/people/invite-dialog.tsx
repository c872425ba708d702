import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { type NamedPerson, PersonFields, personFaults } from '../../lib/person-fields.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { LinkReady } from './link-ready.tsx';
import { type OrganisationChoice, type Place, PlaceFields, placeFault } from './place-fields.tsx';
import '../account.css';

/** Asks who to invite, then says whether the message left, or shows the link to pass on. */
export function InviteDialog({
  organisations,
  organisationId,
  onClose,
}: {
  organisations: readonly OrganisationChoice[];
  /** For whom the person will act, where it is known already. */
  organisationId: number | null;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const invite = useMutation(
    trpc.accounts.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.accounts.people.queryFilter()),
    }),
  );
  const form = useId();
  const done = invite.data;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={done ? 'Invitation prête' : 'Inviter une personne'}
      footer={
        done ? (
          <Button variant="primary" onClick={onClose}>
            Terminer
          </Button>
        ) : (
          <DialogAct label="Inviter" onCancel={onClose} act={{ form }} busy={invite.isPending} />
        )
      }
    >
      {done ? (
        <LinkReady {...done} />
      ) : (
        <InviteForm
          id={form}
          organisations={organisations}
          organisationId={organisationId}
          refusal={invite.error && accountErrorMessage(invite.error)}
          onInvite={(person) => invite.mutate({ ...person, siteAddress: window.location.origin })}
        />
      )}
    </Dialog>
  );
}

type Guest = Place & NamedPerson;

function InviteForm({
  id,
  organisations,
  organisationId,
  refusal,
  onInvite,
}: {
  id: string;
  organisations: readonly OrganisationChoice[];
  organisationId: number | null;
  refusal: string | null;
  onInvite: (guest: Guest) => void;
}) {
  const [person, setPerson] = useState({ name: '', email: '' });
  const [place, setPlace] = useState<Place>({ role: 'contributor', organisationId });
  const [checked, setChecked] = useState(false);
  const faults = { ...personFaults(person, 'prenom.nom@structure.fr'), place: placeFault(place) ?? undefined };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!faults.name && !faults.email && !faults.place) onInvite({ ...person, ...place });
  };
  return (
    <form id={id} className="account-form" onSubmit={submit} noValidate>
      <Refusal title="Invitation non créée" message={refusal} />
      <PersonFields person={person} onChange={setPerson} faults={checked ? faults : null} />
      <PlaceFields
        place={place}
        organisations={organisations}
        onChange={setPlace}
        error={checked ? faults.place : undefined}
      />
    </form>
  );
}
