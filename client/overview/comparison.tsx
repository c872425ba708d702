import { comparisonWords, valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Overview, OverviewFigure } from './overview-data.ts';
import './comparison.css';

/** The same indicator in the other years compared, up to the same month. */
export function comparisonsOf(overview: Overview, code: string) {
  return overview.comparisons.flatMap(({ year, figures }) => {
    const then = figures.find((one) => one.code === code);
    return then ? [{ year, ...then }] : [];
  });
}

type Then = ReturnType<typeof comparisonsOf>[number];

/** What is said of another year: like for like; else its own value, which no difference is made of. */
function thenWords(figure: OverviewFigure, then: Then): string {
  if (figure.comparisons.some(({ year }) => year === then.year)) return comparisonWords(figure, then.year);
  const own = `${then.year}\u00a0: ${valueWords(then)}`;
  if (!then.sameDefinition) return `${own} (autre définition)`;
  if (then.origin === 'published') return `${own} (publié)`;
  const known = then.partial ? `${own}, ${stateWords.partial}` : own;
  // What is worked out from the other figures has no months of its own.
  return then.hidden || figure.hidden || figure.computed !== null
    ? known
    : `${known}, ${comparisonWords(figure, then.year)}`;
}

/** The same indicator in other years, in words on the page: only what is known in both is compared. */
export function Comparison({ overview, figure }: { overview: Overview; figure: OverviewFigure }) {
  const compared = comparisonsOf(overview, figure.code);
  if (compared.length === 0) return null;
  return (
    <span className="annex-compared">
      {compared.map((then) => (
        <span key={then.year}>{thenWords(figure, then)}</span>
      ))}
    </span>
  );
}

/** When the last figure of an indicator came. */
export function Received({ figure }: { figure: Pick<OverviewFigure, 'updatedAt'> }) {
  if (!figure.updatedAt) return null;
  return <span className="annex-received">{`reçu le ${frenchShortDate(figure.updatedAt.slice(0, 10))}`}</span>;
}
