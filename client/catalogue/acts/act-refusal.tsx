import { errorFacts, errorMessage } from '../../lib/words/error-messages.ts';
import { Callout } from '../../ui/status/callout.tsx';

const isStale = (error: unknown) => {
  const facts = errorFacts(error, 'CONFLICT');
  return facts !== undefined && facts !== null && 'reason' in facts && facts.reason === 'other-difference';
};

/** Why an act or a file is refused: each fault where it is. */
export function ActRefusal({ error, title = 'Rien n’est écrit' }: { error: unknown; title?: string }) {
  const faults = errorFacts(error, 'INVALID')?.faults;
  return (
    <Callout tone="danger" title={title} live="assertive">
      {faults ? (
        <ul>
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      ) : (
        <p>
          {isStale(error)
            ? 'Le catalogue a changé depuis que l’effet a été montré. Regardez de nouveau ce que cela change.'
            : errorMessage(error)}
        </p>
      )}
    </Callout>
  );
}
