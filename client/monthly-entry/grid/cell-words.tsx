import { type KeyboardEvent, type RefObject, useState } from 'react';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { TextArea } from '../../ui/form/text-area.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { contentWords, frenchInstant } from '../saving/save-words.ts';
import type { Conflict, EntryCell } from './entry-cells.ts';
import type { CellMessage, EntryRow } from './entry-model.ts';

/** A text kept when the field is left, so that a cell is saved once and not at each letter. */
export function KeptText(props: {
  label: string;
  value: string | null;
  readOnly: boolean;
  rows: number;
  onKeep: (text: string | null) => void;
  onDone?: () => void;
  fieldRef?: RefObject<HTMLTextAreaElement | null>;
}) {
  const [text, setText] = useState(props.value ?? '');
  const keep = () => props.onKeep(text.trim() || null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || !props.onDone) return;
    event.preventDefault();
    keep();
    props.onDone();
  };
  return (
    <TextArea
      ref={props.fieldRef}
      label={props.label}
      rows={props.rows}
      maxLength={500}
      readOnly={props.readOnly}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}

/** Both values, who wrote the other and when, and the choice. */
export function ConflictChoice({
  cell,
  row,
  onChoose,
}: {
  cell: EntryCell;
  row: EntryRow;
  onChoose: (keep: 'mine' | 'theirs') => void;
}) {
  const conflict = cell.save as Conflict;
  const ratio = row.timeRule === 'ratio';
  return (
    <Callout
      tone="warning"
      title="Cette valeur a changé pendant votre saisie"
      actions={
        <>
          <Button size="small" onClick={() => onChoose('mine')}>
            {`Garder la mienne${S}: ${contentWords(cell.content, row.unit, ratio)}`}
          </Button>
          <Button size="small" onClick={() => onChoose('theirs')}>
            {`Prendre l’autre${S}: ${contentWords(conflict.theirs, row.unit, ratio)}`}
          </Button>
        </>
      }
    >
      {`${conflict.by ?? 'Une autre personne'} a écrit ${contentWords(conflict.theirs, row.unit, ratio)}`}
      {conflict.at && `, le ${frenchInstant(conflict.at)}`}. Vous avez écrit{' '}
      {contentWords(cell.content, row.unit, ratio)}.
    </Callout>
  );
}

/** The question asked on a cell, its answers, and the box to answer. */
export function Exchange({
  messages,
  open,
  onAnswer,
}: {
  messages: readonly CellMessage[];
  open: boolean;
  onAnswer: (text: string) => void;
}) {
  const [text, setText] = useState('');
  return (
    <div className="entry-exchange">
      <ul>
        {messages.map((message) => (
          <li key={message.at + message.text}>
            <strong>{message.kind === 'question' ? 'Question' : 'Réponse'}</strong> de {message.authorName}, le{' '}
            {frenchInstant(message.at)}
            {S}: {message.text}
          </li>
        ))}
      </ul>
      {open && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') return;
            onAnswer(text.trim());
            setText('');
          }}
        >
          <TextArea
            label="Votre réponse"
            rows={2}
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" size="small" icon="comment">
            Répondre
          </Button>
        </form>
      )}
    </div>
  );
}
