import { valueWords } from '../../shared/domain/figures/figure-words.ts';
import { frenchShortDate, frenchValue } from '../../shared/domain/words/french-format.ts';
import type { Overview, OverviewFigure } from './overview-data.ts';
import './comparison.css';

/** The same indicator in the other years compared, up to the same month. */
export function comparisonsOf(overview: Overview, code: string) {
  return overview.comparisons.flatMap(({ year, figures }) => {
    const then = figures.find((one) => one.code === code);
    return then ? [{ year, ...then }] : [];
  });
}

/** « 2024\u00a0: 31 »: what it was up to the same month of other years; another definition says so. */
export function Comparison({ overview, code }: { overview: Overview; code: string }) {
  const compared = comparisonsOf(overview, code);
  if (compared.length === 0) return null;
  return (
    <span className="annex-compared">
      {compared.map((then) => (
        <span key={then.year} title={`Jusqu’au même mois de ${then.year}`}>
          {`${then.year}\u00a0: `}
          {then.hidden || then.value === null ? valueWords(then) : frenchValue(then.value, then.unit)}
          {!then.sameDefinition && ' (autre définition)'}
          {then.partial && then.sameDefinition && ', partiel'}
        </span>
      ))}
    </span>
  );
}

/** When the last figure of an indicator came. */
export function Received({ figure }: { figure: Pick<OverviewFigure, 'updatedAt'> }) {
  if (!figure.updatedAt) return null;
  return <span className="annex-received">{`reçu le ${frenchShortDate(figure.updatedAt.slice(0, 10))}`}</span>;
}
