import { Menu, type MenuItem } from '../overlay/menu.tsx';
import { Icon } from '../text/icon.tsx';
import './user-menu.css';

export interface UserMenuProps {
  name: string;
  /** In French: « Coordinatrice », « Contributeur », « Lecteur ». */
  role: string;
  organisation?: string | undefined;
  onSignOut: () => void;
  /** « Mon compte » by default. */
  accountHref?: string;
  items?: readonly MenuItem[];
}

/** Who is signed in, for whom, and the way out. */
export function UserMenu({ name, role, organisation, onSignOut, accountHref = '/compte', items = [] }: UserMenuProps) {
  const all: MenuItem[] = [
    { key: 'account', label: 'Mon compte', icon: 'user', href: accountHref },
    ...items,
    { key: 'sign-out', label: 'Se déconnecter', icon: 'logout', onSelect: onSignOut, separated: true },
  ];
  return (
    <Menu
      items={all}
      header={
        <>
          <strong>{name}</strong>
          <span>{role}</span>
          {organisation && <span>{organisation}</span>}
        </>
      }
      trigger={
        <button type="button" className="user-menu-trigger">
          <Icon name="user" />
          <span className="user-menu-text">
            <span className="user-menu-name">{name}</span>
            <span className="user-menu-role">{organisation ? `${role} · ${organisation}` : role}</span>
          </span>
          <Icon name="chevron-down" size="small" />
        </button>
      }
    />
  );
}
