import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Select } from '../ui/form/select.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { PartnerDetails } from './partner-details.tsx';

/** What a partner sees of the money: its own conventions, what is paid of them, the documents that are awaited. */
export function OwnFinance({ year }: { year: number | undefined }) {
  const trpc = useTRPC();
  const navigate = useNavigate({ from: '/finances' });
  const query = useQuery(trpc.finance.own.queryOptions({ year }));
  if (!query.data) return <PageState query={query} label="Chargement de vos conventions" />;
  const { partners, years, year: shown } = query.data;
  return (
    <>
      <PageHeader
        title="Nos conventions"
        lead="Ce que la collectivité verse à votre structure, à quelles dates, et les pièces qu’elle attend."
      />
      {years.length > 0 && (
        <FilterBar summary={`Année ${shown}`}>
          <Select
            label="Année"
            options={years.toReversed().map((one) => ({ value: String(one), label: String(one) }))}
            value={String(shown)}
            onChange={(value) => navigate({ search: { annee: Number(value) }, resetScroll: false })}
          />
        </FilterBar>
      )}
      {partners.length === 0 ? (
        <EmptyState title={`Aucune convention n’est enregistrée pour ${shown}`} headingLevel={2}>
          La coordination enregistre ici les conventions votées. Si la vôtre manque, écrivez-lui.
        </EmptyState>
      ) : (
        partners.map((partner) => <PartnerDetails key={partner.id} partner={partner} year={shown} open />)
      )}
    </>
  );
}
