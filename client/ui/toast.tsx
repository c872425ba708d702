import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import './toast.css';

export interface ToastMessage {
  title: string;
  description?: ReactNode;
  tone?: 'info' | 'success' | 'danger';
  /** One way back, such as « Annuler »; `alt` says how to do it without the toast. */
  action?: { label: string; alt: string; onSelect: () => void };
}

type Notify = (message: ToastMessage) => void;
type Shown = ToastMessage & { id: number };

const icons: Record<NonNullable<ToastMessage['tone']>, IconName> = { info: 'info', success: 'check', danger: 'alert' };

const ToastContext = createContext<Notify | null>(null);

function ToastItem({ message, onClose }: { message: Shown; onClose: () => void }) {
  const { title, description, tone = 'info', action } = message;
  return (
    <Radix.Root
      className={`toast toast-${tone}`}
      type={tone === 'danger' ? 'foreground' : 'background'}
      duration={action || tone === 'danger' ? 20_000 : 6_000}
      onOpenChange={(open) => !open && onClose()}
    >
      <Icon name={icons[tone]} />
      <div className="toast-text">
        <Radix.Title className="toast-title">{title}</Radix.Title>
        {description && <Radix.Description className="toast-description">{description}</Radix.Description>}
      </div>
      {action && (
        <Radix.Action asChild altText={action.alt}>
          <Button size="small" onClick={action.onSelect}>
            {action.label}
          </Button>
        </Radix.Action>
      )}
      <Radix.Close asChild>
        <Button variant="quiet" size="small" icon="close" iconOnly>
          Fermer
        </Button>
      </Radix.Close>
    </Radix.Root>
  );
}

/** Wraps the application once; pages then call `useToast()`. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Shown[]>([]);
  const counter = useRef(0);
  const notify = useCallback<Notify>((message) => {
    counter.current += 1;
    const id = counter.current;
    setMessages((current) => [...current.slice(-2), { ...message, id }]);
  }, []);
  return (
    <ToastContext value={notify}>
      <Radix.Provider label="Notification" swipeDirection="right">
        {children}
        {messages.map((message) => (
          <ToastItem
            key={message.id}
            message={message}
            onClose={() => setMessages((current) => current.filter((other) => other.id !== message.id))}
          />
        ))}
        <Radix.Viewport className="toast-viewport" label="Notifications ({hotkey})" />
      </Radix.Provider>
    </ToastContext>
  );
}

/** `const notify = useToast(); notify({ title: 'Enregistré', tone: 'success' })` */
export function useToast(): Notify {
  const notify = use(ToastContext);
  if (!notify) throw new Error('useToast needs a ToastProvider above it');
  return notify;
}
