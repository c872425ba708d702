import { checkCell, flagsOf } from '../../shared/domain/cell-check.ts';
import type { Month } from '../../shared/domain/month.ts';
import { flagWords, impossibleWords } from '../lib/flag-words.ts';
import { type CellContent, isWhole } from './cell-text.ts';
import type { EntryRow } from './entry-model.ts';
import type { EntryStore } from './entry-store.ts';

/** What is impossible about a cell (it blocks) and what is unlikely (it asks for a word), in French. */
export interface Remarks {
  refusals: string[];
  warnings: string[];
}

/** The rules of the server, run while typing. A ratio that waits for its other number is not judged yet. */
export function remarksOf(form: { store: EntryStore }, row: EntryRow, month: Month, content: CellContent): Remarks {
  if (!isWhole(content, row.timeRule === 'ratio')) return { refusals: [], warnings: [] };
  const refusals = checkCell(row, content).map(impossibleWords);
  if (refusals.length > 0) return { refusals, warnings: [] };
  const flags = flagsOf(row, month, content, (one) => form.store.cell(row.id, one).content);
  return { refusals, warnings: flags.map((flag) => flagWords(flag, row.unit)) };
}

/** A value that was explained is not asked about again. */
export function isConfirmed({ reason, comment }: CellContent): boolean {
  return Boolean(reason ?? comment);
}

const obstacles: Record<string, string> = {
  'no-value': 'ni valeur ni raison',
  'needs-reason': 'la raison manque',
  impossible: 'la valeur n’est pas possible',
  unconfirmed: 'valeur inhabituelle, à confirmer d’un mot',
  question: 'une question attend votre réponse',
};

/** What holds a cell back when the month is sent. */
export function obstacleWords(obstacle: string): string {
  return obstacles[obstacle] ?? obstacle;
}
