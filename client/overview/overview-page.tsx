import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Navigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { overviewHeading } from '../../shared/domain/figures/overview-words.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { useReadsPublication } from '../lib/publications/publication-choice.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { LoadingPage } from '../lib/routing/route-states.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';
import { AnnexLines } from './annex-lines.tsx';
import { ChangeList } from './change-list.tsx';
import { MissionTiles } from './mission-tiles.tsx';
import { askedOf, type Overview, type OverviewSearch, shownFigures, withFilters } from './overview-data.ts';
import { filterWords, OverviewFilters } from './overview-filters.tsx';
import { OverviewPeriod } from './overview-period.tsx';
import { LaterDeadlines, WorkQueue } from './work-queue.tsx';
import './overview.css';
import './overview-print.css';

/** What the State reads; in a part of its own, which the coordinator's mornings need not. */
const StateHome = lazy(() => import('./state/state-home.tsx').then((module) => ({ default: module.StateHome })));

/** The first page of everyone: the coordinator's Monday morning, or what a publication says. */
export function OverviewPage() {
  const search = useSearch({ from: '/' });
  const trpc = useTRPC();
  const session = useSession().data;
  const role = session?.viewer?.role;
  const isOwn = role === 'contributor' && search.organisation !== undefined;
  const isPublished = useReadsPublication(isOwn);
  const shown = askedOf(search, isPublished);
  const query = useQuery(
    trpc.overview.forYear.queryOptions(
      { year: shown.annee, month: shown.mois, organisation: shown.organisation },
      { placeholderData: keepPreviousData },
    ),
  );
  if (session?.begun === false) return <Navigate to="/commencer" replace />;
  if (!query.data) return <PageState query={query} label="Chargement de la vue d’ensemble" />;
  if (isPublished && role !== 'contributor')
    return (
      <Suspense fallback={<LoadingPage />}>
        <StateHome overview={query.data} search={shown} />
      </Suspense>
    );
  return <OverviewOf overview={query.data} search={shown} isOwn={isOwn} stale={query.isPlaceholderData} />;
}

function OverviewOf({
  overview,
  search,
  isOwn,
  stale,
}: {
  overview: Overview;
  search: OverviewSearch;
  isOwn: boolean;
  stale: boolean;
}) {
  const viewer = useSession().data?.viewer;
  return (
    <div className="overview" aria-busy={stale}>
      <ReadingLine isOwn={isOwn} />
      <PageHeader
        {...overviewHeading(overview)}
        period={<OverviewPeriod overview={overview} />}
        actions={
          <LinkButton href={withFilters('/reunion', search)} icon="eye">
            Vue de réunion
          </LinkButton>
        }
      />
      <OverviewFilters overview={overview} search={search} />
      <p className="overview-filter-words">{filterWords(overview, search, viewer)}</p>
      <Narrowed overview={overview} search={search} />
      {overview.figures.every(({ coverage }) => coverage.cells.reported === 0) && (
        <Callout tone="info">
          Aucune valeur de {overview.year} n’est encore reçue. <Link href="/commencer">Voir les premiers pas</Link>
        </Callout>
      )}
      {viewer?.role === 'coordinator' && <WorkQueue deadlines={overview.deadlines} />}
      <MissionTiles overview={overview} search={search} />
      {viewer?.role !== 'coordinator' && <Deadlines overview={overview} />}
      <Deferred>
        <ChangeList overview={overview} />
        <AnnexLines overview={overview} search={search} />
      </Deferred>
    </div>
  );
}

/** What the filters leave out is said where it begins: these are no longer the figures of the territory. */
function Narrowed({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const viewer = useSession().data?.viewer;
  const words = filterWords(overview, search, viewer);
  if (!words) return null;
  const count = shownFigures(overview, search).length;
  return (
    <div className="overview-narrowed">
      <Callout
        tone="info"
        title={`${words}\u00a0: ${frenchCount(count, 'indicateur', 'indicateurs')} sur\u00a0${overview.figures.length}`}
      >
        {search.organisation !== undefined && 'Les chiffres et les lignes sont ceux de cette seule structure. '}
        <Link href={withFilters('/', { annee: search.annee, mois: search.mois })}>Voir tout le territoire</Link>
      </Callout>
    </div>
  );
}

/** What the convention asks for next, to whoever has no queue of their own. */
function Deadlines({ overview }: { overview: Overview }) {
  if (overview.deadlines.length === 0) return null;
  return (
    <Section title="Échéances">
      <LaterDeadlines deadlines={overview.deadlines.slice(0, 2)} />
    </Section>
  );
}
