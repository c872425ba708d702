import type { ErrorComponentProps } from '@tanstack/react-router';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { EmptyState } from '../../ui/state/empty-state.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { errorMessage, errorReference } from '../words/error-messages.ts';
import { MissingPart } from '../words/missing-part.ts';
import type { AddressFault } from './address-fault.ts';
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

/** An address that asks for a year or a month that does not exist: said, with a way back to the page itself. */
export function AddressFaultPage({ fault, path }: { fault: AddressFault; path: string }) {
  const room = fault === 'path-month' ? `/${path.split('/')[1]}` : path;
  return (
    <EmptyState
      title={fault === 'year' ? 'Cette année n’existe pas' : 'Ce mois n’existe pas'}
      headingLevel={1}
      actions={
        <>
          <LinkButton href={`${room}?annee=`}>Revenir à la page</LinkButton>
          <LinkButton href="/?annee=">Revenir à l’accueil</LinkButton>
        </>
      }
    >
      L’adresse demande {fault === 'year' ? 'une année' : 'un mois'} que l’observatoire ne connaît pas. La page s’ouvre
      sur sa période habituelle, où vous pourrez en choisir une autre.
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
