import { type FormEvent, type ReactNode, useId } from 'react';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { refusalWords } from './refusal-words.ts';
import './finance.css';

/** A form above the page, with what the server refused of it. */
export function FormDialog({
  title,
  description,
  submitLabel,
  mutation,
  ready,
  onSubmit,
  onClose,
  size,
  children,
}: {
  title: string;
  description?: string | undefined;
  submitLabel: string;
  mutation: { isPending: boolean; isError: boolean; error: unknown };
  /** False while something typed cannot be sent. */
  ready: boolean;
  onSubmit: () => void;
  onClose: () => void;
  size?: 'medium' | 'large';
  children: ReactNode;
}) {
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !mutation.isPending) onSubmit();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      size={size}
      footer={
        <DialogAct label={submitLabel} onCancel={onClose} act={{ form }} busy={mutation.isPending} disabled={!ready} />
      }
    >
      <form id={form} onSubmit={submit} className="finance-form">
        {children}
        {mutation.isError && (
          <Callout tone="danger" live="assertive">
            {refusalWords(mutation.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
