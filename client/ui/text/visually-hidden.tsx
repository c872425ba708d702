import type { ReactNode } from 'react';
import './visually-hidden.css';

/** Text for screen readers only: what the eye gets from the layout. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span id={id} className="visually-hidden">
      {children}
    </span>
  );
}
