import { type ReactNode, useId } from 'react';
import { Modal } from './modal.tsx';
import { ModalHead } from './modal-head.tsx';
import './side-panel.css';

export interface SidePanelProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Under the title: the figure that is explained. */
  lead?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** A panel at the right, the whole screen on a phone: « Pourquoi ce chiffre ? » */
export function SidePanel({ open, onOpenChange, title, lead, children, footer }: SidePanelProps) {
  const id = useId();
  return (
    <Modal open={open} onOpenChange={onOpenChange} labelledBy={id} className="side-panel">
      <ModalHead id={id} title={title} onClose={() => onOpenChange(false)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <div className="side-panel-body" tabIndex={0}>
        {lead && <div className="side-panel-lead">{lead}</div>}
        {children}
      </div>
      {footer && <div className="side-panel-footer">{footer}</div>}
    </Modal>
  );
}
