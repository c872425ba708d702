import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { actionWords, detailWords, originWords, subjectWords } from '../../shared/domain/words/audit-words.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Table } from '../ui/table/table.tsx';
import { AuditFilters, filtersOf, searchText } from './audit-filters.tsx';
import { ChainCheck } from './chain-check.tsx';
import './audit.css';

const moment = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** Who did what, from what to what, when, why and from where. */
export function AuditPage() {
  const trpc = useTRPC();
  const search = useSearch({ from: '/journal' });
  const navigate = useNavigate({ from: '/journal' });
  const journal = useInfiniteQuery(
    trpc.audit.journal.infiniteQueryOptions(filtersOf(search), {
      getNextPageParam: (page) => page.next ?? undefined,
      initialCursor: undefined,
    }),
  );
  if (errorCode(journal.error) === 'FORBIDDEN') return <ForbiddenState />;
  if (journal.isError) {
    return (
      <ErrorState headingLevel={1} reference={errorReference(journal.error)} onRetry={() => journal.refetch()}>
        {errorMessage(journal.error)}
      </ErrorState>
    );
  }
  const files = searchText(search);
  return (
    <>
      <PageHeader
        title="Journal"
        lead={
          'Chaque écriture est tracée et le reste\u00a0: qui, quoi, de quelle valeur à quelle valeur, quand, pourquoi et d’où.'
        }
        actions={
          <>
            <LinkButton href={`/documents/journal.xlsx${files}`} icon="download" download>
              Classeur
            </LinkButton>
            <LinkButton href={`/documents/journal.csv${files}`} icon="download" download>
              CSV
            </LinkButton>
          </>
        }
      />
      <ChainCheck />
      <AuditFilters search={search} onChange={(next) => navigate({ search: next, resetScroll: false })} />
      {journal.isPending ? (
        <Loading shape="table" label="Chargement du journal" />
      ) : (
        <Table
          caption="Lignes du journal, la plus récente en premier"
          hideCaption
          dense
          cardsOnPhone
          rows={journal.data.pages.flatMap((page) => page.events)}
          rowKey={(event) => event.id}
          rowTone={({ kind }) => (kind === 'read' ? 'muted' : undefined)}
          empty="Aucune ligne ne répond à ces filtres."
          columns={[
            { key: 'at', header: 'Date', nowrap: true, cell: (event) => moment.format(new Date(event.at)) },
            { key: 'actor', header: 'Qui', cell: (event) => event.actorName },
            {
              key: 'action',
              header: 'Quoi',
              rowHeader: true,
              cell: (event) => actionWords[event.action] ?? event.action,
            },
            { key: 'entity', header: 'Sur', cell: subjectWords },
            { key: 'before', header: 'Avant', cell: (event) => detailWords(event.before) },
            { key: 'after', header: 'Après', cell: (event) => detailWords(event.after) },
            { key: 'reason', header: 'Raison', cell: (event) => event.reason ?? '' },
            { key: 'origin', header: 'D’où', cell: originWords },
          ]}
        />
      )}
      {journal.hasNextPage && (
        <Button busy={journal.isFetchingNextPage} onClick={() => journal.fetchNextPage()}>
          Afficher les lignes plus anciennes
        </Button>
      )}
    </>
  );
}
