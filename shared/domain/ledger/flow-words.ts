import type { PublishedCount } from '../secrecy/suppression.ts';
import { frenchInteger } from '../words/french-format.ts';
import { stateWords } from '../words/state-words.ts';
import type { PublishedLine } from './ledger-publication.ts';
import type { FlowName } from './ledger-tally.ts';

type Line = Pick<PublishedLine, 'merged'> & { flows: Partial<Record<FlowName, PublishedCount>> | null };

/** The sum of two flows that are said in one, when a flow is one of them; null otherwise. */
export function togetherOf({ merged = [] }: Pick<Line, 'merged'>, flow: FlowName): number | null {
  const count = merged.find(({ flows }) => flows.includes(flow))?.count;
  return typeof count === 'number' ? count : null;
}

/** A flow of a month, for a table. Examples: `12`, `masqué`, `–`, `15 à deux` (with the flow that it is said with). */
export function flowCell(line: Line, flow: FlowName): string {
  const count = line.flows?.[flow] ?? null;
  if (typeof count === 'number') return frenchInteger(count);
  if (count === null) return '–';
  const together = togetherOf(line, flow);
  return together === null ? stateWords.hidden : `${frenchInteger(together)}\u00a0à deux`;
}

/** What « à deux » means, to be said below a table that bears it. */
export const togetherWords =
  '«\u00a0À deux\u00a0»\u00a0: autres sorties et perdus de vue, ou les deux sortes de retours, ne sont dits qu’ensemble, parce que l’un des deux est petit.';
