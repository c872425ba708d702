import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import { frenchOfMonth } from '../../shared/domain/french-format.ts';
import type { Month } from '../../shared/domain/month.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { lastYearWords } from './beside-words.ts';
import { CellPanel } from './cell-panel.tsx';
import { readTyped, withTyped } from './cell-text.ts';
import { EntryCards } from './entry-cards.tsx';
import { type Cells, cellId } from './entry-cells.ts';
import { EntryGrid } from './entry-grid.tsx';
import { type Address, type CellMessage, type EntryRow, inputId } from './entry-model.ts';
import type { EntryStore } from './entry-store.ts';
import { inputAfter } from './grid-keys.ts';
import type { KeptRejections } from './kept-rejections.ts';
import { RejectedTexts } from './rejected-texts.tsx';
import { isConfirmed, remarksOf } from './remarks.ts';
import { useEntryForm } from './use-entry-form.ts';

export interface EntryFormProps {
  rows: readonly EntryRow[];
  months: readonly Month[];
  month: Month;
  store: EntryStore;
  messages: readonly CellMessage[];
  onAnswer: (indicatorId: number, text: string) => void;
  /** One indicator at a time, for a narrow screen. */
  narrow: boolean;
  /** Where rejected texts outlive a reload; the page's memory by default. */
  kept?: KeptRejections;
  /** The indicator that a link of the page asks for, on a narrow screen. */
  wanted?: { indicatorId: number } | null;
  /** After the cells: the button that sends the month. */
  children?: ReactNode;
}

/** Puts a text in an input as typing does, for the person to correct. */
function typeInto(address: Address, text: string): void {
  const input = document.getElementById(inputId(address));
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  // React hears an input only when the value is set past the property that it watches.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Ctrl+Enter sends the month from any cell; what holds it back is said. */
function sendByKey(event: KeyboardEvent<HTMLDivElement>, say: (text: string) => void): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const { activeElement } = document;
  // Leaving the cell writes it: a month that waits for that writing is not sent yet.
  if (activeElement instanceof HTMLElement) activeElement.blur();
  const button = event.currentTarget.querySelector<HTMLButtonElement>('button[data-send]');
  button?.focus();
  if (!button || button.disabled) say('Des cellules ne sont pas encore enregistrées. L’envoi sera possible ensuite.');
  else button.click();
}

function focusAfter(address: Address): void {
  const input = document.getElementById(inputId(address));
  if (!(input instanceof HTMLInputElement)) return;
  (inputAfter(input, 'down') ?? input).focus();
}

/** Cells of the month that ask for a second look; `cells` says when to look again. */
function warnedCells(form: Pick<EntryFormProps, 'rows' | 'store'>, month: Month, _cells: Cells): Set<string> {
  const warned = form.rows.filter((row) => {
    const { content } = form.store.cell(row.id, month);
    return remarksOf(form, row, month, content).warnings.length > 0 && !isConfirmed(content);
  });
  return new Set(warned.map((row) => cellId(row.id, month)));
}

/** The form of a month: the grid (cards on a phone), the panel of the cell at hand, what was rejected, one live region. */
export function EntryForm(props: EntryFormProps) {
  const { rows, months, month, store, messages, onAnswer, narrow, wanted = null, children } = props;
  const form = { rows, months, store, month };
  const entry = useEntryForm(form, props.kept);
  const { active, draft, actions, cells } = entry;
  const warned = useMemo(() => warnedCells({ rows, store }, month, cells), [rows, store, month, cells]);
  if (rows.length === 0) {
    return (
      <EmptyState title="Aucun indicateur n’est demandé à cette organisation">
        <p>La coordination de l’observatoire choisit ce qui est demandé à chaque organisation.</p>
      </EmptyState>
    );
  }
  const activeRow = active && rows.find((row) => row.id === active.indicatorId);
  const activeCell = active && store.cell(active.indicatorId, active.month);
  const typed =
    active && activeRow && activeCell && draft !== null
      ? withTyped(activeCell.content, active.term, readTyped(draft, activeRow.unit))
      : null;
  const common = { rows, months, month, cells, actions, warned };
  const caption = `Saisie ${frenchOfMonth(month)} et des mois précédents`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the shortcut doubles the button, whatever holds the focus.
    <div className="entry-form" onKeyDown={(event) => sendByKey(event, actions.say)}>
      {narrow ? <EntryCards {...common} wanted={wanted} /> : <EntryGrid {...common} caption={caption} />}
      <p role="status" className="visually-hidden">
        {entry.news}
      </p>
      {active && activeRow && activeCell && (
        <CellPanel
          key={cellId(active.indicatorId, active.month)}
          row={activeRow}
          month={active.month}
          cell={activeCell}
          remarks={remarksOf(form, activeRow, active.month, typed ?? activeCell.content).warnings}
          messages={active.month === month ? messages.filter((one) => one.indicatorId === active.indicatorId) : []}
          lastYear={lastYearWords(store, activeRow, active.month)}
          askedAt={entry.reasonFor}
          onWrite={(content) => actions.write({ ...active, content })}
          onDone={() => focusAfter(active)}
          onResolve={(keep) => store.resolve(active.indicatorId, active.month, keep)}
          onRetry={() => store.retry()}
          onAbandon={() => store.abandon(active.indicatorId, active.month)}
          onAnswer={(text) => onAnswer(active.indicatorId, text)}
        />
      )}
      <RejectedTexts
        rejected={entry.rejected}
        onClear={() => entry.setRejected([])}
        onDismiss={(one) => entry.setRejected(entry.rejected.filter((other) => other !== one))}
        onTakeUp={typeInto}
      />
      {children}
    </div>
  );
}
