import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchCount, frenchMonth, NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { Button } from '../ui/form/button.tsx';
import { Checkbox } from '../ui/form/checkbox.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { contentWords } from './prepare-review.ts';
import { RegisterCorrections, seenRegisters } from './register-corrections.tsx';

type ToValidate = Answers['collection']['toValidate'];
type Line = ToValidate['flagged'][number];
export type ReturnToValidate = Pick<Line, 'organisationId' | 'month'>;
type Chosen = ReturnToValidate & {
  cells: Pick<Line, 'indicatorId' | 'revision'>[];
  registers: ReturnType<typeof seenRegisters>;
};

const nameOf = ({ organisationId, month, indicatorId }: Line) => `${organisationId}/${month}/${indicatorId}`;
const bare = { reason: null, comment: null };

function lineWords(line: Line): string {
  const { organisation, month, label, unit, before } = line;
  const now = contentWords(line, unit);
  const value = before ? `${now} au lieu de ${contentWords({ ...before, ...bare }, unit)}` : now;
  return `${organisation}, ${frenchMonth(month)}, ${label}${S}: ${value}`;
}

/** What deserves a look: each may be left, and says why it is here. */
function Flagged({ lines, left, onLeave }: FlaggedProps) {
  return (
    <ul className="validate-flagged">
      {lines.map((line) => (
        <li key={nameOf(line)}>
          <Checkbox
            label={lineWords(line)}
            checked={!left.has(nameOf(line))}
            onChange={(on) => onLeave(nameOf(line), !on)}
          />
          <ul className="review-words">
            {line.before && <li>Correction d’une valeur validée, en attente de validation</li>}
            {line.flags.map((flag) => (
              <li key={flagWords(flag, line.unit)}>{flagWords(flag, line.unit)}</li>
            ))}
            {line.reason && (
              <li>
                Raison{S}: {line.reason}
              </li>
            )}
            {line.comment && (
              <li>
                Commentaire{S}: {line.comment}
              </li>
            )}
          </ul>
        </li>
      ))}
    </ul>
  );
}
interface FlaggedProps {
  lines: readonly Line[];
  left: ReadonlySet<string>;
  onLeave: (name: string, leave: boolean) => void;
}

/** What is validated, return by return, as it is on the screen. */
function chosenOf(
  returns: readonly ReturnToValidate[],
  lines: readonly Line[],
  registers: ToValidate['registers'],
): Chosen[] {
  const isOf = (one: ReturnToValidate) => (line: ReturnToValidate) =>
    line.organisationId === one.organisationId && line.month === one.month;
  return returns.map((one) => ({
    ...one,
    cells: lines.filter(isOf(one)).map(({ indicatorId, revision }) => ({ indicatorId, revision })),
    registers: seenRegisters(registers.filter(isOf(one))),
  }));
}

interface ValidateDialogProps {
  returns: readonly ReturnToValidate[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onValidate: (returns: Chosen[]) => void;
}

/** Several months validated at once: what deserves a look comes first, and what is not ticked is left. */
export function ValidateDialog({ returns, busy, error, onClose, onValidate }: ValidateDialogProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.collection.toValidate.queryOptions({ returns: [...returns] }, { staleTime: 0 }));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { flagged, others, registers } = query.data ?? { flagged: [], others: [], registers: [] };
  const chosen = [...flagged.filter((line) => !left.has(nameOf(line))), ...others];
  const leave = (name: string, on: boolean) => {
    const names = new Set(left);
    if (on) names.add(name);
    else names.delete(name);
    setLeft(names);
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`Valider ${frenchCount(returns.length, 'envoi', 'envois')}`}
      description="Ce qui mérite un regard vient d’abord. Ce que vous décochez reste à valider."
      footer={
        <>
          <Button onClick={onClose}>Annuler</Button>
          <Button
            variant="primary"
            icon="check"
            busy={busy}
            disabled={chosen.length === 0}
            onClick={() => onValidate(chosenOf(returns, chosen, registers))}
          >
            {chosen.length === 0 ? 'Rien à valider' : `Valider ${frenchCount(chosen.length, 'valeur', 'valeurs')}`}
          </Button>
        </>
      }
    >
      {error !== null && <Callout tone="danger" live="assertive" title={errorMessage(error)} />}
      {query.error && <Callout tone="danger" live="assertive" title={errorMessage(query.error)} />}
      {query.isPending && <Loading label="Chargement des valeurs à valider" lines={4} />}
      {query.data && (
        <>
          <RegisterCorrections registers={registers} />
          <h3>À regarder d’abord</h3>
          {flagged.length === 0 ? (
            <p>Rien d’inhabituel, et aucune correction d’une valeur validée.</p>
          ) : (
            <Flagged lines={flagged} left={left} onLeave={leave} />
          )}
          {others.length > 0 && (
            <details>
              <summary>{frenchCount(others.length, 'autre valeur', 'autres valeurs')} sans remarque</summary>
              <ul>
                {others.map((line) => (
                  <li key={nameOf(line)}>{lineWords(line)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </Dialog>
  );
}
