import { type ReactNode, useState } from 'react';
import { Button } from '../form/button.tsx';
import { joinClasses } from '../text/join-classes.ts';
import { Link, type LinkComponent, LinkProvider } from '../text/link.tsx';
import { AppNavigation, type NavItem } from './app-navigation.tsx';
import { DemoBanner } from './demo-banner.tsx';
import { UserMenu, type UserMenuProps } from './user-menu.tsx';
import './app-shell.css';

export interface AppShellProps {
  /** The territory, as data: « Dijon métropole ». */
  territory: string;
  items: readonly NavItem[];
  /** Path of the page shown, to mark its entry in the navigation. */
  currentPath: string;
  /** Nobody is signed in when left out. */
  user?: UserMenuProps;
  /** Shows « Démonstration : données fictives »; `href` leads to the details. */
  demo?: { href: string };
  /** A band over every page, under the header: what is read in the place of the usual. */
  band?: ReactNode;
  /** Links at the bottom: accessibility statement, data protection, version. */
  footer?: ReactNode;
  /** The router's link; the whole kit below uses it. */
  LinkComponent?: LinkComponent;
  children: ReactNode;
}

const PRODUCT = 'Observatoire Logement d’abord';

/** Header, navigation and main area of every page. The page itself brings its PageHeader with the only h1. */
export function AppShell(props: AppShellProps) {
  const { LinkComponent, ...rest } = props;
  if (!LinkComponent) return <Frame {...rest} />;
  return (
    <LinkProvider component={LinkComponent}>
      <Frame {...rest} />
    </LinkProvider>
  );
}

function Frame({
  territory,
  items,
  currentPath,
  user,
  demo,
  band,
  footer,
  children,
}: Omit<AppShellProps, 'LinkComponent'>) {
  const [open, setOpen] = useState(false);
  return (
    <div className="app-shell">
      <a className="app-shell-skip" href="#contenu">
        Aller au contenu
      </a>
      <header className="app-shell-header">
        {items.length > 0 && (
          <span className="app-shell-burger">
            <Button
              variant="quiet"
              icon={open ? 'close' : 'menu'}
              aria-expanded={open}
              aria-controls="navigation"
              onClick={() => setOpen(!open)}
            >
              Menu
            </Button>
          </span>
        )}
        <Link href="/" className="app-shell-name">
          <ProductMark />
          <span className="app-shell-product">{PRODUCT}</span>
          <span className="app-shell-territory">{territory}</span>
        </Link>
        {user && <UserMenu {...user} />}
      </header>
      {demo && <DemoBanner href={demo.href} />}
      {band}
      <div className={joinClasses('app-shell-body', items.length > 0 && 'app-shell-with-navigation')}>
        {items.length > 0 && (
          <AppNavigation items={items} currentPath={currentPath} open={open} onNavigate={() => setOpen(false)} />
        )}
        <div className="app-shell-column">
          <main id="contenu" className="app-shell-main" tabIndex={-1}>
            {children}
          </main>
          {footer && <footer className="app-shell-footer">{footer}</footer>}
        </div>
      </div>
    </div>
  );
}

/** A door ajar under a roof. */
function ProductMark() {
  return (
    <svg className="app-shell-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="app-shell-mark-roof" d="M3 15 16 4l13 11v13H3Z" />
      <path className="app-shell-mark-door" d="M12 28V17h8v11Z" />
    </svg>
  );
}
