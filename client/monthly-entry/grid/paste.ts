import type { Month } from '../../../shared/domain/month.ts';
import { type CellContent, readTyped, type Term, withTyped } from './cell-text.ts';
import { type CellChange, cellId, type EntryCell } from './entry-cells.ts';
import { type Address, closedBecause, type EntryRow, inputName, termsOf } from './entry-model.ts';
import { type LabelledLine, labelledLines } from './labelled-block.ts';

/** A pasted text that went nowhere, kept at hand with its reason. */
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
}

const unknownLine = 'La grille n’a pas de ligne de ce nom\u00a0: elle n’a pas été prise.';
const outside = 'Hors de la grille : la dernière ligne ou le dernier mois est dépassé.';
const reasons = {
  'not-asked': 'Cet indicateur n’est pas demandé pour ce mois.',
  validated: 'Cette valeur est validée, donc verrouillée.',
} as const;

/** The inputs of a line from left to right, months in order, the two numbers of a ratio side by side. */
function slotsOf(row: EntryRow, months: readonly Month[]): Array<{ month: Month; term: Term }> {
  return months.flatMap((month) => termsOf(row).map((term) => ({ month, term })));
}

/**
 * Lays a block on the grid from one input. A ratio line takes two columns a month, as the grid shows it. Nothing is
 * lost: what cannot be written is returned with its reason, and the cells under it keep what they had.
 */
export function layBlock(
  block: readonly string[][],
  from: Address,
  form: {
    rows: readonly EntryRow[];
    months: readonly Month[];
    cellAt: (indicatorId: number, month: Month) => EntryCell;
    refuse: (row: EntryRow, month: Month, content: CellContent) => string | null;
  },
): PasteResult {
  const lines = labelledLines(block, from.month, form);
  if (lines) return layLabelled(lines, form);
  const changes = new Map<string, CellChange>();
  const rejected: RejectedText[] = [];
  const firstRow = form.rows.findIndex((row) => row.id === from.indicatorId);
  for (const [line, texts] of block.entries()) {
    const row = form.rows[firstRow + line];
    const slots = row ? slotsOf(row, form.months) : [];
    const first = slots.findIndex((slot) => slot.month === from.month && (line > 0 || slot.term === from.term));
    for (const [offset, text] of texts.entries()) {
      const slot = first < 0 ? undefined : slots[first + offset];
      // An empty cell of the block says nothing: what the grid holds there stays.
      if (text === '') continue;
      if (!row || !slot) {
        rejected.push({
          place: `Ligne ${line + 1}, colonne ${offset + 1} du bloc`,
          address: null,
          text,
          why: outside,
        });
        continue;
      }
      const why = layOne(row, slot, text, form, changes);
      const place = inputName(row, slot.month, slot.term);
      if (why) rejected.push({ place, address: { indicatorId: row.id, ...slot }, text, why });
    }
  }
  return { changes: [...changes.values()], rejected };
}

/** Lays lines that name their indicator, wherever they were dropped. A ratio, whose two numbers no title tells apart, is laid by hand. */
function layLabelled(lines: LabelledLine[], form: Parameters<typeof layBlock>[2]): PasteResult {
  const changes = new Map<string, CellChange>();
  const rejected: RejectedText[] = [];
  for (const { row, rank, figures } of lines) {
    for (const [offset, { month, text }] of figures.entries()) {
      if (text === '') continue;
      const place = `Ligne ${rank + 1}, colonne ${offset + 2} du bloc`;
      const term = row && termsOf(row)[0];
      if (!row || !month || term !== 'value' || !form.months.includes(month)) {
        rejected.push({ place, address: null, text, why: row ? outside : unknownLine });
        continue;
      }
      const why = layOne(row, { month, term }, text, form, changes);
      if (why)
        rejected.push({ place: inputName(row, month, term), address: { indicatorId: row.id, month, term }, text, why });
    }
  }
  return { changes: [...changes.values()], rejected };
}

function layOne(
  row: EntryRow,
  { month, term }: { month: Month; term: Term },
  text: string,
  form: Parameters<typeof layBlock>[2],
  changes: Map<string, CellChange>,
): string | null {
  const cell = form.cellAt(row.id, month);
  const closed = closedBecause(row, month, cell);
  if (closed) return reasons[closed];
  const id = cellId(row.id, month);
  const content = withTyped(changes.get(id)?.content ?? cell.content, term, readTyped(text, row.unit));
  if (!content) return 'Ce texte n’est ni un nombre, ni NC, ni un tiret.';
  const refusal = form.refuse(row, month, content);
  if (refusal) return refusal;
  changes.set(id, { indicatorId: row.id, month, content });
  return null;
}
