import { type ReactNode, useId } from 'react';
import { Button } from '../form/button.tsx';
import type { IconName } from '../text/icon.tsx';
import { Modal } from './modal.tsx';
import { ModalHead } from './modal-head.tsx';
import './dialog.css';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title, read with it. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large';
}

/** A question or a form above the page: focus goes in, Escape closes, focus returns to what opened it. */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'medium' }: DialogProps) {
  const id = useId();
  return (
    <Modal
      open={open}
      onOpenChange={onOpenChange}
      labelledBy={id}
      describedBy={description ? `${id}-description` : undefined}
      className={`dialog dialog-${size}`}
    >
      <ModalHead id={id} title={title} onClose={() => onOpenChange(false)} />
      <div className="dialog-body">
        {description && (
          <p id={`${id}-description`} className="dialog-description">
            {description}
          </p>
        )}
        {children}
      </div>
      {footer && <div className="dialog-footer">{footer}</div>}
    </Modal>
  );
}

interface DialogActProps {
  /** What the act is called. */
  label: string;
  onCancel: () => void;
  /** The act, or the form that it sends. */
  act: (() => void) | { form: string };
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  icon?: IconName;
}

/** The foot of a dialog that asks before it acts: out, or on. */
export function DialogAct({
  label,
  onCancel,
  act,
  danger = false,
  busy = false,
  disabled = false,
  icon,
}: DialogActProps) {
  const how = typeof act === 'function' ? { onClick: act } : ({ type: 'submit', form: act.form } as const);
  return (
    <>
      <Button onClick={onCancel}>Annuler</Button>
      <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} {...(icon && { icon })} {...how}>
        {label}
      </Button>
    </>
  );
}

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
  danger?: boolean;
  busy?: boolean;
}

/** Asks before an act that others will see. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  onConfirm,
  danger = false,
  busy = false,
}: ConfirmDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      size="small"
      footer={
        <DialogAct
          label={confirmLabel}
          onCancel={() => onOpenChange(false)}
          act={onConfirm}
          danger={danger}
          busy={busy}
        />
      }
    >
      {children}
    </Dialog>
  );
}
