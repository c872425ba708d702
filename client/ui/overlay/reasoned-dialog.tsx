import { type ReactNode, useState } from 'react';
import { Button } from '../form/button.tsx';
import { TextArea } from '../form/text-area.tsx';
import { Callout } from '../status/callout.tsx';
import type { IconName } from '../text/icon.tsx';
import { Dialog, type DialogProps } from './dialog.tsx';

const SHORTEST_REASON = 3;

export interface ReasonedDialogProps extends Pick<DialogProps, 'title' | 'description' | 'size' | 'children'> {
  /** What the button that acts says. */
  act: string;
  icon?: IconName;
  variant?: 'danger' | 'primary';
  /** What the button that leaves everything as it is says. */
  keep?: string;
  busy: boolean;
  /** Why the act was refused, under its title. */
  refusal?: { title: string; words: ReactNode } | null;
  onAct: (reason: string) => void;
  onClose: () => void;
}

/** Asks once more before a sensitive act, with its reason, which the journal keeps. */
export function ReasonedDialog(props: ReasonedDialogProps) {
  const { act, icon, variant = 'danger', keep = 'Annuler', busy, refusal, onAct, onClose, children, ...dialog } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const short = reason.trim().length < SHORTEST_REASON;
  return (
    <Dialog
      {...dialog}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button
            variant={variant}
            {...(icon && { icon })}
            busy={busy}
            onClick={() => (short ? setAsked(true) : onAct(reason.trim()))}
          >
            {act}
          </Button>
        </>
      }
    >
      {refusal && (
        <Callout tone="danger" live="assertive" title={refusal.title}>
          {refusal.words}
        </Callout>
      )}
      <TextArea
        label="Raison, gardée au journal"
        required
        rows={2}
        maxLength={500}
        value={reason}
        error={asked && short ? 'Dites pourquoi, en quelques mots.' : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      {children}
    </Dialog>
  );
}
