import { type ComponentType, createContext, type ReactNode, use } from 'react';

/** What the kit asks of a link; the application gives the router's own, the kit alone falls back on `<a>`. */
export interface LinkProps {
  href: string;
  className?: string;
  children: ReactNode;
  'aria-current'?: 'page' | undefined;
  'aria-describedby'?: string | undefined;
  onClick?: () => void;
  /** An entry of a menu, which moves the focus itself. */
  role?: 'menuitem';
  tabIndex?: number;
  /** Offers the target as a file instead of a page. */
  download?: boolean | string | undefined;
}

export type LinkComponent = ComponentType<LinkProps>;

function PlainLink({ children, ...rest }: LinkProps) {
  return <a {...rest}>{children}</a>;
}

const LinkContext = createContext<LinkComponent>(PlainLink);

/** Gives the whole kit the router's link component; AppShell does it too when it receives `LinkComponent`. */
export function LinkProvider({ component, children }: { component: LinkComponent; children: ReactNode }) {
  return <LinkContext value={component}>{children}</LinkContext>;
}

/** A link inside the product, through the router when there is one. Downloads and other sites are always a plain `<a>`. */
export function Link(props: LinkProps) {
  const Routed = use(LinkContext);
  const leavesTheRouter = props.download !== undefined || !props.href.startsWith('/');
  return leavesTheRouter ? <PlainLink {...props} /> : <Routed {...props} />;
}
