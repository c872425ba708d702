import type { ReactNode } from 'react';
import { Icon, type IconName } from '../text/icon.tsx';
import './callout.css';

export type CalloutTone = 'info' | 'success' | 'warning' | 'danger';

const icons: Record<CalloutTone, IconName> = { info: 'info', success: 'check', warning: 'alert', danger: 'alert' };
const spoken: Record<CalloutTone, string> = {
  info: 'Information',
  success: 'Réussi',
  warning: 'Attention',
  danger: 'Erreur',
};

export interface CalloutProps {
  tone?: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Says it aloud when it appears: `polite` after an action, `assertive` for a refusal. Leave out for what was there from the start. */
  live?: 'polite' | 'assertive';
}

export function Callout({ tone = 'info', title, children, actions, live }: CalloutProps) {
  const role = live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined;
  return (
    <div className={`callout callout-${tone}`} role={role}>
      <Icon name={icons[tone]} />
      <div className="callout-text">
        <p className="callout-title">
          <span className={title ? 'visually-hidden' : undefined}>
            {spoken[tone]}
            {title ? ' : ' : ''}
          </span>
          {title}
        </p>
        {children && <div className="callout-body">{children}</div>}
        {actions && <div className="callout-actions">{actions}</div>}
      </div>
    </div>
  );
}
