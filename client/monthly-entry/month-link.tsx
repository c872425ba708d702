import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Month } from '../../shared/domain/month.ts';
import '../ui/form/button.css';

interface MonthLinkProps {
  month: Month;
  /** The organisation that the coordinator chose; a contributor's own goes without saying. */
  organisation: number | undefined;
  variant?: 'primary' | 'secondary';
  size?: 'medium' | 'small';
  children: ReactNode;
}

/** A link to the entry of a month; its organisation stays a number in the address. */
export function MonthLink({ month, organisation, variant = 'secondary', size = 'medium', children }: MonthLinkProps) {
  return (
    <Link
      to="/mon-mois/$month"
      params={{ month }}
      search={{ organisation }}
      className={`button button-${variant} button-${size}`}
    >
      <span className="button-label">{children}</span>
    </Link>
  );
}
