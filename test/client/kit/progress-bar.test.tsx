// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ProgressBar } from '../../../client/ui/status/progress-bar.tsx';

afterEach(cleanup);

const fillOf = (element: HTMLElement) => element.style.getPropertyValue('--progress-bar-fill');

describe('the progress bar', () => {
  it('stops at 100 % while the text tells the true percent', () => {
    const { container } = render(<ProgressBar label="Diagnostics" ratio={1.3} expected={0.75} />);
    const bar = screen.getByRole('img', { name: 'Diagnostics\u00a0: 130\u202f%, attendu à date\u00a0: 75\u202f%' });
    expect(fillOf(bar)).toBe('1');
    expect(container.textContent).toBe('130\u202f%');
  });

  it('is empty below zero and says so', () => {
    render(<ProgressBar label="Expulsions" ratio={-0.25} />);
    expect(fillOf(screen.getByRole('img', { name: 'Expulsions\u00a0: \u221225\u202f%' }))).toBe('0');
  });

  it('does not show an unknown progress as 0 %', () => {
    const { container } = render(<ProgressBar label="Ateliers" ratio={null} expected={0.5} />);
    expect(
      screen.getByRole('img', { name: 'Ateliers\u00a0: non évaluable, attendu à date\u00a0: 50\u202f%' }),
    ).toBeTruthy();
    expect(container.textContent).not.toContain('0\u202f%');
  });

  it('draws the tick only when something is expected', () => {
    const { container } = render(<ProgressBar label="Ateliers" ratio={0.2} />);
    expect(container.querySelector('.progress-bar-expected')).toBeNull();
  });
});
