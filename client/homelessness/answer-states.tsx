import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { frenchOfMonth } from '../../shared/domain/words/french-format.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { Terms } from '../lib/words/term.tsx';
import { LinkButton } from '../ui/form/link-button.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { WaitingCallout } from '../ui/status/waiting-callout.tsx';
import { type LedgerAnswer, waitingMonthWords } from './ledger-words.ts';

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
  return (
    <AnswerState query={query} label={label}>
      {(answer) => (
        <Sourced answer={answer} stale={query.isPlaceholderData}>
          {children(answer)}
        </Sourced>
      )}
    </AnswerState>
  );
}

function Sourced({
  answer: { source },
  stale,
  children,
}: {
  answer: { source: Source };
  stale: boolean;
  children: ReactNode;
}) {
  if (source.through === null) {
    return (
      <EmptyState
        title={`Aucune demande du SIAO n’est encore ${source.visibility === 'validated' ? 'publiée' : 'connue'}`}
        headingLevel={2}
      >
        <Terms>Les flux se calculent à partir des demandes d’insertion du SIAO.</Terms>{' '}
        {source.visibility === 'working' && <LinkButton href="/imports">Importer un fichier du SIAO</LinkButton>}
      </EmptyState>
    );
  }
  return (
    <div aria-busy={stale}>
      {source.visibility === 'validated' && (
        <Callout>
          Mois validés seulement, jusqu’à la fin {frenchOfMonth(source.through)}. De 1 à 10 ménages ou personnes, les
          nombres sont masqués, avec ceux qui permettraient de les retrouver.
        </Callout>
      )}
      <WaitingCallout lines={(source.waiting ?? []).map(waitingMonthWords)} />
      {children}
    </div>
  );
}
