// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { MonthPicker } from '../../../client/ui/form/month-picker.tsx';
import { TextInput } from '../../../client/ui/form/text-input.tsx';

afterEach(cleanup);

describe('a field', () => {
  it('ties the hint and the error to the control', () => {
    render(<TextInput label="Montant" hint="En euros." error="Écrivez un nombre." required />);
    const input = screen.getByRole('textbox', { name: /Montant/ });
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(['En euros.', 'Écrivez un nombre.']);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(input.hasAttribute('required')).toBe(true);
  });

  it('says in words that it is required', () => {
    render(<TextInput label="Montant" required />);
    expect(screen.getByLabelText('Montant (obligatoire)')).toBeTruthy();
  });

  it('is not described nor invalid when there is nothing to say', () => {
    render(<TextInput label="Montant" />);
    const input = screen.getByLabelText('Montant');
    expect(input.hasAttribute('aria-describedby')).toBe(false);
    expect(input.hasAttribute('aria-invalid')).toBe(false);
  });
});

describe('the month picker', () => {
  const pick = (value: string) => {
    const chosen: string[] = [];
    render(
      <MonthPicker label="Mois" value={value} min="2024-03" max="2026-06" onChange={(month) => chosen.push(month)} />,
    );
    return chosen;
  };

  it('goes to the month before across the year', () => {
    const chosen = pick('2026-01');
    fireEvent.click(screen.getByRole('button', { name: 'Mois précédent' }));
    expect(chosen).toEqual(['2025-12']);
  });

  it('stays within the months that may be chosen when the year changes', () => {
    const chosen = pick('2025-11');
    fireEvent.change(screen.getByLabelText('Année'), { target: { value: '2026' } });
    expect(chosen).toEqual(['2026-06']);
  });

  it('stops at the last month', () => {
    pick('2026-06');
    expect((screen.getByRole('button', { name: 'Mois suivant' }) as HTMLButtonElement).disabled).toBe(true);
  });
});
