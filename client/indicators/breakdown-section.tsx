import { useQuery } from '@tanstack/react-query';
import { capitalised, frenchMonth, frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import { type PreparedShare, type PreparedShares, prepareShares } from '../charts/prepare/prepare-shares.ts';
import { SharesFigure } from '../charts/shares-figure.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { Section } from '../ui/layout/section.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import type { TableColumn } from '../ui/table/table.tsx';
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

interface PartsSectionProps {
  figure: IndicatorFigure;
  shares: PreparedShares;
  lead: string;
  /** What the parts are: « Structure », « Commune ». */
  header: string;
  /** Part of the name of the file. */
  name: string;
  extra?: TableColumn<PreparedShare>;
}

/** The parts of the figure told apart in one way, folded under the largest of them. */
function PartsSection({ figure, shares, lead, header, name, extra }: PartsSectionProps) {
  return (
    <ChartSection
      title={shares.title}
      lead={lead}
      folded={shares.answer}
      figure={figure}
      organisation={null}
      words={[shares.sentence]}
      name={name}
    >
      <SharesFigure shares={shares} header={header} {...(extra && { extra })} />
    </ChartSection>
  );
}

function ByOrganisation({ breakdown, figure, coordinator }: PartsProps) {
  const { organisations, adds } = breakdown;
  if (!organisations) return null;
  const owned = new Set(organisations.filter((part) => part.own).map((part) => part.key));
  const opens = (key: string) => coordinator || owned.has(key);
  return (
    <PartsSection
      figure={figure}
      shares={prepareShares({ title: 'Par structure', unit: figure.unit, shares: organisations, adds })}
      lead={`${since(breakdown)}.`}
      header="Structure"
      name="structures"
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
  );
}

function ByCommune({ breakdown, figure }: PartsProps) {
  const { communes, adds } = breakdown;
  if (!communes) return null;
  const isCommune = communes.level === 'commune';
  const title = isCommune ? 'Par commune' : 'Par groupe de communes';
  const secrecy = isCommune
    ? 'Hors de la coordination, seuls les groupes de communes sont montrés.'
    : 'Les petites communes ne sont jamais montrées seules.';
  return (
    <PartsSection
      figure={figure}
      shares={prepareShares({ title, unit: figure.unit, shares: communes.parts, adds })}
      lead={`${since(breakdown)}, d’après le registre. ${secrecy}`}
      header={isCommune ? 'Commune' : 'Groupe de communes'}
      name="communes"
    />
  );
}

function ByDimension({ breakdown, figure }: PartsProps) {
  return breakdown.dimensions.map(({ field, label, parts }) => (
    <PartsSection
      key={field}
      figure={figure}
      shares={prepareShares({
        title: `Par ${label.toLowerCase()}`,
        unit: figure.unit,
        shares: parts,
        adds: breakdown.adds,
      })}
      lead={`${since(breakdown)}, d’après le registre.`}
      header={label}
      name={field}
    />
  ));
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
  return (
    <>
      <ByOrganisation {...props} />
      <ByCommune {...props} />
      <ByDimension {...props} />
      {query.data.withheld && (
        <Section
          title="Répartition par commune et par type"
          folded={`Publiée une fois l’année ${figure.year} terminée.`}
        >
          <p>
            Cet indicateur compte des personnes{'\u00a0'}: d’un mois à l’autre, la différence entre deux répartitions
            désignerait quelques-unes d’entre elles.
          </p>
        </Section>
      )}
    </>
  );
}
