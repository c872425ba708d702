import { errorCode, errorMessage } from '../lib/error-messages.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { ForbiddenState } from '../ui/forbidden-state.tsx';

/** A page of the room that could not be loaded at all. */
export function FailedPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (errorCode(error) === 'FORBIDDEN') return <ForbiddenState />;
  return (
    <ErrorState headingLevel={1} onRetry={onRetry}>
      {errorMessage(error)}
    </ErrorState>
  );
}
