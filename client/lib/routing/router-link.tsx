import { defaultParseSearch, Link } from '@tanstack/react-router';
import type { LinkProps } from '../../ui/text/link.tsx';

/** The router's link for the UI kit: an address as text, its search included. */
export function RouterLink({ href, children, ...rest }: LinkProps) {
  const [address = '/', hash] = href.split('#');
  const [path = '/', query] = address.split('?');
  const search = query ? defaultParseSearch(`?${query}`) : undefined;
  return (
    <Link {...rest} to={path as '/'} search={search as never} {...(hash && { hash })}>
      {children}
    </Link>
  );
}
