import { stateWords } from '../../../shared/domain/words/state-words.ts';
import { Callout } from './callout.tsx';

/** What rows say since the validation, in a sentence each: « fin août 2025 : 44 logements au lieu de 43 ». */
export function WaitingCallout({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const [shown, more] = [lines.slice(-3), lines.length - 3];
  return (
    <Callout tone="warning" title={`Une correction est ${stateWords.awaiting}`}>
      {`${shown.join('\u202f; ')}${more > 0 ? `\u202f; et ${more} de plus` : ''}. Les lecteurs voient ce qui a été validé, jusqu’à ce que la coordination valide à nouveau.`}
    </Callout>
  );
}
