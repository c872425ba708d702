import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { refusalSentence } from '../../../shared/domain/entry/cell-rules.ts';
import { readTyped } from '../../../shared/domain/entry/typed-figure.ts';
import type { Month } from '../../../shared/domain/month.ts';
import { frenchCount, NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { remarksOf } from '../remarks.ts';
import type { EntryStore } from '../saving/entry-store.ts';
import type { KeptInTab } from '../saving/kept-in-tab.ts';
import { type Topic, topicOf } from '../saving/topic.ts';
import { type CellContent, contentText, withTyped } from './cell-text.ts';
import type { CellChange } from './entry-cells.ts';
import { type Address, type EntryRow, inputId, inputName, termsOf } from './entry-model.ts';
import { cornerOf, type Direction, extended, type GridView, gridView, type Spot, spreadOf } from './grid-view.ts';
import type { LabelledLine } from './labelled-block.ts';
import type { NamesOfLines } from './own-names.ts';
import { layBlock, layLabelled, type PasteForm, type PasteResult, type RejectedText } from './paste.ts';
import { emptied, rangeTexts } from './range-texts.ts';

export interface EntryForm {
  rows: readonly EntryRow[];
  months: readonly Month[];
  store: EntryStore;
  /** What the structure's own workbook calls the lines. */
  names?: NamesOfLines | undefined;
}

/** What came of leaving a cell: the text that it now shows, and `asks`: its reason is asked next. */
export type Committed = { done: true; asks: boolean; text: string } | { done: false; why: string };

/** The cell at hand: what is typed in it and not kept yet, and whether its reason is asked for. */
export interface Hand {
  address: Address;
  draft: string | null;
  reasonFor: Address | null;
}

/** What the inputs of the form may ask; the object never changes, so that a cell redraws only when it changes. */
export interface EntryActions {
  commit(address: Address, text: string): Committed;
  /** The refused text of a cell is put aside: what was saved stands. */
  giveUp(address: Address): void;
  write(change: CellChange): void;
  paste(address: Address, block: string[][]): void;
  /** Says which line of the grid a pasted one is; it goes in, and its name is remembered. */
  placeLine(line: LabelledLine, row: EntryRow): void;
  /** A pasted line that is none of the grid's. */
  dropLine(line: LabelledLine): void;
  undo(): void;
  focus(address: Address): void;
  enter(target: HTMLElement | undefined): void;
  /** A text becomes an input: its content selected, or the caret after it. */
  wake(id: string, caret?: 'end'): void;
  preview(text: string | null): void;
  askReason(address: Address): void;
  hasRange(): boolean;
  extend(address: Address, move: Direction): void;
  /** False when no cell is at hand to begin from. */
  extendTo(spot: Spot): boolean;
  dropRange(): void;
  clearRange(): void;
  copyRange(): { text: string; html: string } | null;
  say(text: string): void;
}

/** What the acts of the form read and write. */
interface FormState {
  form: () => EntryForm;
  view: GridView;
  hand: Topic<Hand | null>;
  news: Topic<string>;
  reject: (change: (before: readonly RejectedText[]) => readonly RejectedText[]) => void;
  /** The pasted lines that name nothing of the grid. */
  ask: (change: (before: readonly LabelledLine[]) => readonly LabelledLine[]) => void;
}

/** A cell that is written is no longer to be corrected; a ratio is written by its two numbers. */
function withoutCells(rejected: readonly RejectedText[], cells: readonly Pick<Address, 'indicatorId' | 'month'>[]) {
  const concerns = ({ address }: RejectedText) =>
    cells.some(({ indicatorId, month }) => address?.indicatorId === indicatorId && address.month === month);
  return rejected.some(concerns) ? rejected.filter((one) => !concerns(one)) : rejected;
}

function read({ rows, store }: EntryForm, row: EntryRow, address: Address, text: string): CellContent | string {
  const cell = store.cell(row.id, address.month);
  const content = withTyped(cell.content, address.term, readTyped(text, row));
  if (typeof content === 'string') return refusalSentence(content);
  return remarksOf({ rows, store }, row, address.month, content).refusals[0] ?? content;
}

function pasteFormOf(form: EntryForm): PasteForm {
  const { rows, months, store, names } = form;
  return {
    rows,
    months,
    ...(names && { ownNames: names.read() }),
    cellAt: (indicatorId, month) => store.cell(indicatorId, month),
    refuse: (row, month, content, laid) => remarksOf(form, row, month, content, laid).refusals[0] ?? null,
  };
}

/** Writes what of a pasted block can be, lists what is refused, asks what is unknown. */
function pastingActs({ form, news, view, reject, ask }: FormState) {
  const write = ({ changes, rejected, unknown }: PasteResult) => {
    form().store.edit(changes);
    const touched = [...changes, ...rejected.flatMap((one) => one.address ?? [])];
    reject((before) => [...withoutCells(before, touched), ...rejected]);
    ask(() => unknown);
    const left = [
      rejected.length > 0 && `${frenchCount(rejected.length, 'rejetée', 'rejetées')}, voir la liste sous la grille`,
      unknown.length > 0 &&
        `${frenchCount(unknown.length, 'ligne à reconnaître', 'lignes à reconnaître')} sous la grille`,
    ];
    news.set([frenchCount(changes.length, 'cellule collée', 'cellules collées'), ...left].filter(Boolean).join(', '));
  };
  const drop = ({ rank }: LabelledLine) => ask((before) => before.filter((one) => one.rank !== rank));
  return {
    paste(address: Address, block: string[][]) {
      const range = view.range.get();
      const corner = (range && cornerOf(range, form())) ?? address;
      view.range.set(null);
      write(layBlock(block, corner, pasteFormOf(form())));
    },
    placeLine(line: LabelledLine, row: EntryRow) {
      const { changes, rejected } = layLabelled([{ ...line, row }], pasteFormOf(form()));
      form().store.edit(changes);
      reject((before) => [...before, ...rejected]);
      form().names?.keep(line.label, row.code);
      drop(line);
    },
    dropLine: drop,
  };
}

function writingActs({ form, hand, news, reject }: FormState) {
  return {
    commit(address: Address, text: string): Committed {
      const row = form().rows.find((one) => one.id === address.indicatorId);
      const content = row ? read(form(), row, address, text) : refusalSentence('not-assigned');
      if (!row || typeof content === 'string') {
        const why = String(content);
        news.set(why);
        const place = row ? inputName(row, address.month, address.term) : '';
        // Kept at hand until it is corrected or put aside: leaving the cell, or the page, loses nothing.
        reject((before) => [...withoutCells(before, [address]), { place, address, text, why }]);
        return { done: false, why };
      }
      form().store.edit([{ ...address, content }]);
      reject((before) => withoutCells(before, [address]));
      const asks = content.state === 'unavailable' && !content.reason;
      return { done: true, asks, text: contentText(content, row.unit, address.term) };
    },
    giveUp: (address: Address) => reject((before) => withoutCells(before, [address])),
    write: (change: CellChange) => form().store.edit([change]),
    undo() {
      const count = form().store.undo();
      news.set(
        count > 0 ? `Annulé${S}: ${frenchCount(count, 'cellule remise', 'cellules remises')}` : 'Rien à annuler',
      );
    },
    preview(draft: string | null) {
      const at = hand.get();
      if (at && at.draft !== draft) hand.set({ ...at, draft });
    },
    askReason: (address: Address) => hand.set({ address, draft: null, reasonFor: { ...address } }),
    say: news.set,
  };
}

const nearest = { block: 'nearest', inline: 'nearest' } as const;

/** The selection of several cells. */
function rangeActs({ form, view, hand, news }: FormState) {
  const spotOf = ({ indicatorId, month }: Address): Spot => ({
    line: form().rows.findIndex((row) => row.id === indicatorId),
    column: form().months.indexOf(month),
  });
  const spread = () => {
    const range = view.range.get();
    const cellAt = (indicatorId: number, month: Month) => form().store.cell(indicatorId, month);
    return range && { ...spreadOf(range, form()), cellAt };
  };
  const told = () => {
    const at = spread();
    if (at)
      news.set(
        `Sélection${S}: ${frenchCount(at.rows.length, 'ligne', 'lignes')}, ${frenchCount(at.months.length, 'mois', 'mois')}`,
      );
  };
  /** The end of the selection stays in sight. */
  const follow = () => {
    const head = view.range.get()?.head;
    const row = head && form().rows[head.line];
    const month = head && form().months[head.column];
    const [term] = row ? termsOf(row) : [];
    if (!row || !month || !term) return;
    document.getElementById(inputId({ indicatorId: row.id, month, term }))?.scrollIntoView?.(nearest);
  };
  return {
    hasRange: () => view.range.get() !== null,
    extend(address: Address, move: Direction) {
      const { rows, months } = form();
      view.range.set(extended(view.range.get(), spotOf(address), move, { lines: rows.length, columns: months.length }));
      told();
      follow();
    },
    extendTo(head: Spot): boolean {
      const at = hand.get();
      if (!at || head.line < 0 || head.column < 0) return false;
      view.range.set({ anchor: spotOf(at.address), head });
      told();
      return true;
    },
    dropRange: () => view.range.set(null),
    clearRange() {
      const at = spread();
      if (!at) return;
      const { changes, kept } = emptied(at);
      form().store.edit(changes);
      view.range.set(null);
      const done = `${frenchCount(changes.length, 'cellule vidée', 'cellules vidées')}, Ctrl+Z pour annuler`;
      news.set(kept > 0 ? `${done}\u202f; ${frenchCount(kept, 'déjà envoyée gardée', 'déjà envoyées gardées')}` : done);
    },
    copyRange() {
      const at = spread();
      if (!at) return null;
      news.set(`Copié${S}: ${frenchCount(at.rows.length * at.months.length, 'cellule', 'cellules')}`);
      return rangeTexts(at);
    },
  };
}

function focusActs({ view, hand }: FormState) {
  return {
    wake(id: string, caret?: 'end') {
      // At once: the key that is pressed belongs to the input.
      flushSync(() => view.awake.set(id));
      const input = document.getElementById(id);
      input?.focus();
      if (caret && input instanceof HTMLInputElement) input.setSelectionRange(input.value.length, input.value.length);
    },
    focus(address: Address) {
      view.range.set(null);
      hand.set({ address, draft: null, reasonFor: null });
    },
    enter: (target: HTMLElement | undefined) => target?.focus(),
  };
}

function useRejected(kept: KeptInTab<RejectedText> | undefined) {
  const [rejected, setRejected] = useState<readonly RejectedText[]>(() => kept?.read() ?? []);
  useEffect(() => kept?.write(rejected), [kept, rejected]);
  return [rejected, setRejected] as const;
}

/** The acts of the form, and what few of its parts watch: the cell at hand, what is said aloud, what the grid shows besides. */
export function useEntryForm(form: EntryForm, kept?: KeptInTab<RejectedText>) {
  const [rejected, setRejected] = useRejected(kept);
  const [unknown, setUnknown] = useState<readonly LabelledLine[]>([]);
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  });
  const state = useMemo<FormState>(
    () => ({
      form: () => latest.current,
      view: gridView(),
      hand: topicOf<Hand | null>(null),
      news: topicOf(''),
      reject: setRejected,
      ask: setUnknown,
    }),
    [setRejected],
  );
  const actions = useMemo<EntryActions>(
    () => ({ ...writingActs(state), ...pastingActs(state), ...rangeActs(state), ...focusActs(state) }),
    [state],
  );
  return { view: state.view, hand: state.hand, news: state.news, actions, rejected, setRejected, unknown };
}
