import { useQuery } from '@tanstack/react-query';
import { frenchInteger, frenchShortDate } from '../../shared/domain/french-format.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Link } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { Table } from '../ui/table.tsx';
import { ImportDesk } from './import-desk.tsx';

/** Drop a partner's file, see what it would change, take it in; and the receipts of those that came before. */
export function ImportsPage() {
  const trpc = useTRPC();
  const help = useQuery(trpc.imports.help.queryOptions());
  return (
    <>
      <PageHeader
        title="Imports"
        lead="Déposez le fichier d’un partenaire tel quel. Il est lu sur votre ordinateur : les noms, dates de naissance, adresses et téléphones n’en sortent pas."
      />
      {help.isPending && <Loading shape="text" label="Préparation de l’import" />}
      {help.isError && (
        <ErrorState onRetry={() => help.refetch()} reference={errorReference(help.error)}>
          {errorMessage(help.error)}
        </ErrorState>
      )}
      {help.data && <ImportDesk help={help.data} />}
      <Receipts />
    </>
  );
}

function Receipts() {
  const trpc = useTRPC();
  const list = useQuery(trpc.imports.list.queryOptions());
  if (list.isPending) return <Loading shape="table" label="Chargement des reçus" />;
  if (list.isError) return <ErrorState onRetry={() => list.refetch()}>{errorMessage(list.error)}</ErrorState>;
  return (
    <Section
      title="Imports précédents"
      lead="Chaque fichier laisse un reçu : ce qui est entré, ce qui a été refusé et pourquoi."
    >
      {list.data.length === 0 ? (
        <EmptyState title="Aucun fichier importé pour l’instant">Le premier reçu apparaîtra ici.</EmptyState>
      ) : (
        <Table
          caption="Reçus des imports"
          hideCaption
          cardsOnPhone
          rows={list.data}
          rowKey={(receipt) => receipt.id}
          columns={[
            {
              key: 'file',
              header: 'Fichier',
              rowHeader: true,
              cell: (one) => <Link href={`/imports/${one.id}`}>{one.fileName}</Link>,
            },
            { key: 'source', header: 'Source', cell: (one) => registerOf(one.source as SourceName).label },
            { key: 'organisation', header: 'Structure', cell: (one) => one.organisation.name },
            { key: 'date', header: 'Date', nowrap: true, cell: (one) => frenchShortDate(one.createdAt.slice(0, 10)) },
            { key: 'accepted', header: 'Lignes prises', align: 'number', cell: (one) => frenchInteger(one.accepted) },
            {
              key: 'rejected',
              header: 'Refusées',
              align: 'number',
              cell: (one) => frenchInteger(Array.isArray(one.rejected) ? one.rejected.length : 0),
            },
          ]}
        />
      )}
    </Section>
  );
}
