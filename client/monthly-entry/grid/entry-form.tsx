import { type ReactNode, useEffect, useEffectEvent, useMemo } from 'react';
import type { Month } from '../../../shared/domain/month.ts';
import { frenchOfMonth } from '../../../shared/domain/words/french-format.ts';
import type { TwoSources } from '../../lib/words/two-sources-words.ts';
import { EmptyState } from '../../ui/state/empty-state.tsx';
import { EntryCards } from '../entry-cards.tsx';
import { HandPanel, SaveNews } from '../hand-panel.tsx';
import { warningsOf } from '../remarks.ts';
import { Conflicts } from '../saving/conflicts.tsx';
import type { EntryStore } from '../saving/entry-store.ts';
import type { KeptInTab } from '../saving/kept-in-tab.ts';
import { EntryGrid } from './entry-grid.tsx';
import { type Address, type CellMessage, type EntryRow, inputId } from './entry-model.ts';
import type { NamesOfLines } from './own-names.ts';
import type { RejectedText } from './paste.ts';
import { RejectedTexts } from './rejected-texts.tsx';
import { UnknownLines } from './unknown-lines.tsx';
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
  /** The months that two sources know. */
  twoSources?: readonly TwoSources[];
  /** How long the keys rest before the panel of the cell follows them; at once when left out. */
  restMs?: number;
  /** Where rejected texts outlive a reload; the page's memory by default. */
  kept?: KeptInTab<RejectedText>;
  /** What the structure's own workbook calls the lines. */
  names?: NamesOfLines;
  /** The indicator that a link of the page asks for, on a narrow screen. */
  wanted?: { indicatorId: number } | null;
  /** After the cells: the button that sends the month, which refused texts hold back. */
  children?: (refused: readonly RejectedText[], onTakeUp: (one: RejectedText) => void) => ReactNode;
}

const noSources: readonly TwoSources[] = [];

/** Puts a text in an input as typing does, for the person to correct. */
function typeInto(address: Address, text: string): void {
  document.getElementById(inputId(address))?.focus();
  // The text of a month beside has just become an input.
  const input = document.getElementById(inputId(address));
  if (!(input instanceof HTMLInputElement)) return;
  // React hears an input only when the value is set past the property that it watches.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Ctrl+Enter sends the month from anywhere on the page; what holds it back is said. A dialog keeps its own keys. */
function sendByKey(event: KeyboardEvent, store: EntryStore, say: (text: string) => void): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const { activeElement } = document;
  if (activeElement?.closest('dialog, [role=dialog]')) return;
  event.preventDefault();
  // Leaving the cell writes it: a month that waits for that writing is not sent yet.
  if (activeElement instanceof HTMLElement) activeElement.blur();
  const button = document.querySelector<HTMLButtonElement>('button[data-send]');
  button?.focus();
  store.catchUp();
  if (!button || button.disabled || store.hasUnsaved())
    say('Des cellules ne sont pas encore enregistrées. L’envoi sera possible ensuite.');
  else button.click();
}

/** The form of a month: the grid (cards on a phone), the panel of the cell at hand, what was rejected, one live region. */
export function EntryForm(props: EntryFormProps) {
  const { rows, months, month, store, messages, onAnswer, narrow, wanted = null, restMs = 0, children } = props;
  const { twoSources = noSources } = props;
  const { names } = props;
  const form = useEntryForm({ rows, months, store, names }, props.kept);
  const { actions, view, hand, news, rejected, setRejected } = form;
  const warnings = useMemo(() => warningsOf({ rows, store }, month), [rows, store, month]);
  const onKey = useEffectEvent((event: KeyboardEvent) => sendByKey(event, store, actions.say));
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (rows.length === 0) {
    return (
      <EmptyState title="Aucun indicateur n’est demandé à cette organisation">
        <p>La coordination de l’observatoire choisit ce qui est demandé à chaque organisation.</p>
      </EmptyState>
    );
  }
  const common = { rows, months, month, store, actions, warnings, twoSources };
  const takeUp = ({ address, text }: RejectedText) => address && typeInto(address, text);
  const caption = `Saisie ${frenchOfMonth(month)} et des mois précédents`;
  return (
    <div className="entry-form">
      <Conflicts store={store} rows={rows} />
      {narrow ? <EntryCards {...common} wanted={wanted} /> : <EntryGrid {...common} view={view} caption={caption} />}
      <SaveNews news={news} rows={rows} store={store} />
      <HandPanel
        hand={hand}
        restMs={restMs}
        rows={rows}
        month={month}
        store={store}
        messages={messages}
        twoSources={twoSources}
        actions={actions}
        onAnswer={onAnswer}
      />
      <UnknownLines lines={form.unknown} rows={rows} onPlace={actions.placeLine} onDrop={actions.dropLine} />
      <RejectedTexts
        rejected={rejected}
        onClear={() => setRejected([])}
        onDismiss={(one) => setRejected(rejected.filter((other) => other !== one))}
        onTakeUp={takeUp}
      />
      {children?.(
        rejected.filter(({ address }) => address?.month === month),
        takeUp,
      )}
    </div>
  );
}
