import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import './button.css';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'medium' | 'small';
  icon?: IconName;
  /** Shows only the icon; the children stay as the name for screen readers and as the tooltip of the mouse. */
  iconOnly?: boolean;
  /** The action runs: the button stays focusable, refuses a second click and says so. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  iconOnly = false,
  busy = false,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={joinClasses('button', `button-${variant}`, `button-${size}`, iconOnly && 'button-icon-only')}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      title={iconOnly && typeof children === 'string' ? children : rest.title}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="button-spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span className={iconOnly ? 'visually-hidden' : 'button-label'}>{children}</span>
    </button>
  );
}
