import { useState } from 'react';
import { TextArea } from '../ui/form/text-area.tsx';
import { FormDialog } from './form-dialog.tsx';

/** Takes something away: it needs a reason, which the journal keeps. */
export function RemovalDialog({
  title,
  mutation,
  onConfirm,
  onClose,
}: {
  title: string;
  mutation: { isPending: boolean; isError: boolean; error: unknown };
  onConfirm: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={title}
      description="Le journal garde ce qui est retiré, par qui et pourquoi."
      submitLabel="Retirer"
      mutation={mutation}
      ready={reason.trim().length >= 3}
      onSubmit={() => onConfirm(reason.trim())}
      onClose={onClose}
    >
      <TextArea
        label="Raison"
        required
        minLength={3}
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
