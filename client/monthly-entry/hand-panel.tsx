import { startTransition, useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { readTyped } from '../../shared/domain/entry/typed-figure.ts';
import type { Month } from '../../shared/domain/month.ts';
import { NO_BREAK_SPACE as S } from '../../shared/domain/words/french-format.ts';
import type { TwoSources } from '../lib/words/two-sources-words.ts';
import { CellPanel } from './cell-panel.tsx';
import { lastYearWords } from './comparison-words.ts';
import { withTyped } from './grid/cell-text.ts';
import { cellId } from './grid/entry-cells.ts';
import { type Address, type CellMessage, type EntryRow, inputId, inputName } from './grid/entry-model.ts';
import { inputAfter } from './grid/grid-keys.ts';
import type { EntryActions, Hand } from './grid/use-entry-form.ts';
import { remarksOf } from './remarks.ts';
import type { EntryStore } from './saving/entry-store.ts';
import { saveNews } from './saving/save-words.ts';
import type { Topic } from './saving/topic.ts';

/**
 * The cell at hand once the keys rest: a panel that followed each key press would be drawn before the key itself. A reason
 * that is asked for does not wait.
 */
function useRestedHand(hand: Topic<Hand | null>, restMs: number): Hand | null {
  const [rested, setRested] = useState(hand.get);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = hand.subscribe(() => {
      clearTimeout(timer);
      const next = hand.get();
      if (restMs === 0 || next?.reasonFor) setRested(next);
      else timer = setTimeout(() => startTransition(() => setRested(hand.get())), restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [hand, restMs]);
  return rested;
}

/** What is said of a cell follows its saving when nothing more pressing is to be drawn. */
function useSavings(store: EntryStore, indicatorId: number | undefined): void {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (indicatorId === undefined) return;
    return store.watchLine(indicatorId, () => startTransition(drawAgain));
  }, [store, indicatorId]);
}

export interface HandPanelProps {
  hand: Topic<Hand | null>;
  /** How long the keys rest before the panel follows. */
  restMs: number;
  rows: readonly EntryRow[];
  month: Month;
  store: EntryStore;
  messages: readonly CellMessage[];
  /** The months that two sources know. */
  twoSources: readonly TwoSources[];
  actions: EntryActions;
  onAnswer: (indicatorId: number, text: string) => void;
}

function focusAfter(address: Address, actions: EntryActions): void {
  const input = document.getElementById(inputId(address));
  if (input) actions.enter(inputAfter(input, 'down') ?? input);
}

/** Everything about the cell at hand, beside the grid. */
export function HandPanel(props: HandPanelProps) {
  const { hand, restMs, rows, month, store, messages, twoSources, actions, onAnswer } = props;
  const rested = useRestedHand(hand, restMs);
  useSavings(store, rested?.address.indicatorId);
  const row = rested && rows.find((one) => one.id === rested.address.indicatorId);
  if (!rested || !row) return <div className="entry-hand" />;
  const { address, draft } = rested;
  const cell = store.cell(row.id, address.month);
  const typed = draft === null ? cell.content : withTyped(cell.content, address.term, readTyped(draft, row));
  const content = typeof typed === 'string' ? cell.content : typed;
  const { refusals, warnings, asks } = remarksOf({ rows, store }, row, address.month, content);
  const [remark] = [...refusals, ...warnings];
  return (
    // A box of its own, without one on screen: what comes and goes in it makes the browser look at none of the grid again.
    <div className="entry-hand">
      {asks && remark && (
        <p className="entry-strip">
          <strong>À vérifier, {inputName(row, address.month, address.term)}</strong>
          {S}: {remark} {refusals.length === 0 && 'Maj+F2 pour l’expliquer d’un mot.'}
        </p>
      )}
      <CellPanel
        key={cellId(row.id, address.month)}
        row={row}
        month={address.month}
        cell={cell}
        remarks={[...refusals, ...warnings]}
        isConfirmed={!asks}
        messages={address.month === month ? messages.filter((one) => one.indicatorId === row.id) : []}
        lastYear={lastYearWords(store, row, address.month)}
        twoSources={twoSources.find((one) => one.indicatorId === row.id && one.month === address.month)}
        askedAt={rested.reasonFor}
        onWrite={(content) => actions.write({ ...address, content })}
        onDone={() => focusAfter(address, actions)}
        onRetry={() => store.retry()}
        onAbandon={() => store.abandon(row.id, address.month)}
        onAnswer={(text) => onAnswer(row.id, text)}
      />
    </div>
  );
}

/** Says what happens to the cells, once, in the page's only live region. */
export function SaveNews({ news, rows, store }: { news: Topic<string> } & Pick<HandPanelProps, 'rows' | 'store'>) {
  const words = useSyncExternalStore(news.subscribe, news.get);
  useEffect(() => {
    const nameOf = (id: string) => {
      const [indicatorId, month = ''] = id.split('/');
      const row = rows.find((one) => one.id === Number(indicatorId));
      return row ? inputName(row, month, 'value') : month;
    };
    store.takeChanges();
    return store.subscribe(() => {
      const said = saveNews(store.takeChanges(), nameOf);
      if (said) news.set(said);
    });
  }, [news, rows, store]);
  return (
    <p role="status" className="visually-hidden">
      {words}
    </p>
  );
}
