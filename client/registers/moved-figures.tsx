import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { effectSentence, type FigureChange, figureWords } from '../lib/words/figure-changes.ts';
import { Callout } from '../ui/status/callout.tsx';
import { Link } from '../ui/text/link.tsx';

/** What the receipt of a typed row says of figures. */
export interface MovedReceipt {
  id: number | null;
  changes: FigureChange[];
}

const SHOWN = 6;

function Change({ change }: { change: FigureChange }) {
  return (
    <li>
      {change.label}, {frenchMonth(change.month)} : {figureWords(change.before)} → {figureWords(change.after)}
      {change.waits && ' (mois validé : en attente de validation)'}
    </li>
  );
}

function Changes({ changes }: { changes: readonly FigureChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul>
      {changes.slice(0, SHOWN).map((change) => (
        <Change key={`${change.code} ${change.month}`} change={change} />
      ))}
      {changes.length > SHOWN && <li>et {changes.length - SHOWN} autres, sur le reçu.</li>}
    </ul>
  );
}

const moving = (changes: readonly FigureChange[]) => changes.filter(({ typed }) => !typed);

/** Before a row is written: every figure that would move, from what to what. */
export function FiguresToMove({ receipt }: { receipt: MovedReceipt }) {
  return (
    <Callout tone="info" live="polite" title={'Rien n’est encore enregistré. Ce qui changerait\u00a0:'}>
      <p>{effectSentence(moving(receipt.changes))}</p>
      <Changes changes={receipt.changes} />
    </Callout>
  );
}

/** After a row was typed, corrected or taken out: which months moved, and the way back. */
export function MovedFigures({ receipt }: { receipt: MovedReceipt }) {
  const { id, changes } = receipt;
  return (
    <div className="register-moved">
      <Callout tone="success" live="polite" title="C’est enregistré">
        <p>
          {effectSentence(moving(changes))}{' '}
          {id !== null && <Link href={`/imports/${id}`}>Reçu n° {id}, avec de quoi annuler</Link>}
        </p>
        <Changes changes={changes} />
      </Callout>
    </div>
  );
}
