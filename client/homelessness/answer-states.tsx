import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { frenchOfMonth } from '../../shared/domain/french-format.ts';
import { errorMessage, errorReference } from '../lib/error-messages.ts';
import { Terms } from '../lib/term.tsx';
import { Callout } from '../ui/callout.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Loading } from '../ui/loading.tsx';
import type { LedgerAnswer } from './ledger-words.ts';

type Source = LedgerAnswer['source'];

/** Waiting, refused, nothing yet, or the answer with where it comes from. */
export function AnswerStates<Answer extends { source: Source }>({
  query,
  label,
  children,
}: {
  query: UseQueryResult<Answer, unknown>;
  label: string;
  children: (answer: Answer) => ReactNode;
}) {
  if (query.isPending) return <Loading label={label} />;
  if (query.isError) {
    return (
      <ErrorState headingLevel={2} reference={errorReference(query.error)} onRetry={() => query.refetch()}>
        {errorMessage(query.error)}
      </ErrorState>
    );
  }
  const { source } = query.data;
  if (source.through === null) {
    return (
      <EmptyState title="Aucune demande du SIAO n’est encore connue" headingLevel={2}>
        <Terms>Les flux se calculent à partir des demandes d’insertion du SIAO.</Terms>{' '}
        {source.sight === 'all' && <LinkButton href="/imports">Importer un fichier du SIAO</LinkButton>}
      </EmptyState>
    );
  }
  return (
    <div aria-busy={query.isPlaceholderData}>
      {source.sight === 'public' && (
        <Callout>
          Mois validés seulement, jusqu’à la fin {frenchOfMonth(source.through)}. De 1 à 10 ménages ou personnes, les
          nombres sont masqués, avec ceux qui permettraient de les retrouver.
        </Callout>
      )}
      {children(query.data)}
    </div>
  );
}
