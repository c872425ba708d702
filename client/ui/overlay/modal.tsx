import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import './modal.css';

export interface ModalProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The id of the title that names it. */
  labelledBy: string;
  describedBy?: string | undefined;
  className: string;
  children: ReactNode;
}

/**
 * The browser's own modal: it holds the focus, makes the page behind inert, closes on Escape and gives the focus back to
 * what opened it. Radix's writes a `<style>` that our content security policy refuses, and loses the focus when no trigger
 * is declared.
 */
export function Modal({ open, onOpenChange, labelledBy, describedBy, className, children }: ModalProps) {
  const element = useRef<HTMLDialogElement>(null);
  // A layout effect: its cleanup still finds the element in the page, and only then does closing give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, [open]);
  const closeFromTheVeil = (event: MouseEvent) => {
    if (event.target === element.current) onOpenChange(false);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape, that the browser handles, is the keyboard's way to close it.
    <dialog
      ref={element}
      className={`modal ${className}`}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onClick={closeFromTheVeil}
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      // The event comes late: a dialog that was closed and opened again meanwhile has nothing to tell.
      onClose={() => open && !element.current?.open && onOpenChange(false)}
    >
      {open && children}
    </dialog>
  );
}
