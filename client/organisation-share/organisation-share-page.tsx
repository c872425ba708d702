import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { chartSentence } from '../charts/prepare/chart-sentence.ts';
import { prepareMonthSeries } from '../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { PeriodControl } from '../lib/period/period-control.tsx';
import { HomeLink } from '../lib/routing/home-link.tsx';
import { PageState } from '../lib/routing/page-state.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorCode } from '../lib/words/error-messages.ts';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { Link } from '../ui/text/link.tsx';
import { LineAnswers } from './line-answers.tsx';
import { ownWords, shareTitle, shareWords } from './share-words.ts';
import './organisation-share.css';

type ShareLine = Answers['organisationShare']['forYear']['rows'][number];

function Trend({ line }: { line: ShareLine }) {
  const series = seriesOf({ ...line, months: line.trend });
  const known = line.trend.filter(({ quantity }) => quantity !== null).length;
  if (known === 0) return <>aucun mois reçu</>;
  return <Sparkline series={prepareMonthSeries(series)} label={chartSentence(series)} />;
}

function ReportLines({ line, year }: { line: ShareLine; year: number }) {
  if (line.lines.length === 0) return <>Suivi de l’observatoire, hors annexe</>;
  return (
    <ul className="share-lines">
      {line.lines.map(({ key, annexNumber, title }) => (
        <li key={key}>
          <Link href={`/rapport?annee=${year}`}>
            {annexNumber !== null && `${annexNumber}. `}
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function columnsOf(year: number): Array<TableColumn<ShareLine>> {
  return [
    {
      key: 'indicator',
      header: 'Indicateur',
      rowHeader: true,
      cell: (line) => <Link href={`/indicateurs/${line.code}?annee=${year}`}>{line.label}</Link>,
    },
    { key: 'own', header: 'Votre chiffre', cell: (line) => ownWords(line.value, line.counted, line.unit) },
    { key: 'share', header: 'Le territoire, et votre part', cell: (line) => shareWords(line.share, line.unit) },
    { key: 'trend', header: 'Vos douze derniers mois', cell: (line) => <Trend line={line} /> },
    { key: 'lines', header: 'Lignes du rapport', cell: (line) => <ReportLines line={line} year={year} /> },
  ];
}

const YEARS_SHOWN = 4;

/** `/ce-que-deviennent-nos-chiffres`: what an association's figures are used for. */
export function OrganisationSharePage() {
  const { organisation, annee } = useSearch({ from: '/ce-que-deviennent-nos-chiffres' });
  const trpc = useTRPC();
  const query = useQuery(trpc.organisationShare.forYear.queryOptions({ organisationId: organisation, year: annee }));
  const code = errorCode(query.error);
  if (code === 'FORBIDDEN') return <ForbiddenState actions={<HomeLink />} />;
  if (code === 'NOT_FOUND')
    return (
      <EmptyState title="Choisissez une organisation" headingLevel={1}>
        <p>
          Cette page montre ce que deviennent les chiffres d’une organisation. Ouvrez-la depuis{' '}
          <Link href="/collecte">la collecte</Link>.
        </p>
      </EmptyState>
    );
  if (!query.data) return <PageState query={query} label="Chargement de vos chiffres" lines={8} />;
  const { year, current } = query.data;
  const rows = query.data.rows as ShareLine[];
  const through = rows[0]?.through;
  // A year is reported once it is over.
  const reported = Math.min(year, current - 1);
  const years = Array.from({ length: YEARS_SHOWN }, (_, back) => current - back);
  return (
    <>
      <PageHeader
        title={shareTitle(rows, year)}
        lead={`${query.data.organisation.name}, ${through ? `de janvier à ${frenchMonth(through)}` : year}. Le total du territoire ne compte que ce qui est validé\u202f; il ne dit jamais le chiffre d’une autre structure.`}
        breadcrumbs={[{ label: 'Saisie du mois', href: '/mon-mois' }]}
        period={<PeriodControl years={years} year={year} />}
      />
      {rows.length === 0 ? (
        <EmptyState title="Rien ne vous était demandé cette année-là" headingLevel={2}>
          Choisissez une autre année. Ce qui vous est demandé se lit dans le catalogue, parmi les partenaires.
        </EmptyState>
      ) : (
        <Table
          caption={`Vos chiffres en ${year}`}
          hideCaption
          columns={columnsOf(year)}
          rows={rows}
          rowKey={(line) => line.code}
          cardsOnPhone
        />
      )}
      <LineAnswers key={reported} year={reported} organisationId={query.data.organisation.id} />
    </>
  );
}
