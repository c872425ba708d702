import { useQuery } from '@tanstack/react-query';
import { capitalised, frenchMonth, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import { MapFigure } from '../charts/map-figure.tsx';
import { prepareMap } from '../charts/prepare/prepare-map.ts';
import { prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { Section } from '../ui/layout/section.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Link } from '../ui/text/link.tsx';
import { ChartSection } from './chart-section.tsx';
import type { Breakdown, Filters, IndicatorFigure } from './indicator-data.ts';

interface PartsProps {
  breakdown: Breakdown;
  figure: IndicatorFigure;
  /** Sees every organisation, and may open the figure of each. */
  coordinator: boolean;
}

const since = ({ from, through }: Breakdown) => `${capitalised(frenchOfMonth(from))} à ${frenchMonth(through)}`;

function ByOrganisation({ breakdown, figure, coordinator }: PartsProps) {
  if (!breakdown.organisations) return null;
  const title = 'Par structure';
  const shares = prepareShares({ title, unit: figure.unit, shares: breakdown.organisations, adds: breakdown.adds });
  const owned = new Set(breakdown.organisations.filter((part) => part.own).map((part) => part.key));
  const opens = (key: string) => coordinator || owned.has(key);
  return (
    <ChartSection
      title={title}
      lead={`${since(breakdown)}.`}
      figure={figure}
      organisation={null}
      words={[shares.sentence]}
      name="structures"
    >
      <SharesFigure
        shares={shares}
        header="Structure"
        extra={{
          key: 'why',
          header: 'Explication',
          cell: (row) =>
            opens(row.key) && (
              <>
                <WhyLink
                  code={figure.code}
                  period={String(figure.year)}
                  label={`${figure.label}, ${row.label}`}
                  organisation={row.key}
                />
                <Link href={`/indicateurs/${figure.code}?annee=${figure.year}&organisation=${row.key}`}>
                  Voir<span className="visually-hidden">{` ${row.label}`}</span>
                </Link>
              </>
            ),
        }}
      />
    </ChartSection>
  );
}

function ByCommune({ breakdown, figure }: PartsProps) {
  const { communes, territory } = breakdown;
  if (!communes) return null;
  const title = communes.level === 'commune' ? 'Par commune' : 'Par groupe de communes';
  const map = prepareMap(title, territory, communes.parts, figure.unit);
  const lead =
    communes.level === 'commune'
      ? `${since(breakdown)}, d’après le registre. Hors de la coordination, seuls trois groupes de communes sont montrés.`
      : `${since(breakdown)}, d’après le registre. Les petites communes ne sont jamais montrées seules.`;
  return (
    <ChartSection title={title} lead={lead} figure={figure} organisation={null} words={[map.sentence]} name="communes">
      <MapFigure map={map} header={communes.level === 'commune' ? 'Commune' : 'Groupe de communes'} />
    </ChartSection>
  );
}

function ByDimension({ breakdown, figure }: PartsProps) {
  return breakdown.dimensions.map(({ field, label, parts }) => {
    const title = `Par ${label.toLowerCase()}`;
    const shares = prepareShares({ title, unit: figure.unit, shares: parts, adds: breakdown.adds });
    return (
      <ChartSection
        key={field}
        title={title}
        lead={`${since(breakdown)}, d’après le registre.`}
        figure={figure}
        organisation={null}
        words={[shares.sentence]}
        name={field}
      >
        <SharesFigure shares={shares} header={label} />
      </ChartSection>
    );
  });
}

/** Why there are no parts to show, in plain words. */
function absence({ withheld, organisations, communes, dimensions }: Breakdown, year: number): string | null {
  if (withheld)
    return `Cet indicateur compte des personnes\u00a0: sa répartition est publiée une fois l’année ${year} terminée. D’un mois à l’autre, la différence entre deux répartitions désignerait quelques personnes.`;
  if (organisations === null && communes === null && dimensions.length === 0)
    return 'Aucune valeur à répartir pour cette année. Choisissez une autre année, ou attendez les premiers envois.';
  if (communes === null && dimensions.length === 0)
    return 'La répartition par commune ou par type demande un registre importé, ligne par ligne. Pour cet indicateur et cette année, il n’y en a pas.';
  return null;
}

/** The parts of the figure: by organisation, by commune, by what the register tells. */
export function BreakdownSection({
  figure,
  filters,
  coordinator,
}: {
  figure: IndicatorFigure;
  filters: Filters;
  coordinator: boolean;
}) {
  const trpc = useTRPC();
  const { annee, mois } = filters;
  const query = useQuery(trpc.indicators.breakdown.queryOptions({ code: figure.code, year: annee, month: mois }));
  if (query.isPending) return <Loading label="Chargement de la répartition" lines={4} />;
  if (query.isError)
    return (
      <Section title="Répartition">
        <ErrorState headingLevel={3} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
          {errorMessage(query.error)}
        </ErrorState>
      </Section>
    );
  const props = { breakdown: query.data, figure, coordinator };
  const why = absence(query.data, figure.year);
  return (
    <>
      <ByOrganisation {...props} />
      <ByCommune {...props} />
      <ByDimension {...props} />
      {why && (
        <Section title="Répartition par commune et par type" folded="Non établie pour cet indicateur.">
          <p>{why}</p>
        </Section>
      )}
    </>
  );
}
