import { frenchDecimal, frenchQuantity } from '../../shared/domain/french-format.ts';
import type { CellState, Unit } from '../../shared/domain/indicator.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import type { Flag } from '../../shared/domain/outliers.ts';
import { flagWords } from '../lib/flag-words.ts';

interface Content {
  state: CellState;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reason: string | null;
  comment: string | null;
}

interface Cell extends Content {
  indicatorId: number;
  month: Month;
  stage: string;
  review: string;
  origin: string;
  updatedBy: string | null;
}

/** What the server says of one return; see `collection.cells`. */
export interface ReviewData {
  rows: ReadonlyArray<{ id: number; code: string; label: string; unit: Unit; assigned: readonly Month[] }>;
  cells: readonly Cell[];
  flags: ReadonlyArray<{ indicatorId: number; flags: readonly Flag[] }>;
  messages: ReadonlyArray<{ indicatorId: number; kind: string; text: string; authorName: string; at: string }>;
  changes: ReadonlyArray<Content & { indicatorId: number; why: string | null; openedAt: string }>;
}

/** One cell of the return, in words. */
export interface ReviewLine {
  indicatorId: number;
  code: string;
  label: string;
  stage: string;
  review: string;
  state: CellState;
  now: string;
  previousMonth: string;
  lastYear: string;
  /** What was validated before the cell was opened again and changed; null when nothing changed. */
  before: string | null;
  words: string[];
  remarks: readonly string[];
  messages: ReviewData['messages'];
}

const stateWords: Record<Exclude<CellState, 'value' | 'estimated'>, string> = {
  missing: 'non reçu',
  unavailable: 'non connu',
  'not-applicable': 'sans objet',
};

/** A cell in words; a cell that does not exist is a missing one, not a zero. */
export function contentWords(content: Content | undefined, unit: Unit): string {
  if (!content) return stateWords.missing;
  if (content.state !== 'value' && content.state !== 'estimated') return stateWords[content.state];
  const figure =
    content.value === null
      ? `${frenchDecimal(content.numerator ?? 0, 6)} sur ${frenchDecimal(content.denominator ?? 0, 6)}`
      : frenchQuantity(content.value, unit);
  return content.state === 'estimated' ? `${figure} (estimé)` : figure;
}

function differs(a: Content, b: Content): boolean {
  const keys = ['state', 'value', 'numerator', 'denominator', 'reason', 'comment'] as const;
  return keys.some((key) => a[key] !== b[key]);
}

function wordsOf(cell: Cell | undefined): string[] {
  if (!cell) return [];
  const words = [];
  if (cell.reason) words.push(`Raison\u00a0: ${cell.reason}`);
  if (cell.comment) words.push(`Commentaire\u00a0: ${cell.comment}`);
  if (cell.updatedBy) words.push(`Écrit par ${cell.updatedBy}`);
  return words;
}

/** The lines of the review, in the order of the form, with the month before and the same month a year before. */
export function prepareReview(data: ReviewData, month: Month): ReviewLine[] {
  const at = (indicatorId: number, when: Month) =>
    data.cells.find((cell) => cell.indicatorId === indicatorId && cell.month === when);
  return data.rows
    .filter((row) => row.assigned.includes(month) || at(row.id, month))
    .map((row) => {
      const cell = at(row.id, month);
      const former = data.changes.find((change) => change.indicatorId === row.id);
      return {
        indicatorId: row.id,
        code: row.code,
        label: row.label,
        stage: cell?.stage ?? 'draft',
        review: cell?.review ?? 'none',
        state: cell?.state ?? 'missing',
        now: contentWords(cell, row.unit),
        previousMonth: contentWords(at(row.id, addMonths(month, -1)), row.unit),
        lastYear: contentWords(at(row.id, addMonths(month, -12)), row.unit),
        before: former && cell && differs(former, cell) ? contentWords(former, row.unit) : null,
        words: wordsOf(cell),
        remarks: (data.flags.find((one) => one.indicatorId === row.id)?.flags ?? []).map((flag) =>
          flagWords(flag, row.unit),
        ),
        messages: data.messages.filter((message) => message.indicatorId === row.id),
      };
    });
}
