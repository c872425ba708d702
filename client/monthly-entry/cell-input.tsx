import { type ClipboardEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import type { Month } from '../../shared/domain/month.ts';
import { contentText, type Term } from './cell-text.ts';
import { readBlock } from './clipboard-block.ts';
import type { EntryCell } from './entry-cells.ts';
import { type Address, type EntryRow, inputId, inputName } from './entry-model.ts';
import { inputAfter, type Move, meaningOf } from './grid-keys.ts';
import type { EntryActions } from './use-entry-form.ts';

export interface CellInputProps {
  row: EntryRow;
  month: Month;
  term: Term;
  cell: EntryCell;
  readOnly: boolean;
  /** In the order of Tab: the current month is, the months beside are reached by the arrows. */
  tabStop: boolean;
  describedBy: string | undefined;
  actions: EntryActions;
}

/** The place of an error under its cell, found by `aria-describedby`. */
export const errorIdOf = (address: Address) => `erreur-${inputId(address)}`;

export const CellInput = memo(function CellInput(props: CellInputProps) {
  const { row, month, term, cell, readOnly, tabStop, describedBy, actions } = props;
  const address: Address = { indicatorId: row.id, month, term };
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const editing = useRef(false);
  const saved = contentText(cell.content, row.unit, term);

  const type = (text: string | null) => {
    setDraft(text);
    setRefusal(null);
    actions.preview(text);
  };
  // A page left in the middle of a cell (the session is over, a link) keeps what was typed in it.
  const left = useRef<() => void>(() => {});
  useEffect(() => {
    left.current = () => {
      if (draft !== null && draft !== saved) actions.commit(address, draft);
    };
  });
  useEffect(() => () => left.current(), []);
  const stop = () => {
    editing.current = false;
    type(null);
  };
  const commit = () => {
    if (draft === null || draft === saved) {
      stop();
      return { done: true, asks: false } as const;
    }
    const committed = actions.commit(address, draft);
    if (committed.done) stop();
    else setRefusal(committed.why);
    return committed;
  };
  const leave = (input: HTMLInputElement, move: Move) => {
    const committed = commit();
    if (!committed.done) return;
    if (committed.asks) actions.askReason(address);
    else inputAfter(input, move)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const meaning = meaningOf(event, editing.current);
    if (!meaning) return;
    event.preventDefault();
    if (meaning.kind === 'undo') actions.undo();
    else if (meaning.kind === 'note') actions.askReason(address);
    else if (meaning.kind === 'cancel') stop();
    else if (meaning.kind === 'move') leave(input, meaning.move);
    else {
      editing.current = true;
      input.setSelectionRange(input.value.length, input.value.length);
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { clipboardData } = event;
    const [text, html] = [clipboardData.getData('text/plain'), clipboardData.getData('text/html')];
    const block = readBlock({ text, html });
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    stop();
    actions.paste(address, block);
  };

  const errorId = errorIdOf(address);
  return (
    <>
      <input
        id={inputId(address)}
        className="entry-input"
        data-cell=""
        data-column={month}
        data-term={term}
        inputMode={row.unit === 'boolean' ? 'text' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        value={draft ?? saved}
        readOnly={readOnly}
        tabIndex={tabStop ? 0 : -1}
        aria-label={inputName(row, month, term)}
        aria-invalid={refusal || cell.save.kind === 'refused' ? true : undefined}
        aria-describedby={[refusal ? errorId : undefined, describedBy].filter(Boolean).join(' ') || undefined}
        onChange={(event) => {
          editing.current = true;
          type(event.target.value);
        }}
        onFocus={(event) => {
          editing.current = false;
          event.target.select();
          actions.focus(address);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {refusal && (
        <span id={errorId} className="entry-refusal">
          {refusal}
        </span>
      )}
    </>
  );
});
