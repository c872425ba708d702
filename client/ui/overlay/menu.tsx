import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Icon, type IconName } from '../text/icon.tsx';
import { joinClasses } from '../text/join-classes.ts';
import { Link } from '../text/link.tsx';
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

interface TriggerProps {
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'aria-controls'?: string | undefined;
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

export interface MenuProps {
  /** The button that opens: a `<button>` or a `<Button>`. */
  trigger: ReactElement<TriggerProps>;
  items: readonly MenuItem[];
  /** Text above the items: who is signed in. */
  header?: ReactNode;
  align?: 'start' | 'end';
}

function Item({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const content = (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span>{item.label}</span>
    </>
  );
  const className = joinClasses('menu-item', item.danger && 'menu-item-danger');
  const select = () => {
    onDone();
    item.onSelect?.();
  };
  return (
    <>
      {item.separated && <hr className="menu-separator" />}
      {item.href === undefined ? (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={className}
          disabled={item.disabled}
          onClick={select}
        >
          {content}
        </button>
      ) : (
        <Link
          href={item.href}
          download={item.download}
          role="menuitem"
          tabIndex={-1}
          className={className}
          onClick={select}
        >
          {content}
        </Link>
      )}
    </>
  );
}

/** The entry that a key leads to, among those that can be chosen; null when the key does not move. */
function entryFor(key: string, entries: HTMLElement[], current: number): HTMLElement | null {
  const last = entries.length - 1;
  const ranks: Record<string, number> = {
    ArrowDown: current >= last ? 0 : current + 1,
    ArrowUp: current <= 0 ? last : current - 1,
    Home: 0,
    End: last,
  };
  const rank = ranks[key];
  return rank === undefined ? null : (entries[rank] ?? null);
}

/** Stays where it is in the page (no portal): inside its landmark, and inside a modal whose outside is inert. */
export function Menu({ trigger, items, header, align = 'end' }: MenuProps) {
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const entries = () =>
    Array.from(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? []);
  const close = (back = true) => {
    setOpen(false);
    if (back) box.current?.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.focus();
  };

  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('[role="menuitem"]:not(:disabled)')?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return close(false);
    else {
      const all = entries();
      const next = entryFor(event.key, all, all.indexOf(document.activeElement as HTMLElement));
      if (!next) return;
      next.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <span ref={box} className="menu-anchor">
      {cloneElement(trigger, {
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? id : undefined,
        onClick: () => setOpen(!open),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        },
      })}
      {open && (
        <div className={`menu menu-${align}`}>
          {header && <div className="menu-header">{header}</div>}
          <div id={id} role="menu" tabIndex={-1} aria-label="Menu" onKeyDown={onKey}>
            {items.map((item) => (
              <Item key={item.key} item={item} onDone={() => close(item.href === undefined)} />
            ))}
          </div>
        </div>
      )}
    </span>
  );
}
