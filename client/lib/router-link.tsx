import { Link } from '@tanstack/react-router';
import type { LinkProps } from '../ui/link.tsx';

/** The router's link for the UI kit: an address as text, its search included. */
export function RouterLink({ href, children, ...rest }: LinkProps) {
  const [path = '/', query] = href.split('?');
  const search = query ? Object.fromEntries(new URLSearchParams(query)) : undefined;
  return (
    <Link {...rest} to={path as '/'} search={search as never}>
      {children}
    </Link>
  );
}
