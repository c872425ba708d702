// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LeavingDialog } from '../../../client/monthly-entry/saving/leaving.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});

const open = async (onLeave: () => Promise<void>) => {
  const onStay = vi.fn();
  await act(async () => {
    render(<LeavingDialog person="karim" onLeave={onLeave} onStay={onStay} />);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
  return onStay;
};

describe('signing out', () => {
  it('asks nothing when everything is on the server, and forgets what the tab kept', async () => {
    sessionStorage.setItem('observatoire-annuler 7 karim', '[]');
    const leave = vi.fn(async () => {});
    await open(leave);
    expect(leave).toHaveBeenCalledTimes(1);
    expect(sessionStorage.getItem('observatoire-annuler 7 karim')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says that nobody is signed out when the line is cut', async () => {
    const leave = vi.fn(async () => {
      throw new TypeError('cut');
    });
    const stay = await open(leave);
    expect(screen.getByText('Vous n’êtes pas déconnecté')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    expect(stay).toHaveBeenCalled();
  });
});
