import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { frenchCount, NO_BREAK_SPACE as S } from '../../shared/domain/french-format.ts';
import type { Month } from '../../shared/domain/month.ts';
import { type CellContent, readTyped, withTyped } from './cell-text.ts';
import type { CellChange, Cells } from './entry-cells.ts';
import { type Address, type EntryRow, inputName } from './entry-model.ts';
import type { EntryStore } from './entry-store.ts';
import type { KeptRejections } from './kept-rejections.ts';
import { layBlock, type RejectedText } from './paste.ts';
import { remarksOf } from './remarks.ts';
import { saveNews } from './save-words.ts';

export interface EntryForm {
  rows: readonly EntryRow[];
  months: readonly Month[];
  store: EntryStore;
}

/** What came of leaving a cell: `asks`: its reason is asked next. */
export type Committed = { done: true; asks: boolean } | { done: false; why: string };

/** What the inputs of the form may ask; the object never changes, so that a cell redraws only when it changes. */
export interface EntryActions {
  refusalOf(address: Address, text: string): string | null;
  commit(address: Address, text: string): Committed;
  write(change: CellChange): void;
  paste(address: Address, block: string[][]): void;
  undo(): void;
  focus(address: Address): void;
  preview(text: string | null): void;
  askReason(address: Address): void;
  say(text: string): void;
}

const unreadable = `Ce texte n’est pas un nombre. Exemples${S}: 1 234,5, ~12 pour une estimation, NC, un tiret.`;

/** Says what happens to the cells, once, in the page's only live region. */
function useSaveNews(form: EntryForm, cells: Cells, say: (text: string) => void): void {
  const before = useRef<Cells>(cells);
  useEffect(() => {
    const nameOf = (id: string) => {
      const [indicatorId, month = ''] = id.split('/');
      const row = form.rows.find((one) => one.id === Number(indicatorId));
      return row ? inputName(row, month, 'value') : month;
    };
    const news = saveNews(before.current, cells, nameOf);
    before.current = cells;
    if (news) say(news);
  }, [cells, form.rows, say]);
}

/** A cell that is written is no longer to be corrected. */
function withoutCell(rejected: readonly RejectedText[], { indicatorId, month, term }: Address) {
  const concerns = ({ address }: RejectedText) =>
    address?.indicatorId === indicatorId && address.month === month && address.term === term;
  return rejected.some(concerns) ? rejected.filter((one) => !concerns(one)) : rejected;
}

function useRejected(kept: KeptRejections | undefined) {
  const [rejected, setRejected] = useState<readonly RejectedText[]>(() => kept?.read() ?? []);
  useEffect(() => kept?.write(rejected), [kept, rejected]);
  return [rejected, setRejected] as const;
}

export function useEntryForm(form: EntryForm, kept?: KeptRejections) {
  const { store } = form;
  const cells = useSyncExternalStore(store.subscribe, store.snapshot);
  const [active, setActive] = useState<Address | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [reasonFor, setReasonFor] = useState<Address | null>(null);
  const [news, say] = useState('');
  const [rejected, setRejected] = useRejected(kept);
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  });
  useSaveNews(form, cells, say);

  const read = useCallback((address: Address, text: string): { content: CellContent } | { why: string } => {
    const { rows, store: cellsOf } = latest.current;
    const row = rows.find((one) => one.id === address.indicatorId);
    if (!row) return { why: unreadable };
    const cell = cellsOf.cell(address.indicatorId, address.month);
    const content = withTyped(cell.content, address.term, readTyped(text, row.unit));
    if (!content) return { why: unreadable };
    const [refusal] = remarksOf(latest.current, row, address.month, content).refusals;
    return refusal ? { why: refusal } : { content };
  }, []);

  const actions = useMemo<EntryActions>(
    () => ({
      refusalOf(address, text) {
        const found = read(address, text);
        return 'why' in found ? found.why : null;
      },
      commit(address, text) {
        const found = read(address, text);
        if ('why' in found) {
          say(found.why);
          return { done: false, why: found.why };
        }
        latest.current.store.edit([{ ...address, content: found.content }]);
        setRejected((before) => withoutCell(before, address));
        setDraft(null);
        return { done: true, asks: found.content.state === 'unavailable' && !found.content.reason };
      },
      write: (change) => latest.current.store.edit([change]),
      paste(address, block) {
        const { rows, months, store: cellsOf } = latest.current;
        const result = layBlock(block, address, {
          rows,
          months,
          cellAt: (indicatorId, month) => cellsOf.cell(indicatorId, month),
          refuse: (row, month, content) => remarksOf(latest.current, row, month, content).refusals[0] ?? null,
        });
        cellsOf.edit(result.changes);
        setRejected((before) => [...before, ...result.rejected]);
        const pasted = `${frenchCount(result.changes.length, 'cellule collée', 'cellules collées')}`;
        const left = result.rejected.length;
        say(left > 0 ? `${pasted}, ${frenchCount(left, 'rejetée', 'rejetées')}, voir la liste sous la grille` : pasted);
      },
      undo() {
        const count = latest.current.store.undo();
        say(count > 0 ? `Annulé${S}: ${frenchCount(count, 'cellule remise', 'cellules remises')}` : 'Rien à annuler');
      },
      focus(address) {
        setActive(address);
        setDraft(null);
        setReasonFor(null);
      },
      preview: setDraft,
      askReason: (address) => setReasonFor({ ...address }),
      say,
    }),
    [read, setRejected],
  );

  return { cells, active, draft, reasonFor, news, rejected, setRejected, actions };
}
