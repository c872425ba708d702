import type { ReactNode } from 'react';
import type { IconName } from '../text/icon.tsx';
import { StateMessage } from './state-message.tsx';

export interface EmptyStateProps {
  /** What is not there yet, as a sentence. */
  title: ReactNode;
  /** Why, and what to do to have something. */
  children?: ReactNode;
  actions?: ReactNode;
  icon?: IconName;
  headingLevel?: 1 | 2 | 3;
}

export function EmptyState({ icon = 'archive', ...rest }: EmptyStateProps) {
  return <StateMessage icon={icon} {...rest} />;
}
