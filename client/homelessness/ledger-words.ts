import type { LedgerUnit } from '../../shared/domain/ledger/ledger-filters.ts';
import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import type { PublishedCount } from '../../shared/domain/secrecy/suppression.ts';
import { frenchInteger, frenchMonth, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { stateWords } from '../../shared/domain/words/state-words.ts';
import type { Answers } from '../lib/trpc.ts';

type Room = Answers['homelessness'];
export type LedgerAnswer = Room['ledger'];
export type PathsAnswer = Room['paths'];
export type NeedsAnswer = Room['needs'];
export type ReliabilityAnswer = Room['reliability'];

/** What each flow is called, in the order in which they are drawn. */
export const flowWords: Record<FlowName, string> = {
  newlyIdentified: 'nouveaux',
  returnedFromHousing: 'revenus après un logement',
  returnedFromInactive: 'déjà connus, de retour',
  housed: 'relogés',
  otherExits: 'autres sorties',
  lostContact: 'perdus de vue',
};
export const inflows = ['newlyIdentified', 'returnedFromInactive', 'returnedFromHousing'] as const;
export const outflows = ['housed', 'otherExits', 'lostContact'] as const;

/** A count in words; what is hidden or unknown is a word too. Example: « 12 ménages », « masqué », « non connu ». */
export function countWords(count: PublishedCount, unit: LedgerUnit): string {
  if (count === 'hidden') return 'masqué (secret statistique)';
  return count === null ? 'non connu' : frenchQuantity(count, unit);
}

/** The same for a narrow column, without the unit. */
export function shortCount(count: PublishedCount): string {
  if (count === 'hidden') return 'masqué';
  return count === null ? '–' : frenchInteger(count);
}

/** Adds what is known; a hidden or unknown part makes the whole so. */
export function addCounts(counts: readonly PublishedCount[]): PublishedCount {
  let sum = 0;
  for (const count of counts) {
    if (typeof count !== 'number') return count;
    sum += count;
  }
  return sum;
}

const told = (count: number | null) => (count === null ? stateWords.unknown : frenchInteger(count));

/** « fin mai 2025 : 141 sans domicile au lieu de 142 »; where the stock is the same, who came in and went out. */
export function waitingMonthWords({
  month,
  active,
  inflow,
  outflow,
}: NonNullable<LedgerAnswer['source']['waiting']>[number]): string {
  if (active.before !== active.now)
    return `fin ${frenchMonth(month)}\u00a0: ${told(active.now)} sans domicile au lieu de ${told(active.before)}`;
  return `${frenchMonth(month)}\u00a0: ${told(inflow.now)} entrées au lieu de ${told(inflow.before)}, ${told(outflow.now)} sorties au lieu de ${told(outflow.before)}`;
}
