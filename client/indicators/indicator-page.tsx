import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { lastMonthDue } from '../../shared/domain/figures/figure.ts';
import { monthsOfYear, yearOf } from '../../shared/domain/month.ts';
import { indicatorFicheAddress } from '../../shared/domain/report/report-addresses.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { useReadsPublication } from '../lib/publications/publication-choice.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Terms } from '../lib/words/term.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Link } from '../ui/text/link.tsx';
import { CountsSection } from './counts-section.tsx';
import { type Filters, fileAddress, type Page } from './indicator-data.ts';
import { IndicatorSummary } from './indicator-summary.tsx';
import { NotesSection } from './notes-section.tsx';
import { OriginSection } from './origin-section.tsx';
import { RevisedLine } from './revised-line.tsx';
import { StockBeside } from './stock-beside.tsx';
import { ThreadSection } from './thread-section.tsx';
import { YearTotal } from './year-total.tsx';
import { YearsSection } from './years-section.tsx';

/* What draws comes after the figures: the charts, then the parts, each in its own chunk. */
const IndicatorCharts = lazy(() =>
  import('./indicator-charts.tsx').then((module) => ({ default: module.IndicatorCharts })),
);
const BreakdownSection = lazy(() =>
  import('./breakdown-section.tsx').then((module) => ({ default: module.BreakdownSection })),
);

/** The convention's years up to the day's, and a year before and after the one shown: a history may begin earlier. */
function IndicatorPeriod({ page, isPublished }: { page: Page; isPublished: boolean }) {
  const { figure, referenceDate } = page;
  const [current, first] = [yearOf(referenceDate), useSession().data?.firstYear ?? figure.year];
  const years = [
    figure.year - 1,
    figure.year + 1,
    ...Array.from({ length: 1 + current - first }, (_, at) => first + at),
  ];
  const latest = lastMonthDue(figure.year, referenceDate);
  const months = monthsOfYear(figure.year).filter((month) => month <= latest);
  return (
    <PeriodControl
      years={years.filter((year) => year <= current)}
      year={figure.year}
      {...(!isPublished && { months, through: figure.through })}
    />
  );
}

function Actions({ page, search }: { page: Page; search: Filters }) {
  const { figure } = page;
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <LinkButton
          key={format}
          icon="download"
          href={fileAddress(figure.code, format, { ...search, annee: figure.year })}
          download
        >
          {format === 'csv' ? 'CSV' : 'Classeur'}
          <span className="visually-hidden">{`\u00a0: télécharger l’indicateur ${figure.code}`}</span>
        </LinkButton>
      ))}
      {!search.organisation && (
        <LinkButton icon="download" href={indicatorFicheAddress(figure.year, figure.code, 'pdf')} download>
          Télécharger la fiche
        </LinkButton>
      )}
    </>
  );
}

function Content({ page, search, isPublished }: { page: Page; search: Filters; isPublished: boolean }) {
  const { figure } = page;
  const session = useSession();
  const coordinator = session.data?.viewer?.role === 'coordinator' && !isPublished;
  const empty = [...figure.months, ...page.history].every((month) => month.quantity === null && !month.hidden);
  return (
    <>
      <IndicatorSummary figure={figure} organisation={search.organisation} />
      {figure.computed === 'active-people' && !search.organisation && <StockBeside figure={figure} />}
      {!search.organisation && !isPublished && <RevisedLine code={figure.code} year={figure.year} />}
      {search.organisation && (
        <Callout title={`Chiffres d’une seule structure\u00a0: ${search.organisation}`}>
          <Link href={`/indicateurs/${figure.code}?annee=${figure.year}`}>Voir tout le territoire</Link>
        </Callout>
      )}
      {figure.note && <Callout title="À savoir">{figure.note}</Callout>}
      {empty ? (
        <Callout title="Aucun mois à dessiner">
          {figure.origin === 'none'
            ? `${isPublished ? 'Aucune valeur n’est publiée' : 'Personne n’a transmis de valeur'} pour cet indicateur en ${figure.year}, ni les deux années d’avant. Les graphiques viendront avec les premiers mois.`
            : 'Cet indicateur a une valeur par an, sans détail par mois.'}
        </Callout>
      ) : (
        <Suspense fallback={<Loading label="Chargement des graphiques" lines={6} />}>
          <IndicatorCharts page={page} organisation={search.organisation ?? null} />
          {!search.organisation && (
            <BreakdownSection
              figure={figure}
              filters={{ annee: figure.year, mois: search.mois }}
              coordinator={coordinator}
            />
          )}
        </Suspense>
      )}
      {coordinator && figure.timeRule === 'unique' && (
        <YearTotal
          key={`${figure.year} ${search.organisation ?? ''}`}
          figure={figure}
          waiting={page.waitingYearTotal}
          organisation={search.organisation}
        />
      )}
      <YearsSection page={page} organisation={search.organisation} />
      <CountsSection page={page} />
      <NotesSection page={page} coordinator={coordinator} />
      <OriginSection figure={figure} organisation={search.organisation} />
      <ThreadSection code={figure.code} year={figure.year} />
    </>
  );
}

/** One indicator: the figure, its months and where they go, its parts, what explains it, other years, what is asked about it. */
export function IndicatorPage() {
  const { code } = useParams({ from: '/indicateurs/$code' });
  const search = useSearch({ from: '/indicateurs/$code' });
  const trpc = useTRPC();
  const role = useSession().data?.viewer?.role;
  const isOwn = role === 'contributor' && search.organisation !== undefined;
  const isPublished = useReadsPublication(isOwn);
  const shown: Filters = isPublished ? { annee: search.annee } : search;
  const query = useQuery(
    trpc.indicators.byCode.queryOptions(
      { code, year: shown.annee, month: shown.mois, organisation: shown.organisation },
      { placeholderData: keepPreviousData },
    ),
  );
  if (!query.data) return <PageState query={query} label="Chargement de l’indicateur" />;
  const { figure } = query.data;
  return (
    <>
      <ReadingLine isOwn={isOwn} />
      <PageHeader
        title={<Terms>{figure.label}</Terms>}
        lead={<Terms>{figure.definition}</Terms>}
        breadcrumbs={[{ label: 'Vue d’ensemble', href: `/?annee=${figure.year}` }]}
        tags={<Tag>{figure.code}</Tag>}
        period={<IndicatorPeriod page={query.data} isPublished={isPublished} />}
        actions={<Actions page={query.data} search={shown} />}
      />
      <Deferred>
        <Content page={query.data} search={shown} isPublished={isPublished} />
      </Deferred>
    </>
  );
}
