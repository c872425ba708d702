import type { ReactNode } from 'react';
import { Icon, type IconName } from '../text/icon.tsx';
import { Link } from '../text/link.tsx';
import type { ButtonVariant } from './button.tsx';
import './button.css';

export interface LinkButtonProps {
  href: string;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: 'medium' | 'small';
  icon?: IconName;
  /** The file name offered, or true: the link then skips the router. */
  download?: boolean | string;
}

/** A link that looks like a button: it goes somewhere, or downloads. What acts is a Button. */
export function LinkButton({
  href,
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  download,
}: LinkButtonProps) {
  return (
    <Link href={href} download={download} className={`button button-${variant} button-${size}`}>
      {icon && <Icon name={icon} />}
      <span className="button-label">{children}</span>
    </Link>
  );
}
