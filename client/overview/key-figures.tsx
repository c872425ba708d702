import { useQuery } from '@tanstack/react-query';
import {
  coverageWords,
  readingWords,
  reserveWords,
  targetWords,
  valueWords,
} from '../../shared/domain/figures/figure-words.ts';
import { frenchQuantity, frenchUnit, frenchValue } from '../../shared/domain/words/french-format.ts';
import { firstLedgerFilters } from '../../shared/schemas/homelessness.ts';
import { useTRPC } from '../lib/trpc.ts';
import { WhyLink } from '../lib/why-link.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { KeyFigure, KeyFigureGroup } from '../ui/status/key-figure.tsx';
import { Tag } from '../ui/status/tag.tsx';
import { Link } from '../ui/text/link.tsx';
import { indicatorHref, type Overview, type OverviewFigure } from './overview-data.ts';

/** What is held against a target, and what a value lacks, is said beside it. */
const saysMore = (figure: OverviewFigure) => figure.target !== null || reserveWords(figure) !== null;

function Figure({
  figure,
  overview,
  organisation,
}: {
  figure: OverviewFigure;
  overview: Overview;
  organisation: string | undefined;
}) {
  const known = figure.value !== null && !figure.hidden;
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
      note={
        <>
          {figure.computed === 'active-people' && known && !organisation && <HouseholdsBeside figure={figure} />}
          {`${figure.target ? `cible ${targetWords(figure)}, ${readingWords(figure)}, ` : ''}${coverageWords(figure)}`}
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

/** The figures of the mission, first. */
export function KeyFigures({ overview, organisation }: { overview: Overview; organisation: string | undefined }) {
  return (
    <section aria-labelledby="chiffres-cles" className="key-figures">
      <h2 id="chiffres-cles">Chiffres de la mission</h2>
      <KeyFigureGroup>
        {overview.figures
          .filter((figure) => figure.keyFigure)
          .map((figure) => (
            <Figure key={figure.code} figure={figure} overview={overview} organisation={organisation} />
          ))}
      </KeyFigureGroup>
    </section>
  );
}
