import { useState } from 'react';
import { frenchCount, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { contentWords } from './prepare-review.ts';
import { RegisterCorrections, seenRegisters } from './register-corrections.tsx';
import { returnKeyOf } from './return-key.ts';

type ToValidate = Answers['collection']['toValidate'];
type Line = ToValidate['flagged'][number];

/** One return to validate, with its values as they are on the screen: those that deserve a look first. */
export interface QueuedReturn {
  key: string;
  organisationId: number;
  month: string;
  name: string;
  flagged: Line[];
  others: Line[];
  registers: ToValidate['registers'];
}

/** The returns in the order asked for, each with what there is to validate in it; those of which nothing is left are not listed. */
export function queueOf(
  returns: readonly { organisationId: number; organisation: string; month: string }[],
  { flagged, others, registers }: ToValidate,
): QueuedReturn[] {
  return returns
    .map(({ organisationId, organisation, month }) => {
      const isOwn = (line: { organisationId: number; month: string }) =>
        line.organisationId === organisationId && line.month === month;
      return {
        ...{ key: returnKeyOf(organisationId, month), organisationId, month },
        name: `${organisation}, ${frenchMonth(month)}`,
        ...{ flagged: flagged.filter(isOwn), others: others.filter(isOwn), registers: registers.filter(isOwn) },
      };
    })
    .filter((one) => one.flagged.length + one.others.length > 0);
}

const nameOf = ({ organisationId, month, indicatorId }: Line) => `${organisationId}/${month}/${indicatorId}`;
const bare = { reason: null, comment: null };

function lineWords(line: Line): string {
  const { label, unit, before } = line;
  const now = contentWords(line, unit);
  const value = before ? `${now} au lieu de ${contentWords({ ...before, ...bare }, unit)}` : now;
  return `${label}${S}: ${value}`;
}

/** A value that deserves a look: it may be left, and says why it is here. */
function FlaggedLine({ line, left, onLeave }: { line: Line; left: boolean; onLeave: (leave: boolean) => void }) {
  return (
    <li>
      <Checkbox label={lineWords(line)} checked={!left} onChange={(on) => onLeave(!on)} />
      <ul className="review-words">
        {line.before && <li>Correction d’une valeur validée, en attente de validation</li>}
        {line.flags.map((flag) => (
          <li key={flagWords(flag, line.unit)}>{flagWords(flag, line.unit)}</li>
        ))}
        {line.reason && <li>{`Raison${S}: ${line.reason}`}</li>}
        {line.comment && <li>{`Commentaire${S}: ${line.comment}`}</li>}
      </ul>
    </li>
  );
}

/** The values of one return, those that deserve a look first; what is unticked is left to validate later. */
function ReturnValues({
  one,
  left,
  onLeave,
}: {
  one: QueuedReturn;
  left: ReadonlySet<string>;
  onLeave: (name: string, leave: boolean) => void;
}) {
  return (
    <>
      <RegisterCorrections registers={one.registers} />
      {one.flagged.length > 0 && (
        <>
          <h3>À regarder d’abord</h3>
          <ul className="validate-flagged">
            {one.flagged.map((line) => (
              <FlaggedLine
                key={nameOf(line)}
                line={line}
                left={left.has(nameOf(line))}
                onLeave={(leave) => onLeave(nameOf(line), leave)}
              />
            ))}
          </ul>
        </>
      )}
      {one.others.length > 0 && (
        <>
          <h3>{frenchCount(one.others.length, 'valeur sans remarque', 'valeurs sans remarque')}</h3>
          <ul className="validate-others">
            {one.others.map((line) => (
              <li key={nameOf(line)}>{lineWords(line)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const takenOf = ({ flagged, others }: QueuedReturn, left: ReadonlySet<string>) => [
  ...flagged.filter((line) => !left.has(nameOf(line))),
  ...others,
];

const valuesWords = (count: number) => frenchCount(count, 'valeur', 'valeurs');

/** What the server is asked: the values that were on the screen, at the revision that was read. */
function askedOf(queue: readonly QueuedReturn[], left: ReadonlySet<string>) {
  return queue.map((one) => ({
    ...{ organisationId: one.organisationId, month: one.month },
    cells: takenOf(one, left).map(({ indicatorId, revision }) => ({ indicatorId, revision })),
    registers: seenRegisters(one.registers),
  }));
}

type ReturnsToValidate = ReturnType<typeof askedOf>;

interface ValidationQueueProps {
  queue: readonly QueuedReturn[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onValidate: (returns: ReturnsToValidate) => void;
}

/**
 * Validates returns one after the other, each read on its own; nothing is written before the summary, where each can be taken
 * back. One return alone is its own summary.
 */
export function ValidationQueue({ queue, busy, error, onClose, onValidate }: ValidationQueueProps) {
  const [step, setStep] = useState(0);
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const toggle = (names: ReadonlySet<string>, name: string, on: boolean) =>
    on ? new Set([...names, name]) : new Set([...names].filter((one) => one !== name));
  const decide = (one: QueuedReturn, keeps: boolean) => {
    setKept(toggle(kept, one.key, keeps));
    setStep(step + 1);
  };
  const current = queue[step];
  const alone = queue.length === 1;
  const chosen = alone ? queue : queue.filter(({ key }) => kept.has(key));
  const returns = chosen.filter((one) => takenOf(one, left).length > 0);
  const count = returns.reduce((sum, one) => sum + takenOf(one, left).length, 0);
  const validate = (
    <Button
      variant="primary"
      icon="check"
      busy={busy}
      disabled={count === 0}
      onClick={() => onValidate(askedOf(returns, left))}
    >
      {count === 0
        ? 'Rien à valider'
        : `Valider ${alone ? '' : `${frenchCount(returns.length, 'envoi', 'envois')}, `}${valuesWords(count)}`}
    </Button>
  );
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={current ? `Valider${S}: ${current.name}` : 'Vérifier avant de valider'}
      description={
        current
          ? `${alone ? '' : `Envoi ${step + 1} sur${S}${queue.length}. `}Ce que vous décochez reste à valider.`
          : 'Rien n’est encore validé. Chaque envoi peut être revu ou retiré.'
      }
      footer={
        <>
          <Button onClick={onClose}>Annuler</Button>
          {step > 0 && <Button onClick={() => setStep(step - 1)}>Précédent</Button>}
          {current && !alone && <Button onClick={() => decide(current, false)}>Laisser, suivant</Button>}
          {current && !alone ? (
            <Button variant="primary" icon="check" onClick={() => decide(current, true)}>
              Retenir, suivant
            </Button>
          ) : (
            validate
          )}
        </>
      }
    >
      {error !== null && <Callout tone="danger" live="assertive" title={errorMessage(error)} />}
      {current ? (
        <ReturnValues one={current} left={left} onLeave={(name, leave) => setLeft(toggle(left, name, leave))} />
      ) : (
        <ul className="validate-summary">
          {queue.map((one, rank) => {
            const isKept = kept.has(one.key);
            return (
              <li key={one.key}>
                <span>
                  <strong>{one.name}</strong>
                  {`${S}: ${isKept ? valuesWords(takenOf(one, left).length) : 'laissé à valider'}`}
                </span>
                <Button size="small" onClick={() => setStep(rank)}>
                  Revoir<span className="visually-hidden"> {one.name}</span>
                </Button>
                {isKept && (
                  <Button size="small" icon="undo" onClick={() => setKept(toggle(kept, one.key, false))}>
                    Retirer<span className="visually-hidden"> {one.name}</span>
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}
