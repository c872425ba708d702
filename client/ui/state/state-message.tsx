import type { ReactNode } from 'react';
import { Icon, type IconName } from '../text/icon.tsx';
import './state-message.css';

export interface StateMessageProps {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  headingLevel?: 1 | 2 | 3;
  role?: 'alert';
}

/** The frame that the empty, error and forbidden states share. */
export function StateMessage({ icon, title, children, actions, headingLevel = 2, role }: StateMessageProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className="state-message" role={role}>
      <span className="state-message-icon">
        <Icon name={icon} size="large" />
      </span>
      <Heading className="state-message-title">{title}</Heading>
      {children && <div className="state-message-body">{children}</div>}
      {actions && <div className="state-message-actions">{actions}</div>}
    </div>
  );
}
