import { frenchDate, frenchMonth, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import type { Answers } from '../trpc.ts';

export type Publications = Answers['publications']['list'];
export type PublicationHead = Publications['publications'][number];

/** Sweden writes its dates as ISO does. */
const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'Europe/Paris' });

/** The day that it is in Paris, as the server counts rights. */
export const todayInParis = (): string => day.format(new Date());

/** « 7 novembre 2025 », the day in Paris. */
export const dayOf = ({ madeAt }: Pick<PublicationHead, 'madeAt'>): string => frenchDate(day.format(new Date(madeAt)));

/** « Publication 7 du 7 novembre 2025 ». */
export const publicationName = (one: Pick<PublicationHead, 'number' | 'madeAt'>): string =>
  `Publication${S}${one.number} du ${dayOf(one)}`;

/** « chiffres validés jusqu’à septembre 2025 ». */
export const throughWords = ({ through }: Pick<PublicationHead, 'through'>): string =>
  `chiffres validés jusqu’à ${frenchMonth(through)}`;

/** Which one a browser reads; undefined when there is none of that number, or none at all. */
export function publicationRead(
  { publications }: Pick<Publications, 'publications'>,
  choice: number | 'latest' | null,
): PublicationHead | undefined {
  return typeof choice === 'number' ? publications.find(({ number }) => number === choice) : publications[0];
}
