import type { ReactNode } from 'react';
import { LinkButton } from '../form/link-button.tsx';
import { StateMessage } from './state-message.tsx';

export interface ForbiddenStateProps {
  title?: ReactNode;
  /** Who may see it, and whom to ask. */
  children?: ReactNode;
  actions?: ReactNode;
  headingLevel?: 1 | 2 | 3;
}

export function ForbiddenState({
  title = 'Vous n’avez pas accès à cette page',
  children,
  actions = <LinkButton href="/">Revenir à l’accueil</LinkButton>,
  headingLevel = 1,
}: ForbiddenStateProps) {
  return (
    <StateMessage icon="lock" title={title} actions={actions} headingLevel={headingLevel}>
      {children ?? (
        <p>Votre rôle ne permet pas de la consulter. La coordination de l’observatoire peut vous en ouvrir l’accès.</p>
      )}
    </StateMessage>
  );
}
