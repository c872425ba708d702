import { Icon, type IconName } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import { Link } from '../text/link.tsx';
import './app-navigation.css';

export interface NavItem {
  label: string;
  href: string;
  icon?: IconName;
  /** Entries of the same group that follow one another share a heading. */
  group?: string;
  /** A count at the right, with what it counts: « 3 à valider ». */
  badge?: { text: string; label: string };
}

export interface AppNavigationProps {
  items: readonly NavItem[];
  currentPath: string;
  /** On a narrow screen only; on a wide one the list is always there. */
  open: boolean;
  onNavigate: () => void;
}

/** The path itself, or a page below it; the root matches only itself. */
function isCurrent(href: string, path: string): boolean {
  return href === path || (href !== '/' && path.startsWith(`${href}/`));
}

function groupsOf(items: readonly NavItem[]) {
  const groups: Array<{ name: string | undefined; items: NavItem[] }> = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && last.name === item.group) last.items.push(item);
    else groups.push({ name: item.group, items: [item] });
  }
  return groups;
}

function Entry({ item, currentPath, onNavigate }: { item: NavItem; currentPath: string; onNavigate: () => void }) {
  const current = isCurrent(item.href, currentPath);
  return (
    <li>
      <Link
        href={item.href}
        onClick={onNavigate}
        aria-current={current ? 'page' : undefined}
        className={joinClasses('app-navigation-link', current && 'app-navigation-current')}
      >
        {item.icon && <Icon name={item.icon} />}
        <span className="app-navigation-label">{item.label}</span>
        {item.badge && (
          <span className="app-navigation-badge">
            <span aria-hidden="true">{item.badge.text}</span>
            <span className="visually-hidden">, {item.badge.label}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

export function AppNavigation({ items, currentPath, open, onNavigate }: AppNavigationProps) {
  return (
    <nav
      id="navigation"
      aria-label="Navigation principale"
      className={joinClasses('app-navigation', open && 'app-navigation-open')}
    >
      <div className="app-navigation-content">
        {groupsOf(items).map((group, index) => (
          <div key={group.name ?? `groupe-${group.items[0]?.href}`} className="app-navigation-group">
            {group.name && (
              <p id={`navigation-${index}`} className="app-navigation-heading">
                {group.name}
              </p>
            )}
            <ul aria-labelledby={group.name ? `navigation-${index}` : undefined}>
              {group.items.map((item) => (
                <Entry key={item.href} item={item} currentPath={currentPath} onNavigate={onNavigate} />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}
