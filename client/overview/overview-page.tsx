import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { overviewHeading } from '../../shared/domain/figures/overview-words.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { AnnexLines } from './annex-lines.tsx';
import { ChangeList } from './change-list.tsx';
import { Freshness } from './freshness.tsx';
import { KeyFigures } from './key-figures.tsx';
import { withFilters } from './overview-data.ts';
import { filterWords, OverviewFilters } from './overview-filters.tsx';
import { WatchCard } from './watch-card.tsx';
import './overview.css';
import './overview-print.css';

/** The coordinator's Monday morning: where do we stand, what to look at, what moved. */
export function OverviewPage() {
  const search = useSearch({ from: '/' });
  const trpc = useTRPC();
  const query = useQuery(
    trpc.overview.forYear.queryOptions(
      { year: search.annee, month: search.mois, organisation: search.organisation },
      { placeholderData: keepPreviousData },
    ),
  );
  if (!query.data) return <PageState query={query} label="Chargement de la vue d’ensemble" />;
  const overview = query.data;
  return (
    <div className="overview" aria-busy={query.isPlaceholderData}>
      <PageHeader
        {...overviewHeading(overview)}
        actions={
          <>
            <Freshness overview={overview} />
            <LinkButton href={withFilters('/reunion', search)} icon="eye">
              Vue de réunion
            </LinkButton>
          </>
        }
      />
      <OverviewFilters overview={overview} search={search} />
      <p className="overview-filter-words">{filterWords(overview, search)}</p>
      <div className="overview-first">
        <KeyFigures overview={overview} organisation={search.organisation} />
        <WatchCard overview={overview} />
      </div>
      <Deferred>
        <ChangeList overview={overview} />
        <AnnexLines overview={overview} search={search} />
      </Deferred>
    </div>
  );
}
