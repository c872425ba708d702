import { ErrorState } from '../../ui/state/error-state.tsx';
import { ForbiddenState } from '../../ui/state/forbidden-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { NotPublished } from '../publications/not-published.tsx';
import { errorCode, errorMessage, errorReference } from '../words/error-messages.ts';

interface PageStateProps {
  query: { error: unknown; refetch: () => Promise<unknown> };
  /** « Chargement de la collecte » */
  label: string;
  lines?: number;
  /** The words of a room that has refusals of its own. */
  message?: (error: unknown) => string;
}

/** In the place of a page that has no answer yet: it waits, it is closed to this person, or its question failed. */
export function PageState({ query: { error, refetch }, label, lines, message = errorMessage }: PageStateProps) {
  if (!error) return <Loading shape="page" label={label} lines={lines} />;
  if (errorCode(error) === 'FORBIDDEN') return <ForbiddenState />;
  if (errorCode(error) === 'NOT_PUBLISHED') return <NotPublished error={error} headingLevel={1} />;
  return (
    <ErrorState headingLevel={1} reference={errorReference(error)} onRetry={() => void refetch()}>
      {message(error)}
    </ErrorState>
  );
}
