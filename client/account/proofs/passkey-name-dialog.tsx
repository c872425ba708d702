import { type FormEvent, useId, useState } from 'react';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import '../account.css';

interface PasskeyNameDialogProps {
  title: string;
  /** What the name is at first. */
  first: string;
  busy: boolean;
  onConfirm: (name: string) => void;
  onClose: () => void;
}

/** The name by which its owner will know a passkey again. */
export function PasskeyNameDialog({ title, first, busy, onConfirm, onClose }: PasskeyNameDialogProps) {
  const form = useId();
  const [name, setName] = useState(first);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onConfirm(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="small"
      footer={<DialogAct label="Continuer" onCancel={onClose} act={{ form }} busy={busy} />}
    >
      <form id={form} className="account-form" onSubmit={submit} noValidate>
        <TextInput
          label="Nom de la clé"
          hint={'Pour la reconnaître dans votre liste, par exemple «\u00a0Téléphone\u00a0».'}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
