import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { errorCode, errorReference } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { ForbiddenState } from '../ui/forbidden-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { importErrorMessage } from './import-words.ts';
import { PreparedView } from './prepared-view.tsx';
import { ReceiptView } from './receipt-view.tsx';

/** One import: its decision table while it waits, its receipt once it is written. */
export function ReceiptPage() {
  const { id } = useParams({ from: '/imports/$id' });
  const trpc = useTRPC();
  const query = useQuery(trpc.imports.receipt.queryOptions({ id: Number(id) }));
  if (query.isPending) return <Loading shape="page" label="Chargement du reçu" />;
  if (errorCode(query.error) === 'FORBIDDEN') return <ForbiddenState />;
  if (query.isError) {
    return (
      <ErrorState headingLevel={1} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {importErrorMessage(query.error)}
      </ErrorState>
    );
  }
  const receipt = query.data;
  return receipt.status === 'prepared' ? (
    <PreparedView key={receipt.id} receipt={receipt} />
  ) : (
    <ReceiptView key={receipt.id} receipt={receipt} />
  );
}
