import type { FormEvent, ReactNode } from 'react';
import { Button } from '../ui/form/button.tsx';
import { Dialog } from '../ui/overlay/dialog.tsx';
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !mutation.isPending) onSubmit();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={description} size={size}>
      <form onSubmit={submit} className="finance-form">
        {children}
        {mutation.isError && (
          <Callout tone="danger" live="assertive">
            {refusalWords(mutation.error)}
          </Callout>
        )}
        <Button type="submit" variant="primary" busy={mutation.isPending} disabled={!ready}>
          {submitLabel}
        </Button>
      </form>
    </Dialog>
  );
}
