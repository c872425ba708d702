import { frenchCount, frenchDate, frenchMonth, frenchRelativeDays } from '../../shared/domain/words/french-format.ts';
import { Card } from '../ui/layout/card.tsx';
import { FigureStatus } from '../ui/status/figure-status.tsx';
import { Link } from '../ui/text/link.tsx';
import { isPublication, type Overview } from './overview-data.ts';

const deadlineWords = {
  'state-payment': (year: number) => `Versement de l’État ${year}`,
  'execution-report': (year: number) => `Rapport d’exécution ${year} au Préfet`,
};

function Worst({ overview }: { overview: Overview }) {
  const worst = (overview.watch?.worst ?? []).flatMap((code) =>
    overview.figures.filter((figure) => figure.code === code),
  );
  if (overview.figures.every(({ coverage }) => coverage.cells.reported === 0))
    return (
      <p>
        Aucune valeur de {overview.year} n’est encore reçue. <Link href="/commencer">Voir les premiers pas</Link>
      </p>
    );
  if (worst.length === 0) return <p>Aucun indicateur en retard sur ce qui est attendu à date.</p>;
  return (
    <ul className="watch-list">
      {worst.map((figure) => (
        <li key={figure.code}>
          <Link href={`/indicateurs/${figure.code}?annee=${figure.year}`}>{figure.label}</Link>{' '}
          <FigureStatus figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function Collection({ watch }: { watch: NonNullable<Overview['watch']> }) {
  const [latest] = watch.missingReturns;
  const late = watch.missingReturns.length;
  return (
    <ul className="watch-list">
      <li>
        <Link href="/collecte">
          {late === 0 ? 'Aucun envoi en retard' : frenchCount(late, 'envoi en retard', 'envois en retard')}
        </Link>
        {latest && <span className="watch-detail">{` dont ${latest.organisation}, ${frenchMonth(latest.month)}`}</span>}
      </li>
      <li>
        <Link href="/collecte">
          {watch.toValidate === 0
            ? 'Rien à valider'
            : frenchCount(watch.toValidate, 'mois à valider', 'mois à valider')}
        </Link>
      </li>
      {watch.returnedCells > 0 && (
        <li>
          {frenchCount(
            watch.returnedCells,
            'valeur renvoyée attend une réponse',
            'valeurs renvoyées attendent une réponse',
          )}
        </li>
      )}
    </ul>
  );
}

/** What deserves a look now; deadlines for everyone, the collection for the coordinator. */
export function WatchCard({ overview }: { overview: Overview }) {
  return (
    <Card title={overview.watch ? 'À regarder' : 'Échéances'}>
      {overview.watch && <Worst overview={overview} />}
      {overview.watch && <Collection watch={overview.watch} />}
      <ul className="watch-list">
        {overview.deadlines.slice(0, 2).map((deadline) => (
          <li key={deadline.date + deadline.kind}>
            {deadlineWords[deadline.kind](deadline.year)}{' '}
            {!isPublication(overview) && <strong>{frenchRelativeDays(deadline.daysLeft)}</strong>}{' '}
            <span className="watch-detail">{frenchDate(deadline.date)}</span>
          </li>
        ))}
        {overview.deadlines.length === 0 && <li>Toutes les échéances de la convention sont passées.</li>}
      </ul>
    </Card>
  );
}
