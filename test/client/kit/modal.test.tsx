// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfirmDialog, Dialog } from '../../../client/ui/overlay/dialog.tsx';

afterEach(cleanup);

function Page({ onConfirm }: { onConfirm: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Annuler l’import du 14 mars
      </button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Annuler cet import ?"
        confirmLabel="Annuler l’import"
        onConfirm={onConfirm}
      >
        <p>Les 1 204 lignes retrouveront leur état d’avant.</p>
      </ConfirmDialog>
    </>
  );
}

describe('a question before an act', () => {
  it('is named by its title and acts only on the confirming button', () => {
    let confirmed = 0;
    render(<Page onConfirm={() => (confirmed += 1)} />);
    fireEvent.click(screen.getByRole('button', { name: 'Annuler l’import du 14 mars' }));
    expect(screen.getByRole('dialog', { name: 'Annuler cet import ?' })).toBeTruthy();
    expect(confirmed).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Annuler l’import' }));
    expect(confirmed).toBe(1);
  });

  it('closes without acting, by its button and by Escape', () => {
    let confirmed = 0;
    render(<Page onConfirm={() => (confirmed += 1)} />);
    const opener = screen.getByRole('button', { name: 'Annuler l’import du 14 mars' });
    fireEvent.click(opener);
    fireEvent.click(screen.getByRole('button', { name: 'Fermer' }));
    expect(screen.queryByText('Annuler cet import ?')).toBeNull();
    fireEvent.click(opener);
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(screen.queryByText('Annuler cet import ?')).toBeNull();
    expect(confirmed).toBe(0);
  });
});

function Form({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Noter">
      <label>
        Note <textarea defaultValue="" />
      </label>
    </Dialog>
  );
}

describe('what was typed in a dialog', () => {
  const leaveByKey = () => fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
  const type = (text: string) => {
    const field = screen.getByLabelText('Note');
    fireEvent.focus(field);
    fireEvent.change(field, { target: { value: text } });
  };

  it('is not lost by Escape: it is asked about first, and one may go on', () => {
    let closed = 0;
    render(<Form onClose={() => (closed += 1)} />);
    type('Trois ménages');
    leaveByKey();
    expect(screen.getByRole('alert').textContent).toContain('Ce que vous avez écrit sera perdu.');
    fireEvent.click(screen.getByRole('button', { name: 'Continuer' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(closed).toBe(0);
    leaveByKey();
    fireEvent.click(screen.getByRole('button', { name: 'Abandonner' }));
    expect(closed).toBe(1);
  });

  it('is not asked about when nothing was typed', () => {
    let closed = 0;
    render(<Form onClose={() => (closed += 1)} />);
    type('');
    leaveByKey();
    expect(closed).toBe(1);
  });
});
