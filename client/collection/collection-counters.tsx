import { capitalised, frenchInteger, frenchPercent } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';

export interface Counters {
  onTime: number;
  late: number;
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
    ['En retard', frenchInteger(counters.late)],
    ['Non reçus', frenchInteger(counters.missing)],
    [capitalised(stateWords.awaiting), frenchInteger(counters.toValidate)],
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
