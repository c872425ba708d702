import { isConfirmed, withOwnReason } from '../../../shared/domain/entry/cell-check.ts';
import { refusalSentence } from '../../../shared/domain/entry/cell-rules.ts';
import { workbookStates } from '../../../shared/domain/entry/entry-workbook.ts';
import { readTyped } from '../../../shared/domain/entry/typed-figure.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { type CellContent, contentOf, emptyContent, sameContent, withTyped } from '../grid/cell-text.ts';
import { type Address, closedBecause, type EntryRow } from '../grid/entry-model.ts';
import { remarksOf } from '../remarks.ts';
import type { EntryStore } from '../saving/entry-store.ts';
import { contentWords } from '../saving/save-words.ts';
import type { WorkbookLine } from './workbook-in.ts';

/** What becomes of a line of the returned workbook, before anything is written. */
export type DecisionKind = 'new' | 'changed' | 'same' | 'locked' | 'suspicious' | 'unreadable';

export interface Decision {
  line: WorkbookLine;
  row: EntryRow | null;
  kind: DecisionKind;
  /** What the cell says now, and what the workbook says, in words. */
  before: string;
  after: string;
  why: string;
  /** What would be written; null when nothing can be. */
  content: CellContent | null;
}

const isRatio = (row: EntryRow) => row.timeRule === 'ratio';
const isBlank = ({ state, value, denominator, reason, comment }: WorkbookLine) =>
  [state, value, denominator, reason, comment].every((text) => text === '');

/** The state that a word of the drop-down stands for; null when it is none of them. */
function stateOfWord(word: string): (typeof workbookStates)[keyof typeof workbookStates] | null {
  const found = Object.entries(workbookStates).find(([known]) => known.toLowerCase() === word.toLowerCase());
  return found ? found[1] : null;
}

/** The content that a line fills in, over what the cell says; a French sentence when it cannot be read. */
function contentOfLine(line: WorkbookLine, row: EntryRow, current: CellContent): CellContent | string {
  const state = line.state === '' ? null : stateOfWord(line.state);
  if (line.state !== '' && state === null) return `«\u00a0${line.state}\u00a0» n’est pas un état de la liste.`;
  const notes = { reason: line.reason || current.reason, comment: line.comment || current.comment };
  if (state === 'unavailable' || state === 'not-applicable') {
    if (line.value !== '' || line.denominator !== '')
      return 'Un état sans valeur ne porte pas de nombre\u00a0: videz l’un ou l’autre.';
    return { ...emptyContent, ...notes, state };
  }
  if (line.value === '' && line.denominator === '') return { ...current, ...notes };
  const pair = isRatio(row) && line.denominator === '' ? readTyped(line.value, row) : undefined;
  const terms: Array<[Address['term'], string]> =
    isRatio(row) && pair?.kind !== 'ratio'
      ? [
          ['numerator', line.value],
          ['denominator', line.denominator],
        ]
      : [[isRatio(row) ? 'numerator' : 'value', line.value]];
  let content: CellContent = emptyContent;
  for (const [term, text] of terms) {
    const typed = withTyped(content, term, readTyped(text, row));
    if (typeof typed === 'string') return `«${S}${text}${S}»${S}: ${refusalSentence(typed)}`;
    content = typed;
  }
  return { ...content, ...notes, ...(state === 'estimated' && content.state === 'value' && { state }) };
}

export interface DecisionForm {
  rows: readonly EntryRow[];
  month: Month;
  store: EntryStore;
}

/** What the other lines of the workbook would write: a part is held against the total that comes with it. */
type Laid = (indicatorId: number) => CellContent | undefined;

function decide(form: DecisionForm, line: WorkbookLine, laid: Laid): Decision | null {
  const row = form.rows.find((one) => one.id === line.indicatorId) ?? null;
  const bare = { line, row, before: '', after: line.value, content: null };
  if (!row) return { ...bare, kind: 'unreadable', why: refusalSentence('not-assigned') };
  const cell = form.store.cell(row.id, form.month);
  const current = contentOf(cell.content);
  const before = contentWords(current, row.unit, isRatio(row));
  if (isBlank(line)) return null;
  const filled = contentOfLine(line, row, current);
  if (typeof filled === 'string') return { ...bare, before, kind: 'unreadable', why: filled };
  const read = withOwnReason(current, filled);
  const after = contentWords(read, row.unit, isRatio(row));
  const whole = { line, row, before, after };
  if (sameContent(current, read)) return { ...whole, kind: 'same', why: '', content: null };
  const closed = closedBecause(row, form.month, cell);
  if (closed) {
    const why =
      closed === 'validated'
        ? 'Valeur validée, donc verrouillée.'
        : refusalSentence(closed === 'counted' ? 'counted' : 'not-assigned');
    return { ...whole, kind: 'locked', why, content: null };
  }
  const { refusals, warnings } = remarksOf(form, row, form.month, read, laid);
  if (refusals.length > 0) return { ...whole, kind: 'unreadable', why: refusals.join(' '), content: null };
  const moved = (cell.server?.revision ?? 0) !== line.revision;
  const since = moved ? [`La cellule a changé depuis le téléchargement du classeur.`] : [];
  const doubts = [...since, ...(isConfirmed(read) ? [] : warnings)];
  if (doubts.length > 0) return { ...whole, kind: 'suspicious', why: doubts.join(' '), content: read };
  return { ...whole, kind: current.state === 'missing' ? 'new' : 'changed', why: '', content: read };
}

/** The decision table of a returned workbook, in its order; a line left blank says nothing. */
export function decideLines(form: DecisionForm, lines: readonly WorkbookLine[]): Decision[] {
  const laid = new Map<number, CellContent>();
  for (const line of lines) {
    const row = form.rows.find((one) => one.id === line.indicatorId);
    if (!row || isBlank(line)) continue;
    const filled = contentOfLine(line, row, contentOf(form.store.cell(row.id, form.month).content));
    if (typeof filled !== 'string') laid.set(row.id, filled);
  }
  return lines
    .map((line) => decide(form, line, (indicatorId) => laid.get(indicatorId)))
    .filter((decision) => decision !== null);
}
