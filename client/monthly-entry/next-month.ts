import type { ReturnStanding } from '../../shared/domain/entry/return-standing.ts';

export const toDo: readonly ReturnStanding[] = ['returned', 'missing', 'late', 'due', 'in-progress'];

/** What one should do first: answer a question, then the oldest month that is late, then the one that is due. */
export function nextOf<Line extends { month: string; status: ReturnStanding }>(
  lines: readonly Line[],
): Line | undefined {
  const ranked = [...lines].sort((a, b) => a.month.localeCompare(b.month));
  return toDo.map((status) => ranked.find((line) => line.status === status)).find((line) => line !== undefined);
}
