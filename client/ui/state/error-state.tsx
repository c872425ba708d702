import type { ReactNode } from 'react';
import { Button } from '../form/button.tsx';
import { StateMessage } from './state-message.tsx';

export interface ErrorStateProps {
  title?: ReactNode;
  /** One plain sentence: what failed and that nothing is lost. */
  children: ReactNode;
  /** The reference that support can look up in the log. */
  reference?: string | undefined;
  onRetry?: () => void;
  retrying?: boolean;
  headingLevel?: 1 | 2 | 3;
}

export function ErrorState({
  title = 'Cette partie n’a pas pu s’afficher',
  children,
  reference,
  onRetry,
  retrying,
  headingLevel,
}: ErrorStateProps) {
  return (
    <StateMessage
      icon="alert"
      role="alert"
      title={title}
      headingLevel={headingLevel}
      actions={
        onRetry && (
          <Button icon="refresh" busy={retrying} onClick={onRetry}>
            Réessayer
          </Button>
        )
      }
    >
      <p>{children}</p>
      {reference && (
        <p className="state-message-reference">
          Référence à communiquer{'\u00a0'}: <code>{reference}</code>
        </p>
      )}
    </StateMessage>
  );
}
