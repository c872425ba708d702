import { useState } from 'react';
import { TextArea } from '../ui/form/text-area.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';

export interface WordsDialogProps {
  title: string;
  description: string;
  label: string;
  confirm: string;
  busy: boolean;
  error: string | null;
  onClose: () => void;
  onConfirm: (text: string) => void;
}

/** An act that needs words: a question, a reason. */
export function WordsDialog({ title, description, label, confirm, busy, error, onClose, onConfirm }: WordsDialogProps) {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const empty = text.trim() === '';
  const act = () => {
    setAsked(true);
    if (!empty) onConfirm(text.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      footer={<DialogAct label={confirm} onCancel={onClose} act={act} busy={busy} />}
    >
      <TextArea
        label={label}
        required
        rows={4}
        maxLength={2000}
        value={text}
        error={asked && empty ? 'Écrivez quelques mots\u00a0: la structure les lira.' : error}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  );
}
