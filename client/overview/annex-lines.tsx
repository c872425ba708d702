import { coverageWords, readingWords, targetWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { prepareMonthSeries } from '../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { Section } from '../ui/layout/section.tsx';
import { FigureStatus, lookOf } from '../ui/status/figure-status.tsx';
import { ProgressBar } from '../ui/status/progress-bar.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Link } from '../ui/text/link.tsx';
import { Comparison, Received } from './comparison.tsx';
import {
  expectedShare,
  indicatorHref,
  type Overview,
  type OverviewFigure,
  type OverviewLine,
  type OverviewSearch,
  shownLines,
} from './overview-data.ts';

const barTones = { good: 'good', watch: 'watch', bad: 'bad', info: 'neutral', neutral: 'neutral' } as const;

// Once CSS lays the rows out as cards, Safari forgets that they are a table: the roles are then written out.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
};

function Progress({ figure }: { figure: OverviewFigure }) {
  if (figure.progress === null) return <FigureStatus figure={figure} />;
  const { tone } = lookOf(figure);
  return (
    <div className="annex-progress">
      <ProgressBar
        label={figure.label}
        ratio={figure.progress / 100}
        expected={expectedShare(figure)}
        tone={barTones[tone]}
      />
      <FigureStatus figure={figure} />
    </div>
  );
}

function IndicatorRow({
  figure,
  overview,
  search,
}: {
  figure: OverviewFigure;
  overview: Overview;
  search: OverviewSearch;
}) {
  return (
    <tr {...roles.row}>
      <th scope="row" {...roles.rowheader}>
        <Link href={indicatorHref(figure.code, overview, search)}>{figure.label}</Link>{' '}
        {figure.target?.reading === 'assumed' && <Tag variant="assumption" title={figure.target.note ?? undefined} />}
        {figure.target?.note && <span className="annex-note">{figure.target.note}</span>}
      </th>
      <td {...roles.cell} className="annex-value" data-label="Valeur">
        <span className="annex-value-line">
          <span>
            {valueWords(figure)} {figure.origin === 'published' && <Tag variant="published" />}
          </span>
          <WhyLink
            code={figure.code}
            period={String(figure.year)}
            label={figure.label}
            organisation={search.organisation}
          />
        </span>
        <Comparison overview={overview} figure={figure} />
      </td>
      <td {...roles.cell} className="annex-number" data-label="Cible">
        {figure.target ? targetWords(figure) : <span className="annex-quiet">–</span>}
        {figure.target && <span className="annex-note">{readingWords(figure)}</span>}
      </td>
      <td {...roles.cell} data-label="Avancement">
        <Progress figure={figure} />
      </td>
      <td {...roles.cell} data-label="Par mois">
        {figure.months.some((month) => month.reported > 0) && (
          <Sparkline series={prepareMonthSeries(seriesOf(figure))} />
        )}
      </td>
      <td {...roles.cell} className="annex-quiet" data-label="Couverture">
        {coverageWords(figure)}
        <Received figure={figure} />
      </td>
    </tr>
  );
}

function LineGroup({
  line,
  figures,
  overview,
  search,
}: {
  line: OverviewLine;
  figures: OverviewFigure[];
  overview: Overview;
  search: OverviewSearch;
}) {
  const number = line.annexNumber === null ? '' : `${line.annexNumber}. `;
  return (
    <tbody {...roles.rowgroup}>
      <tr {...roles.row} className="annex-line">
        <th scope="rowgroup" colSpan={6}>
          {`${number}${line.title}`}
          {line.codes.length === 0 && <span className="annex-quiet"> aucun indicateur défini dans l’annexe</span>}
        </th>
      </tr>
      {figures.map((figure) => (
        <IndicatorRow key={figure.code} figure={figure} overview={overview} search={search} />
      ))}
    </tbody>
  );
}

/** All the lines of the annex, in its order, blanks and duplicate numbers kept. */
export function AnnexLines({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const lines = shownLines(overview, search);
  return (
    <Section
      title="Les lignes de l’annexe"
      lead="Dans l’ordre et avec les numéros de la convention : certains manquent, un est double."
    >
      <ScrollRegion label="Lignes de l’annexe et leurs indicateurs">
        <table {...roles.table} className="table annex-lines">
          <caption className="visually-hidden">{`Indicateurs de l’annexe en ${overview.year} : valeur, cible, avancement, tendance et couverture`}</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col" className="annex-number">
                Valeur
              </th>
              <th scope="col" className="annex-number">
                Cible
              </th>
              <th scope="col">Avancement</th>
              <th scope="col">Par mois</th>
              <th scope="col">Couverture</th>
            </tr>
          </thead>
          {lines.map(({ line, figures }) => (
            <LineGroup key={line.key} line={line} figures={figures} overview={overview} search={search} />
          ))}
        </table>
      </ScrollRegion>
    </Section>
  );
}
