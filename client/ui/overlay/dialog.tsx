import { type ReactNode, useId, useState } from 'react';
import { Button } from '../form/button.tsx';
import type { IconName } from '../text/icon.tsx';
import { Modal } from './modal.tsx';
import { ModalHead } from './modal-head.tsx';
import { useTyped } from './use-typed.ts';
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

/**
 * A question or a form above the page: focus goes in, Escape closes, focus returns to what opened it. What was typed is not lost
 * by a key or a click beside: it is asked about first.
 */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = 'medium' }: DialogProps) {
  const id = useId();
  const typed = useTyped();
  const [isLeaving, setLeaving] = useState(false);
  const change = (next: boolean) => {
    if (next) onOpenChange(true);
    else if (isLeaving || !typed.isTyped()) close();
    else setLeaving(true);
  };
  const close = () => {
    setLeaving(false);
    typed.forget();
    onOpenChange(false);
  };
  return (
    <Modal
      open={open}
      onOpenChange={change}
      labelledBy={id}
      describedBy={description ? `${id}-description` : undefined}
      className={`dialog dialog-${size}`}
    >
      <ModalHead id={id} title={title} onClose={() => change(false)} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: nothing acts here; what is typed inside is only noticed. */}
      <div className="dialog-body" onFocus={typed.onFocus}>
        {description && (
          <p id={`${id}-description`} className="dialog-description">
            {description}
          </p>
        )}
        {children}
      </div>
      {isLeaving ? (
        <div className="dialog-footer" role="alert">
          <p className="dialog-leaving">Ce que vous avez écrit sera perdu.</p>
          <Button onClick={() => setLeaving(false)}>Continuer</Button>
          <Button variant="danger" onClick={close}>
            Abandonner
          </Button>
        </div>
      ) : (
        footer && <div className="dialog-footer">{footer}</div>
      )}
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
