import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { Month } from '../../../shared/domain/month.ts';
import { contentText, type Term } from './cell-text.ts';
import { readBlock } from './clipboard-block.ts';
import type { EntryCell } from './entry-cells.ts';
import { type Address, type EntryRow, inputId, inputName } from './entry-model.ts';
import { inputAfter, meaningOf } from './grid-keys.ts';
import type { EntryActions } from './use-entry-form.ts';

export interface StillTextProps {
  row: EntryRow;
  month: Month;
  term: Term;
  cell: EntryCell;
  readOnly: boolean;
  describedBy: string | undefined;
  actions: EntryActions;
}

/** True for a key that writes: the text becomes an input, and the key goes on into it. */
function writes({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  return key.length === 1 || ['Backspace', 'Delete', 'Dead', 'Process', 'Unidentified'].includes(key);
}

function onKey(event: KeyboardEvent<HTMLElement>, address: Address, readOnly: boolean, actions: EntryActions): void {
  const meaning = meaningOf(event, false, actions.hasRange());
  if (!meaning) {
    if (!readOnly && writes(event)) actions.wake(event.currentTarget.id);
    return;
  }
  event.preventDefault();
  if (meaning.kind === 'move') actions.enter(inputAfter(event.currentTarget, meaning.move));
  else if (meaning.kind === 'extend') actions.extend(address, meaning.move);
  else if (meaning.kind === 'clear') actions.clearRange();
  else if (meaning.kind === 'undo') actions.undo();
  else if (meaning.kind === 'note') actions.askReason(address);
  else if (meaning.kind === 'cancel') actions.dropRange();
  else if (!readOnly) actions.wake(event.currentTarget.id, 'end');
}

/**
 * A cell that is not being written: a text that takes the focus, moves, copies and pastes as an input does, and becomes one
 * with the first key that writes. Nine hundred inputs take the browser as long as all the rest of the page.
 */
export function StillText({ row, month, term, cell, readOnly, describedBy, actions }: StillTextProps) {
  const address: Address = { indicatorId: row.id, month, term };
  const id = inputId(address);
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    const { clipboardData } = event;
    actions.paste(
      address,
      readBlock({ text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html') }),
    );
  };
  const text = contentText(cell.content, row.unit, term);
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    const copied = actions.copyRange() ?? { text, html: '' };
    event.clipboardData.setData('text/plain', copied.text);
    if (copied.html) event.clipboardData.setData('text/html', copied.html);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: it becomes the input that it says it is.
    <span
      id={id}
      role="textbox"
      tabIndex={-1}
      className="entry-input entry-still"
      aria-label={inputName(row, month, term)}
      aria-readonly={readOnly || undefined}
      aria-describedby={describedBy}
      data-cell=""
      data-column={month}
      data-term={term}
      onFocus={() => actions.focus(address)}
      onClick={() => !readOnly && actions.wake(id)}
      onKeyDown={(event) => onKey(event, address, readOnly, actions)}
      onPaste={onPaste}
      onCopy={onCopy}
    >
      {text}
    </span>
  );
}
