import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { stocks } from '../../shared/domain/ledger/funnel.ts';
import { useCommuneGroups } from '../lib/commune-groups.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { useReadsPublication } from '../lib/publications/publication-choice.ts';
import { ReadingLine } from '../lib/publications/reading-line.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Terms } from '../lib/words/term.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { Segmented } from '../ui/form/segmented.tsx';
import { Select } from '../ui/form/select.tsx';
import { Deferred } from '../ui/layout/deferred.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { WaitingCallout } from '../ui/status/waiting-callout.tsx';
import { FilterBar } from '../ui/table/filter-bar.tsx';
import { EvictionFigures, EvictionMonths, type FunnelAnswer, throughWords, volumeWords } from './eviction-figures.tsx';
import { FunnelFigure } from './funnel-figure.tsx';
import { FunnelDelays, FunnelParts, FunnelRates, MonthStages } from './funnel-parts.tsx';
import { type FunnelReading, pageTitle, prepareFunnel, waitingStageWords } from './prepare-funnel.ts';

interface EvictionsSearch {
  periode?: string | undefined;
  parc?: string | undefined;
  communes?: string | undefined;
  lecture?: string | undefined;
}

const EVERY_YEAR = 'toutes';

/** Evictions: the figures of the annex, the funnel read in two ways, its delays and its parts. */
export function EvictionsPage() {
  const communeGroups = useCommuneGroups();
  const search = useSearch({ from: '/expulsions' });
  const trpc = useTRPC();
  // A publication answers whole years, and nothing narrower.
  const isPublished = useReadsPublication(true);
  const query = useQuery(
    trpc.evictions.funnel.queryOptions(
      isPublished
        ? { year: search.annee }
        : {
            year: search.periode === EVERY_YEAR ? null : search.annee,
            stock: stocks.find((stock) => stock === search.parc),
            group: search.communes && search.communes in communeGroups ? search.communes : undefined,
          },
      { placeholderData: keepPreviousData },
    ),
  );
  if (!query.data) return <PageState query={query} label="Chargement des expulsions" />;
  return (
    <div aria-busy={query.isPlaceholderData}>
      <ReadingLine isOwn={query.data.visibility === 'own'} />
      <PageHeader
        title={pageTitle(
          query.data.year,
          query.data.hasRows && !search.parc && !search.communes ? query.data.view.flows : [],
        )}
        period={
          <PeriodControl
            years={query.data.years}
            year={query.data.year ?? query.data.years[0] ?? 0}
            {...(query.data.visibility !== 'validated' && {
              also: { label: 'Toutes les années', shown: query.data.year === null, search: { periode: EVERY_YEAR } },
            })}
          />
        }
        lead={
          'Du commandement de payer à l’expulsion\u00a0: combien de procédures passent chaque étape, et combien de ménages sont rencontrés à temps.'
        }
      />
      <Deferred>
        <Content answer={query.data} />
      </Deferred>
    </div>
  );
}

function Content({ answer }: { answer: FunnelAnswer }) {
  const period = answer.year === null ? 'de toutes les années connues' : `de ${answer.year}`;
  const inPeriod = answer.year === null ? 'toutes années' : `en ${answer.year}`;
  return (
    <>
      <Filters answer={answer} />
      {answer.visibility === 'validated' && (
        <Callout>
          Années entières seulement. De 1 à 10 procédures, les nombres sont masqués, avec ceux qui permettraient de les
          retrouver.
        </Callout>
      )}
      <WaitingCallout lines={answer.waiting.map(waitingStageWords)} />
      <Section
        title={`Les indicateurs de l’annexe en ${answer.figuresYear}`}
        lead={`${answer.visibility === 'own' ? 'Tout le territoire, chiffres validés. ' : ''}Les mêmes chiffres que la vue d’ensemble, ${throughWords(answer.figures)}, sans filtre de parc ni de commune.${volumeWords(answer.figures)}`}
      >
        <EvictionFigures figures={answer.figures} />
        <Callout title={<Terms>Situations étudiées en CCAPEX</Terms>}>
          Aller davantage vers les ménages peut faire monter les saisines de la CCAPEX. Ce chiffre ne se juge donc pas
          seul{'\u00a0'}: il se lit avec la part des ménages rencontrés.
        </Callout>
      </Section>
      {answer.hasRows ? (
        <Rows answer={answer} period={period} inPeriod={inPeriod} />
      ) : (
        <EmptyState title="Aucune procédure n’est encore connue ligne à ligne" headingLevel={2}>
          L’entonnoir se calcule à partir du fichier Exploc.{' '}
          {answer.visibility === 'working' && <LinkButton href="/imports">Importer un fichier Exploc</LinkButton>}
        </EmptyState>
      )}
      <Section
        title={`Mois par mois en ${answer.figuresYear}`}
        lead={
          'Trêve hivernale\u00a0: du 1er novembre au 31 mars, aucune expulsion n’a lieu, mais la procédure continue.'
        }
      >
        <EvictionMonths figures={answer.figures} />
        <MonthStages answer={answer} />
      </Section>
    </>
  );
}

const readings: Record<FunnelReading, string> = {
  flows:
    'Chaque étape compte ce qui s’est passé dans la période, quelle que soit la date de début de la procédure. Le rapport entre deux étapes n’est pas un taux de passage.',
  cohort:
    'Les procédures dont le commandement de payer est dans la période, suivies jusqu’à ce jour. Les plus récentes n’ont pas encore eu le temps de passer toutes les étapes.',
};

function Rows({ answer, period, inPeriod }: { answer: FunnelAnswer; period: string; inPeriod: string }) {
  const search = useSearch({ from: '/expulsions' });
  const navigate = useNavigate({ from: '/expulsions' });
  const reading: FunnelReading = search.lecture === 'flux' ? 'flows' : 'cohort';
  const { view } = answer;
  const funnel = prepareFunnel({
    reading,
    period,
    counts: reading === 'flows' ? view.flows : view.reached,
    furthest: reading === 'flows' ? [] : view.furthest,
  });
  const hasBreak = answer.year === null || answer.year === 2023;
  return (
    <>
      <Section title={funnel.title} lead={readings[reading]}>
        <Segmented
          legend="Lecture"
          options={[
            { value: 'cohort', label: 'cohorte\u00a0: suivre les mêmes procédures' },
            { value: 'flows', label: 'flux\u00a0: ce qui s’est passé' },
          ]}
          value={reading}
          onChange={(value) =>
            navigate({
              search: { ...search, lecture: value === 'flows' ? 'flux' : undefined },
              resetScroll: false,
            })
          }
        />
        {hasBreak && (
          <Callout title="La loi change en milieu d’année 2023">
            La loi n°{'\u00a0'}2023-668 du 27{'\u00a0'}juillet 2023 change les délais et les étapes. Les procédures
            d’avant et d’après ne se comparent pas terme à terme.
          </Callout>
        )}
        <FunnelFigure funnel={funnel} reading={reading} />
        <p>
          <Terms>La réquisition de la force publique se place entre le CQL et le CFP</Terms>
          {'\u00a0'}: aucun fichier ne la date, elle n’est donc pas comptée. Une procédure sans étape suivante peut être
          en cours, apurée, ou arrêtée par un départ ou un relogement.
        </p>
        {view.diagnostics && (
          <p>
            {`Diagnostics\u00a0: ${view.diagnostics.all} dans ces procédures, dont ${view.diagnostics.counted} comptent pour la cible de 40 par an (parc privé, avant le CQL).`}
          </p>
        )}
      </Section>
      <Section title="Combien de temps entre deux étapes">
        <FunnelDelays view={view} />
      </Section>
      <Section title={`Par parc et par groupe de communes, ${inPeriod}`}>
        <FunnelRates view={view} />
        <FunnelParts answer={answer} period={inPeriod} />
      </Section>
    </>
  );
}

function Filters({ answer }: { answer: FunnelAnswer }) {
  const communeGroups = useCommuneGroups();
  const search = useSearch({ from: '/expulsions' });
  const navigate = useNavigate({ from: '/expulsions' });
  const set = (change: EvictionsSearch) => navigate({ search: { ...search, ...change }, resetScroll: false });
  const filtered = [search.parc, search.communes].some((one) => one !== undefined);
  if (answer.visibility === 'validated') return null;
  return (
    <FilterBar onReset={filtered ? () => set({ parc: undefined, communes: undefined }) : undefined}>
      <Select
        label="Parc"
        placeholder="Tous les parcs"
        options={stocks.map((stock) => ({ value: stock, label: `Parc ${stock.toLowerCase()}` }))}
        value={answer.filters.stock ?? ''}
        onChange={(value) => set({ parc: value || undefined })}
      />
      <Select
        label="Communes"
        placeholder="Toutes les communes"
        options={Object.entries(communeGroups)
          .filter(([key]) => key !== '')
          .map(([value, label]) => ({ value, label }))}
        value={answer.filters.group ?? ''}
        onChange={(value) => set({ communes: value || undefined })}
      />
    </FilterBar>
  );
}
