import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { joinClasses } from './join-classes.ts';
import { Link } from './link.tsx';
import './menu.css';

export interface MenuItem {
  key: string;
  label: ReactNode;
  icon?: IconName;
  /** Either acts… */
  onSelect?: () => void;
  /** …or goes somewhere; `download` for a file. */
  href?: string;
  download?: boolean | string;
  danger?: boolean;
  disabled?: boolean;
  /** Draws a line above. */
  separated?: boolean;
}

export interface MenuProps {
  /** The button that opens: a `<Button>`. */
  trigger: ReactElement;
  items: readonly MenuItem[];
  /** Text above the items: who is signed in. */
  header?: ReactNode;
  align?: 'start' | 'end';
}

function Item({ item }: { item: MenuItem }) {
  const content = (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span>{item.label}</span>
    </>
  );
  const className = joinClasses('menu-item', item.danger && 'menu-item-danger');
  return (
    <>
      {item.separated && <DropdownMenu.Separator className="menu-separator" />}
      <DropdownMenu.Item
        className={className}
        disabled={item.disabled}
        onSelect={item.onSelect}
        asChild={item.href !== undefined}
      >
        {item.href === undefined ? (
          content
        ) : (
          <Link href={item.href} download={item.download}>
            {content}
          </Link>
        )}
      </DropdownMenu.Item>
    </>
  );
}

/** Stays where it is in the page (no portal): inside its landmark, and inside a modal whose outside is inert. */
export function Menu({ trigger, items, header, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
        {header && <DropdownMenu.Label className="menu-header">{header}</DropdownMenu.Label>}
        {items.map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
