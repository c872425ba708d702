import { checkCell, flagsOf } from '../../shared/domain/entry/cell-check.ts';
import { comparedWith, compositionFlags } from '../../shared/domain/entry/composition.ts';
import type { Month } from '../../shared/domain/month.ts';
import { flagWords, impossibleWords } from '../lib/words/flag-words.ts';
import { type CellContent, isWhole } from './grid/cell-text.ts';
import type { EntryRow } from './grid/entry-model.ts';
import type { EntryStore } from './saving/entry-store.ts';

/** What is impossible about a cell (it blocks) and what is unlikely (it asks for a word), in French. */
export interface Remarks {
  refusals: string[];
  warnings: string[];
  /** True while something unlikely has no word that confirms it. */
  asks: boolean;
}

export interface RemarksForm {
  rows: readonly EntryRow[];
  store: EntryStore;
}

const nothing: Remarks = { refusals: [], warnings: [], asks: false };

/** A value that was explained is not asked about again. */
export function isConfirmed({ reason, comment }: CellContent): boolean {
  return Boolean(reason ?? comment);
}

/** The cells of the same month that a cell is a part of, or is made of. */
function neighboursOf({ rows }: RemarksForm, row: EntryRow): EntryRow[] {
  const codes = comparedWith(rows, row.code);
  return rows.filter(({ code }) => codes.includes(code));
}

/** The rules of the server, run while typing. A ratio that waits for its other number is not judged yet. */
export function remarksOf(form: RemarksForm, row: EntryRow, month: Month, content: CellContent): Remarks {
  if (!isWhole(content, row.timeRule === 'ratio')) return nothing;
  const refusals = checkCell(row, content).map(impossibleWords);
  if (refusals.length > 0) return { refusals, warnings: [], asks: false };
  const flags = flagsOf(row, month, content, (one) => form.store.cell(row.id, one).content);
  const others = neighboursOf(form, row);
  const contentAt = (code: string) => {
    const other = others.find((one) => one.code === code);
    return code === row.code ? content : other && form.store.cell(other.id, month).content;
  };
  const disagreements = compositionFlags(form.rows, row.code, contentAt);
  const explained = others.some((other) => isConfirmed(form.store.cell(other.id, month).content));
  const open = flags.length > 0 || (disagreements.length > 0 && !explained);
  return {
    refusals,
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
  unconfirmed: 'valeur inhabituelle, à confirmer d’un mot',
  question: 'une question attend votre réponse',
};

/** What holds a cell back when the month is sent. */
export function obstacleWords(obstacle: string): string {
  return obstacles[obstacle] ?? obstacle;
}
