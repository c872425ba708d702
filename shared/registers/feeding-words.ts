import type { SourceName } from './register.ts';
import { registerLabels } from './register-labels.ts';

/** Why a register is refused to an organisation, and what to do: the same words on the screen and on the command line. */
export function notFedSentence(organisation = 'Cette structure', source?: SourceName): string {
  const what = source === undefined ? 'ce registre' : `le registre «\u00a0${registerLabels[source]}\u00a0»`;
  return `${organisation} n’alimente pas ${what}\u00a0: la convention ne le lui confie pas. Choisissez la structure qui le tient, ou demandez à la coordination de modifier l’accord.`;
}
