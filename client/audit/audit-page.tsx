import { useInfiniteQuery } from '@tanstack/react-query';
import { errorCode, errorMessage, errorReference } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { ForbiddenState } from '../ui/forbidden-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Table } from '../ui/table.tsx';
import { actionWords, detailWords, entityWords } from '../../shared/domain/audit-words.ts';

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** People and cells have no number that means anything to a reader. */
function subject({ entity, entityId }: { entity: string; entityId: string }): string {
  const readable = !['user', 'observation'].includes(entity);
  return [entityWords[entity] ?? entity, readable && entityId].filter(Boolean).join(' ');
}

/** Who did what, from what to what, when and why. */
export function AuditPage() {
  const trpc = useTRPC();
  const journal = useInfiniteQuery(
    trpc.audit.journal.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => page.next ?? undefined, initialCursor: undefined },
    ),
  );
  if (journal.isPending) return <Loading shape="page" label="Chargement du journal" />;
  if (errorCode(journal.error) === 'FORBIDDEN') return <ForbiddenState />;
  if (journal.isError) {
    return (
      <ErrorState headingLevel={1} reference={errorReference(journal.error)} onRetry={() => journal.refetch()}>
        {errorMessage(journal.error)}
      </ErrorState>
    );
  }
  return (
    <>
      <PageHeader
        title="Journal"
        lead="Chaque écriture est tracée et le reste : qui, quoi, de quelle valeur à quelle valeur, quand et pourquoi."
      />
      <Table
        caption="Lignes du journal, la plus récente en premier"
        hideCaption
        dense
        cardsOnPhone
        rows={journal.data.pages.flatMap((page) => page.events)}
        rowKey={(event) => event.id}
        empty="Le journal est vide."
        columns={[
          { key: 'at', header: 'Date', nowrap: true, cell: (event) => moment.format(new Date(event.at)) },
          { key: 'actor', header: 'Qui', cell: (event) => event.actorName },
          {
            key: 'action',
            header: 'Quoi',
            rowHeader: true,
            cell: (event) => actionWords[event.action] ?? event.action,
          },
          { key: 'entity', header: 'Sur', cell: subject },
          { key: 'before', header: 'Avant', cell: (event) => detailWords(event.before) },
          { key: 'after', header: 'Après', cell: (event) => detailWords(event.after) },
          { key: 'reason', header: 'Raison', cell: (event) => event.reason ?? '' },
        ]}
      />
      {journal.hasNextPage && (
        <Button busy={journal.isFetchingNextPage} onClick={() => journal.fetchNextPage()}>
          Afficher les lignes plus anciennes
        </Button>
      )}
    </>
  );
}
