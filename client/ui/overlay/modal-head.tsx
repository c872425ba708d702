import type { ReactNode } from 'react';
import { Button } from '../form/button.tsx';
import './modal-head.css';

/** The title and the closing button that a dialog and a side panel share. */
export function ModalHead({ id, title, onClose }: { id: string; title: ReactNode; onClose: () => void }) {
  return (
    <div className="modal-head">
      <h2 id={id} className="modal-title">
        {title}
      </h2>
      <Button variant="quiet" size="small" icon="close" iconOnly onClick={onClose}>
        Fermer
      </Button>
    </div>
  );
}
