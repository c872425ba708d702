import { flagsOf, isConfirmed } from '../../shared/domain/entry/cell-check.ts';
import { refusalsOf, refusalWords } from '../../shared/domain/entry/cell-rules.ts';
import { comparedWith, compositionFlags } from '../../shared/domain/entry/composition.ts';
import type { Month } from '../../shared/domain/month.ts';
import { flagWords } from '../lib/words/flag-words.ts';
import { type CellContent, isWhole } from './grid/cell-text.ts';
import type { EntryRow } from './grid/entry-model.ts';
import type { EntryStore } from './saving/entry-store.ts';

/** What is impossible about a cell (it blocks) and what is unlikely (it asks for a word), in French. */
export interface Remarks {
  refusals: string[];
  warnings: string[];
  /** True while something is impossible, or unlikely without a word that confirms it. */
  asks: boolean;
}

export interface RemarksForm {
  rows: readonly EntryRow[];
  store: EntryStore;
}

const nothing: Remarks = { refusals: [], warnings: [], asks: false };

/** The cells of the same month that a cell is a part of, or is made of. */
function neighboursOf({ rows }: RemarksForm, row: EntryRow): EntryRow[] {
  const codes = comparedWith(rows, row.code);
  return rows.filter(({ code }) => codes.includes(code));
}

/**
 * The rules of every door, run while typing. A ratio that waits for its other number is not judged yet. `laid`: what a paste
 * is about to write beside, which is judged with it.
 */
export function remarksOf(
  form: RemarksForm,
  row: EntryRow,
  month: Month,
  content: CellContent,
  laid: (indicatorId: number) => CellContent | undefined = () => undefined,
): Remarks {
  if (!isWhole(content, row.timeRule === 'ratio')) return nothing;
  const others = neighboursOf(form, row);
  const cellOf = (code: string) => {
    const other = others.find((one) => one.code === code);
    return code === row.code ? content : other && (laid(other.id) ?? form.store.cell(other.id, month).content);
  };
  const claim = { ...row, month, cell: content, isAssigned: row.assigned.includes(month) };
  // A form never opens a month to come: the server says so first.
  const refused = refusalsOf(claim, { currentMonth: month, indicators: form.rows, cellOf });
  if (refused.length > 0) return { refusals: refused.map(refusalWords), warnings: [], asks: true };
  const flags = flagsOf(row, month, content, (one) => form.store.cell(row.id, one).content);
  const disagreements = compositionFlags(form.rows, row.code, cellOf);
  const explained = others.some((other) => isConfirmed(form.store.cell(other.id, month).content));
  const open = flags.length > 0 || (disagreements.length > 0 && !explained);
  return {
    refusals: [],
    warnings: [...flags, ...disagreements].map((flag) => flagWords(flag, row.unit)),
    asks: open && !isConfirmed(content),
  };
}

/** Which lines ask for a second look in a month; each is looked at again only when one of its figures changed. */
export interface Warnings {
  of: (row: EntryRow) => boolean;
  /** Hears of the line and of those that it is compared with. */
  watch: (row: EntryRow) => (listener: () => void) => () => void;
}

export function warningsOf(form: RemarksForm, month: Month): Warnings {
  const known = new Map<number, { version: string; asks: boolean }>();
  const family = new Map<number, number[]>();
  const familyOf = (row: EntryRow) => {
    const ids = family.get(row.id) ?? [row.id, ...neighboursOf(form, row).map(({ id }) => id)];
    family.set(row.id, ids);
    return ids;
  };
  return {
    of(row) {
      const version = familyOf(row)
        .map((id) => form.store.lineVersion(id))
        .join(' ');
      const before = known.get(row.id);
      if (before?.version === version) return before.asks;
      const { asks } = remarksOf(form, row, month, form.store.cell(row.id, month).content);
      known.set(row.id, { version, asks });
      return asks;
    },
    watch: (row) => (listener) => {
      const stops = familyOf(row).map((id) => form.store.watchLine(id, listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

const obstacles: Record<string, string> = {
  'no-value': 'ni valeur ni raison',
  'needs-reason': 'la raison manque',
  impossible: 'la valeur n’est pas possible',
  question: 'une question attend votre réponse',
};

/** What holds a cell back when the month is sent. */
export function obstacleWords(obstacle: string): string {
  return obstacles[obstacle] ?? obstacle;
}
