import type { Month } from '../domain/month.ts';
import { frenchMonth } from '../domain/words/french-format.ts';

import type { SourceName } from './register.ts';
import { registerLabels } from './register-labels.ts';

/** A row of a month in which the register is not the organisation's: the same words for a file, a row by hand and a sending. */
export const NOT_FED_THEN =
  'La convention ne confie pas ce registre à cette structure pour ce mois. Vérifiez la date, ou demandez à la coordination de modifier l’accord.';

/** Why a register is refused to an organisation, at all or in a month, and what to do: the same words on the screen and on the command line. */
export function notFedSentence({
  organisation = 'Cette structure',
  source,
  month,
}: {
  organisation?: string | undefined;
  source?: SourceName | undefined;
  month?: Month | undefined;
}): string {
  if (month !== undefined) return NOT_FED_THEN;
  const what = source === undefined ? 'ce registre' : `le registre «\u00a0${registerLabels[source]}\u00a0»`;
  return `${organisation} n’alimente pas ${what}\u00a0: la convention ne le lui confie pas. Choisissez la structure qui le tient, ou demandez à la coordination de modifier l’accord.`;
}

/** An indicator that is said to be counted in a register of which it counts nothing: no figure of it will come. */
export function uncountedSentence({
  organisation,
  indicator = 'cet indicateur',
  source,
}: {
  organisation?: string | undefined;
  indicator?: string | undefined;
  source?: SourceName | undefined;
}): string {
  const where = source === undefined ? 'un registre' : `le registre «\u00a0${registerLabels[source]}\u00a0»`;
  return `${organisation === undefined ? '' : `${organisation}\u00a0: `}«\u00a0${indicator}\u00a0» doit être compté dans ${where}, et rien n’y dit ce qu’il compte\u00a0: il ne recevra aucun chiffre. Choisissez «\u00a0Ce qu’il compte\u00a0» dans l’indicateur, ou laissez-le à saisir.`;
}

/** Why the months of an indicator or a register do not change: an indicator would be counted from nothing. */
export function stillCountedSentence({
  indicator,
  source,
  month,
}: {
  indicator?: string | undefined;
  source?: SourceName | undefined;
  month?: Month | undefined;
}): string {
  const what = indicator === undefined ? 'un indicateur' : `l’indicateur ${indicator}`;
  const where = source === undefined ? 'de ce registre' : `du registre «\u00a0${registerLabels[source]}\u00a0»`;
  const when = month === undefined ? '' : ` en ${frenchMonth(month)}`;
  return `Par accord, ${what} est compté dans les lignes ${where}${when}\u00a0: modifiez d’abord cet accord, ou ses mois.`;
}

/** Why the months of an indicator do not change: figures of months that would go wait for their validation. */
export const stillWaitingSentence = ({ months = [] }: { months?: Month[] | undefined }): string =>
  `Des chiffres de mois qui ne seraient plus demandés attendent leur validation (${months.map(frenchMonth).join(', ')})\u00a0: validez-les d’abord.`;
