import { type KeyboardEvent, type RefObject, useState } from 'react';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { TextArea } from '../../ui/form/text-area.tsx';
import { frenchInstant } from '../saving/save-words.ts';
import type { CellMessage } from './entry-model.ts';

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
