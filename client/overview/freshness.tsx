import { frenchInteger, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { Coverage } from '../ui/status/coverage.tsx';
import { isPublication, type Overview } from './overview-data.ts';

/** How fresh and how complete the figures of the year are. */
export function Freshness({ overview }: { overview: Overview }) {
  const cells = overview.figures.reduce(
    (sum, { coverage }) => ({
      reported: sum.reported + coverage.cells.reported,
      expected: sum.expected + coverage.cells.expected,
    }),
    { reported: 0, expected: 0 },
  );
  if (isPublication(overview))
    return (
      <Coverage
        received={cells.reported}
        expected={cells.expected}
        singular="valeur publiée"
        plural="valeurs publiées"
      />
    );
  const last = overview.figures
    .map((one) => one.updatedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1);
  return (
    <span className="freshness">
      <Coverage received={cells.reported} expected={cells.expected} singular="valeur reçue" plural="valeurs reçues" />
      <span>
        {last
          ? `dernière donnée reçue le ${frenchShortDate(last.slice(0, 10))}`
          : `aucune donnée reçue en ${frenchInteger(overview.year).replace(/\s/gu, '')}`}
      </span>
    </span>
  );
}
