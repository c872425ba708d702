import { isConfirmed } from '../../shared/domain/entry/cell-check.ts';
import type { CompositionFlag } from '../../shared/domain/entry/composition.ts';
import type { Flag } from '../../shared/domain/entry/outliers.ts';
import type { CellState, Unit } from '../../shared/domain/indicator.ts';
import { addMonths, type Month } from '../../shared/domain/month.ts';
import { frenchCount, frenchDecimal, frenchQuantity } from '../../shared/domain/words/french-format.ts';
import type { Answers } from '../lib/trpc.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { disagree, type TwoSources, twoSourcesWords } from '../lib/words/two-sources-words.ts';

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
  revision: number;
  updatedBy: string | null;
}

/** What a cell was at one step of its life. */
interface Former extends Content {
  indicatorId: number;
  why: string | null;
  at: string;
  since: 'validation' | 'sending' | 'question';
}

/** What the server says of one return; see `collection.cells`. */
export interface ReviewData {
  rows: ReadonlyArray<{ id: number; code: string; label: string; unit: Unit; assigned: readonly Month[] }>;
  cells: readonly Cell[];
  flags: ReadonlyArray<{ indicatorId: number; flags: ReadonlyArray<Flag | CompositionFlag> }>;
  messages: ReadonlyArray<{ indicatorId: number; kind: string; text: string; authorName: string; at: string }>;
  firstSubmittedAt: string | null;
  isResubmission: boolean;
  /** What the cells opened since were when they were validated. */
  changes: readonly Former[];
  /** The edition of the report that published the month, and what it said of the cells that changed since. */
  published: { edition: string; at: string } | null;
  revised: ReadonlyArray<{ indicatorId: number } & Omit<Content, 'reason' | 'comment'>>;
  /** What each cell was when it was last sent, questioned or validated. */
  seen: readonly Former[];
}

/** One cell of the return, in words. */
export interface ReviewLine {
  indicatorId: number;
  code: string;
  label: string;
  stage: string;
  review: string;
  /** Of the cell that is on the screen; null: there is none. */
  revision: number | null;
  state: CellState;
  now: string;
  previousMonth: string;
  lastYear: string;
  /** What was validated before the cell was opened again and changed; null when nothing changed. */
  before: string | null;
  /** It changed since the coordinator last had it in hand. */
  hasChanged: boolean;
  /** What an edition of the report published, when it says something else; null otherwise. */
  published: string | null;
  /** What it was then, unless `before` says it already. */
  changed: string | null;
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

const sinceWords: Record<Former['since'], string> = {
  sending: 'à l’envoi',
  question: 'à votre question',
  validation: 'à la validation',
};

/** What changed since the cell was last in the coordinator's hands: its content, or that it was not there at all. */
function changedWords(data: ReviewData, cell: Cell | undefined, unit: Unit): string | null {
  const former = data.seen.find((one) => one.indicatorId === cell?.indicatorId);
  if (!former || !cell || cell.stage !== 'submitted') return null;
  if (differs(former, cell)) return `${contentWords(former, unit)} ${sinceWords[former.since]}`;
  const isLate = former.since === 'sending' && data.firstSubmittedAt !== null && former.at > data.firstSubmittedAt;
  return isLate ? 'pas encore là au premier envoi' : null;
}

function publishedWords({ published, revised }: ReviewData, indicatorId: number, unit: Unit): string | null {
  const former = revised.find((one) => one.indicatorId === indicatorId);
  if (!former || !published) return null;
  return `${contentWords({ ...former, reason: null, comment: null }, unit)} (${published.edition})`;
}

const isReady = ({ stage, review }: ReviewLine) => stage === 'submitted' && review !== 'returned';

/** The cells of some lines that may be validated, as they are on the screen. */
export const seenCells = (lines: readonly ReviewLine[]) =>
  lines.filter(isReady).flatMap(({ indicatorId, revision }) => (revision === null ? [] : [{ indicatorId, revision }]));

/** What a validation did. Examples: « 14 valeurs validées. », « 14 valeurs validées, 2 laissées dont 1 attend une réponse. » */
export function validationWords(
  results: ReadonlyArray<
    Pick<Answers['collection']['validate'][number], 'validated' | 'left' | 'waiting' | 'registers'>
  >,
): string {
  const sum = (of: (one: (typeof results)[number]) => number) => results.reduce((total, one) => total + of(one), 0);
  const [validated, left, waiting] = [sum((one) => one.validated), sum((one) => one.left), sum((one) => one.waiting)];
  const rowsOnly = validated === 0 && sum((one) => one.registers) > 0;
  const done = rowsOnly ? 'Lignes du registre validées' : frenchCount(validated, 'valeur validée', 'valeurs validées');
  if (left === 0) return `${done}.`;
  const others = frenchCount(left, 'laissée', 'laissées');
  if (waiting === 0) return `${done}, ${others}.`;
  return `${done}, ${others} dont ${frenchCount(waiting, 'attend une réponse', 'attendent une réponse')}.`;
}

/** What deserves a look first: what is flagged and has no word, then what is flagged. */
function rankOf({ remarks }: ReviewLine, cell: Cell | undefined): number {
  if (remarks.length === 0) return 2;
  return cell && isConfirmed(cell) ? 1 : 0;
}

/** The lines of the review, with the month before and the same month a year before: flagged ones first, then in the order of the form. */
export function prepareReview(data: ReviewData, month: Month, twoSources: readonly TwoSources[] = []): ReviewLine[] {
  const at = (indicatorId: number, when: Month) =>
    data.cells.find((cell) => cell.indicatorId === indicatorId && cell.month === when);
  const lines = data.rows
    .filter((row) => row.assigned.includes(month) || at(row.id, month))
    .map((row): ReviewLine => {
      const cell = at(row.id, month);
      const former = data.changes.find((change) => change.indicatorId === row.id);
      const before = former && cell && differs(former, cell) ? contentWords(former, row.unit) : null;
      const changed = changedWords(data, cell, row.unit);
      return {
        indicatorId: row.id,
        code: row.code,
        label: row.label,
        stage: cell?.stage ?? 'draft',
        review: cell?.review ?? 'none',
        revision: cell?.revision ?? null,
        state: cell?.state ?? 'missing',
        now: contentWords(cell, row.unit),
        previousMonth: contentWords(at(row.id, addMonths(month, -1)), row.unit),
        lastYear: contentWords(at(row.id, addMonths(month, -12)), row.unit),
        before,
        hasChanged: changed !== null,
        published: publishedWords(data, row.id, row.unit),
        changed: changed?.endsWith(sinceWords.validation) ? null : changed,
        words: wordsOf(cell),
        remarks: [
          ...twoSources
            .filter((one) => one.indicatorId === row.id && one.month === month && disagree(one))
            .map((one) => twoSourcesWords(one)),
          ...(data.flags.find((one) => one.indicatorId === row.id)?.flags ?? []).map((flag) =>
            flagWords(flag, row.unit),
          ),
        ],
        messages: data.messages.filter((message) => message.indicatorId === row.id),
      };
    });
  const rank = (line: ReviewLine) => rankOf(line, at(line.indicatorId, month));
  return lines.toSorted((a, b) => rank(a) - rank(b));
}
