import { createContext, use } from 'react';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

const HelpContext = createContext<string | null>(null);

/** Where the help of the page shown is; every page header below leads there. */
export const HelpProvider = HelpContext;

/** « ? » beside the title of a page. */
export function HelpLink() {
  const href = use(HelpContext);
  if (href === null) return null;
  return (
    <span className="page-header-help">
      <Link href={href} className="button button-quiet button-medium button-icon-only">
        <Icon name="help" />
        <span className="visually-hidden">Aide de cette page</span>
      </Link>
    </span>
  );
}
