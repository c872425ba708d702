import { type FormEvent, useId, useState } from 'react';
import { Button } from '../../ui/form/button.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
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
      footer={
        <>
          <Button onClick={onClose}>Annuler</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Continuer
          </Button>
        </>
      }
    >
      <form id={form} className="account-form" onSubmit={submit} noValidate>
        <TextInput
          label="Nom de la clé"
          hint="Pour la reconnaître dans votre liste, par exemple « Téléphone »."
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
