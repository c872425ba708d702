import type { Unit } from '../../shared/domain/indicator.ts';
import type { Month } from '../../shared/domain/month.ts';
import {
  frenchDelta,
  frenchMonths,
  frenchQuantity,
  NO_BREAK_SPACE as S,
} from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Answers } from '../lib/trpc.ts';

export type Preview = Answers['publishing']['preview'];
export type PublicationPage = Answers['publications']['read'];
export type WholeReadings = Answers['publications']['wholeReadings'];
export type FigureChange = PublicationPage['changes'][number];

/** What a publication says of a figure. Examples: `33 logements`, `masqué (secret statistique)`, `non publié`. */
export function saidWords(said: FigureChange['now'], unit: Unit): string {
  if (said === 'hidden') return stateWords.hiddenFully;
  return said === null ? stateWords.notPublished : frenchQuantity(said, unit);
}

/** The difference where both are said. Example: `+3`; null otherwise. */
export function differenceWords({ before, now }: Pick<FigureChange, 'before' | 'now'>): string | null {
  return typeof before === 'number' && typeof now === 'number' ? frenchDelta(now - before) : null;
}

/** The months of each organisation, in one line each, by name. Example: `{ organisation: 'ADEFO', months: 'août et septembre 2025' }`. */
export function byOrganisation(returns: readonly { organisation: string; month: Month }[]) {
  const months = new Map<string, Month[]>();
  for (const { organisation, month } of returns) months.set(organisation, [...(months.get(organisation) ?? []), month]);
  return [...months]
    .map(([organisation, owed]) => ({ organisation, months: frenchMonths(owed.toSorted()) }))
    .sort((a, b) => a.organisation.localeCompare(b.organisation, 'fr'));
}

type Right = WholeReadings['rights'][number];

/** Where a right of whole reading stands on a day. Example: « jusqu’au 30 juin » on the first of July is `over`. */
export function rightState(
  { endedAt, fromDate, toDate }: Right,
  today: string,
): 'ended' | 'over' | 'to-come' | 'running' {
  if (endedAt !== null) return 'ended';
  if (toDate < today) return 'over';
  return fromDate > today ? 'to-come' : 'running';
}

/** The first figures of a fingerprint, enough to tell two apart by eye. Example: `3f9a 07c2 11d4`. */
export const shortFingerprint = (fingerprint: string): string =>
  fingerprint.slice(0, 12).replace(/(.{4})(?=.)/gu, `$1${S}`);
