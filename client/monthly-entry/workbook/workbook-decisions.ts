import { workbookStates } from '../../../shared/domain/entry/entry-workbook.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { type CellContent, contentOf, emptyContent, readTyped, sameContent, withTyped } from '../grid/cell-text.ts';
import { type Address, closedBecause, type EntryRow } from '../grid/entry-model.ts';
import { isConfirmed, remarksOf } from '../remarks.ts';
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
  if (line.state !== '' && state === null) return `« ${line.state} » n’est pas un état de la liste.`;
  const notes = { reason: line.reason || current.reason, comment: line.comment || current.comment };
  if (state === 'unavailable' || state === 'not-applicable') {
    if (line.value !== '' || line.denominator !== '')
      return 'Un état sans valeur ne porte pas de nombre : videz l’un ou l’autre.';
    return { ...emptyContent, ...notes, state };
  }
  if (line.value === '' && line.denominator === '') return { ...current, ...notes };
  const terms: Array<[Address['term'], string]> = isRatio(row)
    ? [
        ['numerator', line.value],
        ['denominator', line.denominator],
      ]
    : [['value', line.value]];
  let content: CellContent | null = { ...emptyContent, ...notes };
  for (const [term, text] of terms) {
    if (content) content = withTyped(content, term, readTyped(text, row.unit));
    if (!content) return `« ${text} » n’est ni un nombre, ni NC, ni un tiret.`;
  }
  return state === 'estimated' && content?.state === 'value' ? { ...content, state } : (content ?? emptyContent);
}

export interface DecisionForm {
  rows: readonly EntryRow[];
  month: Month;
  store: EntryStore;
}

function decide(form: DecisionForm, line: WorkbookLine): Decision | null {
  const row = form.rows.find((one) => one.id === line.indicatorId) ?? null;
  const bare = { line, row, before: '', after: line.value, content: null };
  if (!row) return { ...bare, kind: 'unreadable', why: 'Cet indicateur n’est plus demandé à votre organisation.' };
  const cell = form.store.cell(row.id, form.month);
  const current = contentOf(cell.content);
  const before = contentWords(current, row.unit, isRatio(row));
  if (isBlank(line)) return null;
  const read = contentOfLine(line, row, current);
  if (typeof read === 'string') return { ...bare, before, kind: 'unreadable', why: read };
  const after = contentWords(read, row.unit, isRatio(row));
  const whole = { line, row, before, after };
  if (sameContent(current, read)) return { ...whole, kind: 'same', why: '', content: null };
  const closed = closedBecause(row, form.month, cell);
  if (closed) {
    const why = closed === 'validated' ? 'Valeur validée, donc verrouillée.' : 'Non demandé pour ce mois.';
    return { ...whole, kind: 'locked', why, content: null };
  }
  const { refusals, warnings } = remarksOf(form, row, form.month, read);
  if (refusals.length > 0) return { ...whole, kind: 'unreadable', why: refusals.join(' '), content: null };
  const moved = (cell.server?.revision ?? 0) !== line.revision;
  const since = moved ? [`La cellule a changé depuis le téléchargement du classeur.`] : [];
  const doubts = [...since, ...(isConfirmed(read) ? [] : warnings)];
  if (doubts.length > 0) return { ...whole, kind: 'suspicious', why: doubts.join(' '), content: read };
  return { ...whole, kind: current.state === 'missing' ? 'new' : 'changed', why: '', content: read };
}

/** The decision table of a returned workbook, in its order; a line left blank says nothing. */
export function decideLines(form: DecisionForm, lines: readonly WorkbookLine[]): Decision[] {
  return lines.map((line) => decide(form, line)).filter((decision) => decision !== null);
}
