import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { frenchShortDate } from '../../shared/domain/french-format.ts';
import { registerOf } from '../../shared/registers/all-registers.ts';
import type { Measures, SourceName } from '../../shared/registers/register.ts';
import type { CellRemark } from '../../shared/schemas/import.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { MeasuresTable } from './measures-table.tsx';
import { ReceiptView } from './receipt-view.tsx';

/** The receipt of one file. */
export function ReceiptPage() {
  const { id } = useParams({ from: '/imports/$id' });
  const trpc = useTRPC();
  const query = useQuery(trpc.imports.receipt.queryOptions({ id: Number(id) }));
  if (query.isPending) return <Loading shape="page" label="Chargement du reçu" />;
  if (query.isError) {
    return (
      <ErrorState headingLevel={1} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  }
  const receipt = query.data;
  return (
    <>
      <PageHeader
        title={receipt.fileName}
        lead={`${registerOf(receipt.source as SourceName).label}, ${receipt.organisation.name}, importé le ${frenchShortDate(receipt.createdAt.slice(0, 10))}.`}
        breadcrumbs={[{ label: 'Imports', href: '/imports' }]}
      />
      <ReceiptView
        receipt={{
          ...receipt,
          rejected: receipt.rejected as CellRemark[],
          suspicious: receipt.suspicious as CellRemark[],
        }}
      />
      <Section title="Ce que dit le fichier, mois par mois">
        <MeasuresTable measures={receipt.indicators as Measures} />
      </Section>
    </>
  );
}
