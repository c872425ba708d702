import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Month } from '../../../shared/domain/month.ts';
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
  /** Says that the text is refused, or is no more: its cell makes room for the sentence. */
  onRefusal?: (refused: boolean) => void;
}

/** The place of an error under its cell, found by `aria-describedby`. */
export const errorIdOf = (address: Address) => `erreur-${inputId(address)}`;

/**
 * What is typed stays in the browser's input until the cell is left: a digit draws nothing but itself. `typed` is the text
 * not kept yet, or null.
 */
function useTypedText({ cell, row, month, term, actions, onRefusal }: CellInputProps) {
  const address: Address = { indicatorId: row.id, month, term };
  const field = useRef<HTMLInputElement>(null);
  const typed = useRef<string | null>(null);
  const editing = useRef(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const saved = contentText(cell.content, row.unit, term);
  useLayoutEffect(() => {
    if (typed.current === null && field.current) field.current.value = saved;
  }, [saved]);
  const refuse = (why: string | null) => {
    if (why === refusal) return;
    setRefusal(why);
    onRefusal?.(why !== null);
  };
  const stop = (text: string) => {
    editing.current = false;
    if (typed.current === null) return;
    typed.current = null;
    if (field.current) field.current.value = text;
    if (refusal !== null) actions.giveUp(address);
    refuse(null);
    actions.preview(null);
  };
  const commit = () => {
    const text = typed.current;
    if (text === null || text === saved) {
      stop(saved);
      return { done: true, asks: false } as const;
    }
    const committed = actions.commit(address, text);
    if (committed.done) stop(committed.text);
    else refuse(committed.why);
    return committed;
  };
  // A page left in the middle of a cell (the session is over, a link) keeps what was typed in it.
  const left = useRef(() => {});
  useEffect(() => {
    left.current = () => {
      if (typed.current !== null && typed.current !== saved) actions.commit(address, typed.current);
    };
  });
  useEffect(() => () => left.current(), []);
  const type = (text: string) => {
    editing.current = true;
    typed.current = text;
    refuse(null);
    actions.preview(text);
  };
  return { address, field, editing, saved, refusal, type, commit, stop: () => stop(saved) };
}

function useCellKeys(text: ReturnType<typeof useTypedText>, actions: EntryActions) {
  const { address, editing, commit, stop } = text;
  const leave = (input: HTMLInputElement, move: Move) => {
    const committed = commit();
    if (!committed.done) return;
    if (committed.asks) actions.askReason(address);
    else actions.enter(inputAfter(input, move));
  };
  const edit = (input: HTMLInputElement) => {
    editing.current = true;
    input.setSelectionRange(input.value.length, input.value.length);
  };
  return (event: KeyboardEvent<HTMLInputElement>) => {
    const meaning = meaningOf(event, editing.current, actions.hasRange());
    if (!meaning) return;
    event.preventDefault();
    if (meaning.kind === 'undo') actions.undo();
    else if (meaning.kind === 'note') actions.askReason(address);
    else if (meaning.kind === 'move') leave(event.currentTarget, meaning.move);
    else if (meaning.kind === 'extend') actions.extend(address, meaning.move);
    else if (meaning.kind === 'clear') actions.clearRange();
    else if (meaning.kind === 'edit') edit(event.currentTarget);
    else {
      stop();
      actions.dropRange();
    }
  };
}

export const CellInput = memo(function CellInput(props: CellInputProps) {
  const { row, month, term, cell, readOnly, tabStop, describedBy, actions } = props;
  const text = useTypedText(props);
  const { address, field, editing, refusal } = text;
  const onKeyDown = useCellKeys(text, actions);
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const { clipboardData } = event;
    const block = readBlock({ text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') });
    if (block.length === 1 && block[0]?.length === 1 && !actions.hasRange()) return;
    event.preventDefault();
    text.stop();
    actions.paste(address, block);
  };
  const onCopy = (event: ClipboardEvent<HTMLInputElement>) => {
    const range = actions.copyRange();
    if (!range) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', range.text);
    event.clipboardData.setData('text/html', range.html);
  };
  const onFocus = (event: FocusEvent<HTMLInputElement>) => {
    editing.current = false;
    event.target.select();
    actions.focus(address);
  };
  const errorId = errorIdOf(address);
  return (
    <>
      <input
        ref={field}
        id={inputId(address)}
        className="entry-input"
        data-cell=""
        data-column={month}
        data-term={term}
        inputMode={row.unit === 'boolean' ? 'text' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        defaultValue={text.saved}
        readOnly={readOnly}
        tabIndex={tabStop ? 0 : -1}
        aria-label={inputName(row, month, term)}
        aria-invalid={refusal || cell.save.kind === 'refused' ? true : undefined}
        aria-describedby={[refusal ? errorId : undefined, describedBy].filter(Boolean).join(' ') || undefined}
        onChange={(event) => text.type(event.target.value)}
        onFocus={onFocus}
        onBlur={text.commit}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCopy={onCopy}
      />
      {refusal && (
        <span id={errorId} className="entry-refusal">
          {refusal}
        </span>
      )}
    </>
  );
});
