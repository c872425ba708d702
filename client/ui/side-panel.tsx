import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import './dialog.css';
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
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-overlay" />
        <Radix.Content className="side-panel" aria-describedby={undefined}>
          <div className="dialog-head">
            <Radix.Title className="dialog-title">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="quiet" size="small" icon="close" iconOnly>
                Fermer
              </Button>
            </Radix.Close>
          </div>
          <div className="side-panel-body">
            {lead && <div className="side-panel-lead">{lead}</div>}
            {children}
          </div>
          {footer && <div className="dialog-footer">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
