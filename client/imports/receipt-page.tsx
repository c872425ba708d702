import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { PreparedView } from './decisions/prepared-view.tsx';
import { importErrorMessage } from './import-words.ts';
import { ReceiptView } from './receipt-view.tsx';

/** One import: its decision table while it waits, its receipt once it is written. */
export function ReceiptPage() {
  const { id } = useParams({ from: '/imports/$id' });
  const trpc = useTRPC();
  const query = useQuery(trpc.imports.receipt.queryOptions({ id: Number(id) }));
  if (!query.data) return <PageState query={query} label="Chargement du reçu" message={importErrorMessage} />;
  const receipt = query.data;
  return receipt.status === 'prepared' ? (
    <PreparedView key={receipt.id} receipt={receipt} />
  ) : (
    <ReceiptView key={receipt.id} receipt={receipt} />
  );
}
