import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { isMonth } from '../../shared/domain/month.ts';
import { useTRPC } from '../lib/trpc.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { FailedPage } from './failed-page.tsx';
import { OrganisationMonth } from './organisation-month.tsx';

/** `/mon-mois/2025-10`: one organisation's month and the eleven before it. */
export function EntryPage() {
  const { month } = useParams({ from: '/mon-mois/$month' });
  const { organisation } = useSearch({ from: '/mon-mois/$month' });
  const trpc = useTRPC();
  const mine = useQuery(trpc.monthlyEntry.myMonths.queryOptions({ organisationId: organisation }));
  if (!isMonth(month)) {
    return (
      <EmptyState
        title="Ce mois n’existe pas"
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Voir mes mois</LinkButton>}
      >
        <p>L’adresse attend une année et un mois, par exemple 2025-10.</p>
      </EmptyState>
    );
  }
  if (mine.error && !mine.data) return <FailedPage error={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data) return <Loading shape="page" label="Chargement de la saisie" />;
  if (!mine.data.organisation) {
    return (
      <EmptyState
        title="Choisissez une organisation"
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Choisir</LinkButton>}
      >
        <p>La saisie se fait pour une organisation à la fois.</p>
      </EmptyState>
    );
  }
  const { id, name } = mine.data.organisation;
  return (
    <OrganisationMonth key={`${id} ${month}`} organisationId={id} name={name} month={month} chosen={organisation} />
  );
}
