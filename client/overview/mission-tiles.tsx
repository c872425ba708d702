import { useQuery } from '@tanstack/react-query';
import { comparisonWords, coverageWords, reserveWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { firstLedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { frenchQuantity, frenchUnit, frenchValue } from '../../shared/domain/words/french-format.ts';
import { prepareMonthSeries } from '../charts/prepare/prepare-month-series.ts';
import { Sparkline } from '../charts/sparkline.tsx';
import { seriesOf } from '../lib/answers/figure-series.ts';
import { useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Link } from '../ui/text/link.tsx';
import {
  indicatorHref,
  type Overview,
  type OverviewFigure,
  type OverviewSearch,
  shownFigures,
} from './overview-data.ts';
import { TargetWay } from './target-way.tsx';

/** What is held against a target, and what a value lacks, is said beside it. */
const saysMore = (figure: OverviewFigure) => figure.target !== null || reserveWords(figure) !== null;

interface TileProps {
  figure: OverviewFigure;
  overview: Overview;
  organisation: string | undefined;
}

/** One figure of the mission: its value, its verdict, the way to its target, its months, and the year before. */
function Tile({ figure, overview, organisation }: TileProps) {
  const known = figure.value !== null && !figure.hidden;
  const before = figure.comparisons.find(({ year }) => year === figure.year - 1);
  return (
    <KeyFigure
      label={<Link href={indicatorHref(figure.code, overview, { organisation })}>{figure.label}</Link>}
      value={known && figure.value !== null ? frenchValue(figure.value, figure.unit) : valueWords(figure)}
      unit={known && figure.value !== null ? frenchUnit(figure.unit, figure.value) : undefined}
      missing={!known}
      status={
        figure.origin === 'published' ? (
          <Tag variant="published" />
        ) : (
          saysMore(figure) && <FigureStatus figure={figure} />
        )
      }
      chart={
        <>
          <TargetWay figure={figure} />
          {figure.months.some((month) => month.reported > 0) && (
            <Sparkline series={prepareMonthSeries(seriesOf(figure))} />
          )}
        </>
      }
      note={
        <>
          {figure.computed === 'active-people' && known && !organisation && <HouseholdsBeside figure={figure} />}
          {before && !figure.hidden ? comparisonWords(figure, before.year) : coverageWords(figure)}
        </>
      }
      action={
        <WhyLink code={figure.code} period={String(figure.year)} label={figure.label} organisation={organisation} />
      }
    />
  );
}

/** How many households the people without a home make, beside them. */
function HouseholdsBeside({ figure }: { figure: OverviewFigure }) {
  const { data } = useQuery(useTRPC().homelessness.ledger.queryOptions(firstLedgerFilters));
  const count = data?.stocks.find(({ unit, perimeter }) => unit === 'households' && perimeter === 'insee')?.count;
  const isSame = data?.source.through === figure.through && typeof count === 'number';
  return isSame ? `dans ${frenchQuantity(count, 'households')}, ` : null;
}

/** The figures of the mission, side by side. */
export function MissionTiles({ overview, search }: { overview: Overview; search: OverviewSearch }) {
  const { organisation } = search;
  const shown = shownFigures(overview, search).filter((figure) => figure.keyFigure);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="chiffres-cles" className="mission">
      <div className="overview-section-head">
        <h2 id="chiffres-cles">Chiffres de la mission</h2>
        <p>Trait orange{'\u00a0'}: attendu à date.</p>
      </div>
      <KeyFigureGroup>
        {shown.map((figure) => (
          <Tile key={figure.code} figure={figure} overview={overview} organisation={organisation} />
        ))}
      </KeyFigureGroup>
    </section>
  );
}
