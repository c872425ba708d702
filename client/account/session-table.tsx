import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/form/button.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Table } from '../ui/table/table.tsx';
import { VisuallyHidden } from '../ui/text/visually-hidden.tsx';
import { accountErrorMessage, deviceName, frenchMoment, methodWords } from './account-words.ts';
import { Refusal } from './sign-in/refusal.tsx';

/** Where the person is signed in; each session but this one can be ended here. */
export function SessionTable() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.accounts.sessions.queryOptions());
  const revoke = useMutation(
    trpc.accounts.revokeSession.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.accounts.sessions.queryFilter()),
    }),
  );
  const revokeOthers = useMutation(
    trpc.accounts.revokeOtherSessions.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.accounts.sessions.queryFilter()),
    }),
  );
  if (sessions.isPending) return <Loading shape="table" lines={2} label="Chargement de vos sessions" />;
  if (sessions.isError) {
    return <ErrorState onRetry={() => void sessions.refetch()}>{accountErrorMessage(sessions.error)}</ErrorState>;
  }
  const failure = revoke.error ?? revokeOthers.error;
  return (
    <>
      <Refusal title="Session non fermée" message={failure && accountErrorMessage(failure)} />
      <Table
        caption="Mes sessions ouvertes"
        hideCaption
        cardsOnPhone
        rows={sessions.data}
        rowKey={(session) => session.id}
        columns={[
          { key: 'device', header: 'Appareil', rowHeader: true, cell: (session) => deviceName(session.userAgent) },
          { key: 'opened', header: 'Ouverte le', cell: openedWords },
          { key: 'used', header: 'Dernière activité', cell: (session) => frenchMoment(session.updatedAt) },
          { key: 'address', header: 'Adresse réseau', cell: (session) => session.ipAddress || 'Inconnue' },
          {
            key: 'actions',
            header: 'Action',
            cell: (session) =>
              session.current ? (
                <Tag variant="info">Cette session</Tag>
              ) : (
                <Button
                  size="small"
                  busy={revoke.isPending && revoke.variables.sessionId === session.id}
                  onClick={() => revoke.mutate({ sessionId: session.id })}
                >
                  Fermer<VisuallyHidden> la session {deviceName(session.userAgent)}</VisuallyHidden>
                </Button>
              ),
          },
        ]}
      />
      {sessions.data.length > 1 && (
        <div className="account-under">
          <Button busy={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
            Fermer toutes les autres sessions
          </Button>
        </div>
      )}
    </>
  );
}

const openedWords = ({ createdAt, method }: { createdAt: string; method: string }) =>
  `${frenchMoment(createdAt)}, par ${methodWords[method] ?? method}`;
