import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Table } from '../../ui/table/table.tsx';
import { VisuallyHidden } from '../../ui/text/visually-hidden.tsx';
import { accountErrorMessage, frenchMoment, roleWords } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';

type InvitationRow = Answers['accounts']['people']['invitations'][number];

export function InvitationTable({ invitations }: { invitations: readonly InvitationRow[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.accounts.cancelInvitation.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.accounts.people.queryFilter()),
    }),
  );
  return (
    <>
      <Refusal title="Invitation non annulée" message={cancel.error && accountErrorMessage(cancel.error)} />
      <Table
        caption="Invitations en attente"
        hideCaption
        cardsOnPhone
        rows={invitations}
        rowKey={(invitation) => invitation.id}
        empty="Aucune invitation en attente. Le bouton « Inviter une personne » en prépare une."
        columns={[
          {
            key: 'name',
            header: 'Personne',
            rowHeader: true,
            cell: (invitation) => <GuestName invitation={invitation} />,
          },
          {
            key: 'place',
            header: 'Pour',
            cell: ({ role, organisation, renewal }) =>
              renewal ? 'Nouveau mot de passe' : (organisation ?? roleWords[role]),
          },
          {
            key: 'state',
            header: 'État',
            cell: (invitation) => <InvitationState invitation={invitation} />,
          },
          {
            key: 'actions',
            header: 'Action',
            cell: ({ id, name }) => (
              <Button
                size="small"
                busy={cancel.isPending && cancel.variables.invitationId === id}
                onClick={() => cancel.mutate({ invitationId: id })}
              >
                Annuler<VisuallyHidden> l’invitation de {name}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}

function GuestName({ invitation: { name, email } }: { invitation: InvitationRow }) {
  return (
    <>
      {name}
      <span className="account-person-address">{email || 'Adresse choisie à l’entrée'}</span>
    </>
  );
}

function InvitationState({ invitation: { expired, expiresAt } }: { invitation: InvitationRow }) {
  const limit = `${expired ? 'depuis le' : 'jusqu’au'} ${frenchMoment(expiresAt)}`;
  return (
    <Status tone={expired ? 'watch' : 'info'} shape="clock" variant="plain" note={limit}>
      {expired ? 'Expirée' : 'En attente'}
    </Status>
  );
}
