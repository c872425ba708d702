import { useLocation, useSearch } from '@tanstack/react-router';
import { LinkButton } from '../../ui/form/link-button.tsx';
import { EmptyState } from '../../ui/state/empty-state.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { ForbiddenState } from '../../ui/state/forbidden-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { NotPublished } from '../publications/not-published.tsx';
import { useSession } from '../session.ts';
import { errorCode, errorFacts, errorMessage, errorReference } from '../words/error-messages.ts';
import { HomeLink } from './home-link.tsx';

interface PageStateProps {
  query: { error: unknown; refetch: () => Promise<unknown> };
  /** « Chargement de la collecte » */
  label: string;
  lines?: number;
  /** 2: in the place of a part of the page. */
  headingLevel?: 1 | 2;
  /** The words of a room that has refusals of its own. */
  message?: (error: unknown) => string;
}

/** Before the convention is described, nothing can be said of it yet. */
function NoConvention({ headingLevel }: { headingLevel: 1 | 2 }) {
  const role = useSession().data?.viewer?.role;
  const { annee } = useSearch({ from: '__root__' });
  const { pathname } = useLocation();
  if (annee !== undefined)
    return (
      <EmptyState
        title={`Aucune convention n’est connue en ${annee}`}
        headingLevel={headingLevel}
        actions={<LinkButton href={`${pathname}?annee=`}>Revenir à la période habituelle</LinkButton>}
      >
        Choisissez une année que la convention couvre.
      </EmptyState>
    );
  return (
    <EmptyState
      title="La convention n’est pas encore décrite"
      headingLevel={headingLevel}
      actions={role === 'coordinator' && <LinkButton href="/commencer">Commencer</LinkButton>}
    >
      Cette page se remplira quand le territoire, la convention et ce que chacun transmet seront connus.
    </EmptyState>
  );
}

/** In the place of a page that has no answer yet: it waits, it is closed to this person, or its question failed. */
export function PageState({
  query: { error, refetch },
  label,
  lines,
  headingLevel = 1,
  message = errorMessage,
}: PageStateProps) {
  if (!error) return <Loading shape="page" label={label} lines={lines} />;
  if (errorCode(error) === 'FORBIDDEN') return <ForbiddenState actions={<HomeLink />} />;
  if (errorFacts(error, 'NOT_FOUND')?.entity === 'convention') return <NoConvention headingLevel={headingLevel} />;
  if (errorCode(error) === 'NOT_PUBLISHED') return <NotPublished error={error} headingLevel={headingLevel} />;
  return (
    <ErrorState headingLevel={headingLevel} reference={errorReference(error)} onRetry={() => void refetch()}>
      {message(error)}
    </ErrorState>
  );
}
