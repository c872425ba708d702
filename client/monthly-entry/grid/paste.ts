import { refusalSentence } from '../../../shared/domain/entry/cell-rules.ts';
import { readTyped } from '../../../shared/domain/entry/typed-figure.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { type CellContent, type Term, withTyped } from './cell-text.ts';
import { type CellChange, cellId, type EntryCell } from './entry-cells.ts';
import { type Address, closedBecause, type EntryRow, inputName, termsOf } from './entry-model.ts';
import { type LabelledLine, labelledLines, type OwnNames } from './labelled-block.ts';

/** A text that was typed or pasted and went nowhere, kept at hand with its reason. */
export interface RejectedText {
  /** The place that it was meant for. */
  place: string;
  /** The cell, when the grid has one there. */
  address: Address | null;
  text: string;
  why: string;
}

export interface PasteResult {
  changes: CellChange[];
  rejected: RejectedText[];
  /** Lines that name no indicator of the grid: they wait for someone to say which they are. */
  unknown: LabelledLine[];
}

/** The grid that a block is laid on. */
export interface PasteForm {
  rows: readonly EntryRow[];
  months: readonly Month[];
  ownNames?: OwnNames;
  cellAt: (indicatorId: number, month: Month) => EntryCell;
  /** Why a cell is refused, among those that the block writes beside it. */
  refuse: (
    row: EntryRow,
    month: Month,
    content: CellContent,
    laid: (indicatorId: number) => CellContent | undefined,
  ) => string | null;
}

const outside = 'Hors de la grille\u00a0: la dernière ligne ou le dernier mois est dépassé.';
const validated = 'Cette valeur est validée, donc verrouillée.';
const otherTerm = 'L’autre nombre du taux n’est pas pris\u00a0: les deux vont ensemble.';

/** The inputs of a line from left to right, months in order, the two numbers of a ratio side by side. */
function slotsOf(row: EntryRow, months: readonly Month[], asPairs: boolean): Array<{ month: Month; term: Term }> {
  const terms = termsOf(row);
  return months.flatMap((month) => (asPairs ? terms.slice(0, 1) : terms).map((term) => ({ month, term })));
}

/** True for a line of ratios that are each written whole, « 330/372 »: it takes one column a month. */
function isOfPairs(row: EntryRow, texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '').map((text) => readTyped(text, row));
  return (
    row.timeRule === 'ratio' &&
    filled.some(({ kind }) => kind === 'ratio') &&
    filled.every(({ kind }) => kind !== 'figure')
  );
}

/** What a block would write, cell by cell, until all of it is there to be judged. */
class Laying {
  private readonly contents = new Map<
    string,
    { row: EntryRow; month: Month; content: CellContent; texts: RejectedText[] }
  >();
  readonly rejected: RejectedText[] = [];
  private readonly spoilt = new Set<string>();

  constructor(private readonly form: PasteForm) {}

  reject(text: string, why: string, place: string): void {
    this.rejected.push({ place, address: null, text, why });
  }

  lay(row: EntryRow, { month, term }: { month: Month; term: Term }, text: string): void {
    const id = cellId(row.id, month);
    const cell = this.form.cellAt(row.id, month);
    const address = { indicatorId: row.id, month, term };
    const refused = (why: string) => {
      this.rejected.push({ place: inputName(row, month, term), address, text, why });
      this.spoilt.add(id);
    };
    const closed = closedBecause(row, month, cell);
    if (closed) {
      refused(closed === 'validated' ? validated : refusalSentence(closed === 'counted' ? 'counted' : 'not-assigned'));
      return;
    }
    const laid = this.contents.get(id);
    const content = withTyped(laid?.content ?? cell.content, term, readTyped(text, row));
    if (typeof content === 'string') {
      refused(refusalSentence(content));
      return;
    }
    const own = { place: inputName(row, month, term), address, text, why: '' };
    this.contents.set(id, { row, month, content, texts: [...(laid?.texts ?? []), own] });
  }

  /** Judges each cell with what the block writes around it: one that is refused keeps what it had. */
  end(): PasteResult {
    const waiting = new Map(this.contents);
    const drop = (id: string, why: string) => {
      this.rejected.push(...(waiting.get(id)?.texts ?? []).map((one) => ({ ...one, why })));
      waiting.delete(id);
    };
    for (const id of this.spoilt) drop(id, otherTerm);
    // What is refused beside may have been what allowed a cell: asked until nothing more goes.
    for (let before = -1; before !== waiting.size; ) {
      before = waiting.size;
      for (const [id, { row, month, content }] of waiting) {
        const why = this.form.refuse(row, month, content, (other) => waiting.get(cellId(other, month))?.content);
        if (why) drop(id, why);
      }
    }
    const changes = [...waiting.values()].map(({ row, month, content }) => ({ indicatorId: row.id, month, content }));
    return { changes, rejected: this.rejected, unknown: [] };
  }
}

/**
 * Lays a block on the grid from one input. A ratio line takes two columns a month, as the grid shows it, or one when each is
 * written whole. Nothing is lost: what cannot be written is returned with its reason, and the cells under it keep what they had.
 */
export function layBlock(block: readonly string[][], from: Address, form: PasteForm): PasteResult {
  const lines = labelledLines(block, from.month, form);
  if (lines) return layLabelled(lines, form);
  const laying = new Laying(form);
  const firstRow = form.rows.findIndex((row) => row.id === from.indicatorId);
  for (const [line, texts] of block.entries()) {
    const row = form.rows[firstRow + line];
    const asPairs = row !== undefined && isOfPairs(row, texts);
    const slots = row ? slotsOf(row, form.months, asPairs) : [];
    const first = slots.findIndex(
      (slot) => slot.month === from.month && (line > 0 || asPairs || slot.term === from.term),
    );
    for (const [offset, text] of texts.entries()) {
      const slot = first < 0 ? undefined : slots[first + offset];
      // An empty cell of the block says nothing: what the grid holds there stays.
      if (text === '') continue;
      if (row && slot) laying.lay(row, slot, text);
      else laying.reject(text, outside, `Ligne ${line + 1}, colonne ${offset + 1} du bloc`);
    }
  }
  return laying.end();
}

/** Why a figure beside the name of its line goes nowhere. */
function misplaced(row: EntryRow, month: Month | undefined, text: string, form: PasteForm): string | null {
  if (!month || !form.months.includes(month)) return outside;
  return row.timeRule === 'ratio' && readTyped(text, row).kind === 'figure' ? refusalSentence('two-numbers') : null;
}

/** Lays lines that name their indicator, wherever they were dropped. A ratio is taken when its two numbers are written together. */
export function layLabelled(lines: readonly LabelledLine[], form: PasteForm): PasteResult {
  const laying = new Laying(form);
  const unknown: LabelledLine[] = [];
  for (const line of lines) {
    const { row, label, figures } = line;
    const filled = figures.filter(({ text }) => text !== '');
    if (!row) {
      if (filled.length > 0) unknown.push({ ...line, figures: filled });
      continue;
    }
    const [term = 'value'] = termsOf(row);
    for (const { month, text } of filled) {
      const why = misplaced(row, month, text, form);
      if (why || !month) laying.reject(text, why ?? outside, label);
      else laying.lay(row, { month, term }, text);
    }
  }
  return { ...laying.end(), unknown };
}
