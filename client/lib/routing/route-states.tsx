import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from '../../ui/state/empty-state.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { errorMessage, errorReference } from '../words/error-messages.ts';
import { MissingPart } from '../words/missing-part.ts';
import { HomeLink } from './home-link.tsx';

export function LoadingPage() {
  return <Loading shape="page" label="Chargement de la page" />;
}

export function NotFoundPage() {
  return (
    <EmptyState title="Cette page n’existe pas" headingLevel={1} actions={<HomeLink />}>
      L’adresse est peut-être incomplète, ou la page a été renommée.
    </EmptyState>
  );
}

export function UnexpectedErrorPage({ error, reset }: ErrorComponentProps) {
  if (error instanceof MissingPart) return <MissingPage />;
  return (
    <ErrorState headingLevel={1} onRetry={reset} reference={errorReference(error)}>
      {errorMessage(error)}
    </ErrorState>
  );
}

/** A page whose script did not come: asking again needs a new page, for the browser remembers the failure. */
function MissingPage() {
  return (
    <ErrorState title="Cette page n’a pas pu venir" headingLevel={1} onRetry={() => location.reload()}>
      L’observatoire vient d’être mis à jour, ou la connexion est coupée. Ce qui est enregistré le reste, et les
      cellules déjà tapées vous attendent.
    </ErrorState>
  );
}
