import { addMonths } from '../../shared/domain/month.ts';
import { frenchDelta, frenchMonthName, frenchUnit } from '../../shared/domain/words/french-format.ts';
import { Section } from '../ui/layout/section.tsx';
import { Delta } from '../ui/status/delta.tsx';
import { Link } from '../ui/text/link.tsx';
import type { Overview } from './overview-data.ts';

type Change = Overview['changes'][number];

function sentence(change: Change): string {
  const parts = change.byOrganisation.map(({ name, delta }) => `${name} ${frenchDelta(delta)}`);
  if (change.corrections > 0)
    parts.push(
      `${change.corrections} ${change.corrections > 1 ? 'corrections' : 'correction'} ${frenchDelta(change.correction)}`,
    );
  return parts.join(', ');
}

/** "+7 since May: association A +5, association B +3, one correction −1." */
export function ChangeList({ overview }: { overview: Overview }) {
  if (overview.changes.length === 0) return null;
  const since = frenchMonthName(addMonths(overview.through, -1));
  return (
    <Section title={`Ce qui a changé depuis ${since}`}>
      <ul className="change-list">
        {overview.changes.map((change) => {
          const figure = overview.figures.find((one) => one.code === change.code);
          if (!figure) return null;
          return (
            <li key={change.code}>
              <span className="change-total">
                <Delta value={change.total} direction={figure.direction} />
              </span>
              <span>
                <Link href={`/indicateurs/${figure.code}?annee=${figure.year}`}>{figure.label}</Link>
                {` (${frenchUnit(figure.unit, change.total)})\u00a0: ${sentence(change)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
