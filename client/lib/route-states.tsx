import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { errorMessage, errorReference } from './error-messages.ts';

export function LoadingPage() {
  return <Loading shape="page" label="Chargement de la page" />;
}

export function NotFoundPage() {
  return (
    <EmptyState
      title="Cette page n’existe pas"
      headingLevel={1}
      actions={<LinkButton href="/">Revenir à la vue d’ensemble</LinkButton>}
    >
      L’adresse est peut-être incomplète, ou la page a été renommée.
    </EmptyState>
  );
}

export function UnexpectedErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <ErrorState headingLevel={1} onRetry={reset} reference={errorReference(error)}>
      {errorMessage(error)}
    </ErrorState>
  );
}
