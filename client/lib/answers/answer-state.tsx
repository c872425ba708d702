import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Deferred } from '../../ui/layout/deferred.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { NotPublished } from '../publications/not-published.tsx';
import { errorCode, errorMessage, errorReference } from '../words/error-messages.ts';

/** Waiting, refused, or the answer. */
export function AnswerState<Answer>({
  query,
  label,
  children,
}: {
  query: UseQueryResult<Answer, unknown>;
  label: string;
  children: (answer: Answer) => ReactNode;
}) {
  if (query.isPending) return <Loading label={label} />;
  if (errorCode(query.error) === 'NOT_PUBLISHED') return <NotPublished error={query.error} headingLevel={2} />;
  if (query.isError) {
    return (
      <ErrorState headingLevel={2} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  }
  return <Deferred>{children(query.data)}</Deferred>;
}
