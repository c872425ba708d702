import { useQuery } from '@tanstack/react-query';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { PartnerDetails } from './partner-details.tsx';

/** What a partner sees of the money: its own conventions, what is paid of them, the documents that are awaited. */
export function OwnFinance({ year }: { year: number | undefined }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.finance.own.queryOptions({ year }));
  if (!query.data) return <PageState query={query} label="Chargement de vos conventions" />;
  const { partners, years, year: shown } = query.data;
  return (
    <>
      <PageHeader
        title="Nos conventions"
        period={years.length > 0 && <PeriodControl years={years} year={shown} />}
        lead="Ce que la collectivité verse à votre structure, à quelles dates, et les pièces qu’elle attend."
      />
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
