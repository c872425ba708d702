import { frenchInteger, frenchPercent } from '../../shared/domain/words/french-format.ts';

export interface Counters {
  onTime: number;
  sentLate: number;
  missing: number;
  toValidate: number;
  /** Cells answered of those due; null: nothing was expected. */
  completeness: number | null;
  returns: { sent: number; expected: number };
}

const NOTHING = 'rien d’attendu';

/** Completeness is said in its two measures: cells answered, months sent. */
export function CounterLine({ counters }: { counters: Counters }) {
  const { sent, expected } = counters.returns;
  const facts: Array<[string, string]> = [
    ['À l’heure', frenchInteger(counters.onTime)],
    ['Envoyés en retard', frenchInteger(counters.sentLate)],
    ['Envois non reçus', frenchInteger(counters.missing)],
    ['Mois à valider', frenchInteger(counters.toValidate)],
    ['Cellules répondues', counters.completeness === null ? NOTHING : frenchPercent(counters.completeness)],
    ['Mois envoyés', expected === 0 ? NOTHING : `${frenchInteger(sent)} sur\u00a0${frenchInteger(expected)}`],
  ];
  return (
    <dl className="collection-counters">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
