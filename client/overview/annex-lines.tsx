import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { coverageWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchCount } from '../../shared/domain/words/french-format.ts';
import { stateWords, verdictWords } from '../../shared/domain/words/state-words.ts';
import { prepareMonthSeries } from '../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { Section } from '../ui/layout/section.tsx';
import { FigureStatus, lookOf } from '../ui/status/figure-status.tsx';
import { Status } from '../ui/status/status.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Link } from '../ui/text/link.tsx';
import { Comparison, Received } from './comparison.tsx';
import {
  countVerdicts,
  indicatorHref,
  type Overview,
  type OverviewFigure,
  type OverviewLine,
  type OverviewSearch,
  shownLines,
} from './overview-data.ts';
import { TargetWay } from './target-way.tsx';
import './annex-lines.css';

// Once CSS lays the rows out as cards, Safari forgets that they are a table: the roles are then written out.
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
};

interface Shown {
  overview: Overview;
  search: OverviewSearch;
}

function IndicatorRow({ figure, hidden, overview, search }: Shown & { figure: OverviewFigure; hidden: boolean }) {
  return (
    <tr {...roles.row} hidden={hidden}>
      <th scope="row" {...roles.rowheader}>
        <Link href={indicatorHref(figure.code, overview, search)}>{figure.label}</Link>{' '}
        {figure.target?.reading === 'assumed' && <Tag variant="assumption" title={figure.target.note ?? undefined} />}
      </th>
      <td {...roles.cell} data-label="Verdict">
        <FigureStatus figure={figure} />
      </td>
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
      </td>
      <td {...roles.cell} data-label="Vers la cible">
        <TargetWay figure={figure} />
      </td>
      <td {...roles.cell} className="annex-beside" data-label="Autres années">
        <Comparison overview={overview} figure={figure} />
      </td>
      <td {...roles.cell} className="annex-trend" data-label="Par mois">
        {figure.months.some((month) => month.reported > 0) && (
          <Sparkline series={prepareMonthSeries(seriesOf(figure))} />
        )}
      </td>
      <td {...roles.cell} className="annex-quiet" data-label="Reçu">
        {coverageWords(figure)}
        <Received figure={figure} />
      </td>
    </tr>
  );
}

/** What a line has without a target, folded: « et 2 indicateurs, aucune cible ». */
function untargetedWords(count: number, isAlone: boolean): string {
  return `${isAlone ? '' : 'et '}${frenchCount(count, 'indicateur', 'indicateurs')}, ${stateWords.noTarget}`;
}

function LineGroup({ line, figures, overview, search }: Shown & { line: OverviewLine; figures: OverviewFigure[] }) {
  const [unfolded, setUnfolded] = useState(false);
  const number = line.annexNumber === null ? '' : `${line.annexNumber}. `;
  const targeted = figures.filter(({ target }) => target !== null);
  const others = figures.filter(({ target }) => target === null);
  return (
    <tbody {...roles.rowgroup}>
      <tr {...roles.row} className="annex-line">
        <th scope="rowgroup" colSpan={7}>
          {`${number}${line.title}`}
          {line.codes.length === 0 && <span className="annex-quiet"> aucun indicateur défini dans l’annexe</span>}
          {others.length > 0 && (
            <button
              type="button"
              className="annex-fold"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {untargetedWords(others.length, targeted.length === 0)}
            </button>
          )}
        </th>
      </tr>
      {targeted.map((figure) => (
        <IndicatorRow key={figure.code} figure={figure} hidden={false} overview={overview} search={search} />
      ))}
      {others.map((figure) => (
        <IndicatorRow key={figure.code} figure={figure} hidden={!unfolded} overview={overview} search={search} />
      ))}
    </tbody>
  );
}

/** How many targets have each verdict; each count shows its lines alone. */
function VerdictFilter({ overview, search }: Shown) {
  const navigate = useNavigate({ from: '/' });
  const counts = countVerdicts(overview);
  if (counts.length < 2) return null;
  const choose = (statut: string | undefined) =>
    navigate({ to: '.', search: (former: OverviewSearch) => ({ ...former, statut }) });
  return (
    <fieldset className="verdict-filter">
      <legend className="visually-hidden">Montrer un verdict</legend>
      {counts.map(({ verdict, direction, count }) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={search.statut === verdict}
          onClick={() => choose(search.statut === verdict ? undefined : verdict)}
        >
          <Status {...lookOf({ verdict, direction })} variant="plain">
            {verdictWords[verdict]} <span className="verdict-count">{count}</span>
          </Status>
        </button>
      ))}
    </fieldset>
  );
}

/** All the lines of the annex, in its order, blanks and duplicate numbers kept; what has no target is folded under its line. */
export function AnnexLines({ overview, search }: Shown) {
  const lines = shownLines(overview, search);
  return (
    <Section
      title="Les lignes de l’annexe"
      lead={'Dans l’ordre et avec les numéros de la convention\u00a0: certains manquent, un est double.'}
    >
      <VerdictFilter overview={overview} search={search} />
      <ScrollRegion label="Lignes de l’annexe et leurs indicateurs">
        <table {...roles.table} className="table annex-lines">
          <caption className="visually-hidden">{`Indicateurs de l’annexe en ${overview.year} : verdict, valeur, cible, autres années, tendance et couverture`}</caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col">Verdict</th>
              <th scope="col" className="annex-number">
                Valeur
              </th>
              <th scope="col">Vers la cible</th>
              <th scope="col">Autres années</th>
              <th scope="col">Par mois</th>
              <th scope="col">Reçu</th>
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
