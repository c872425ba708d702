import { LinkButton } from '../../ui/form/link-button.tsx';
import { EmptyState } from '../../ui/state/empty-state.tsx';
import { errorFacts, errorMessage } from '../words/error-messages.ts';

/** In the place of what a publication does not hold: before the first one, or a question that it does not answer. */
export function NotPublished({ error, headingLevel }: { error: unknown; headingLevel: 1 | 2 }) {
  const isThere = Boolean(errorFacts(error, 'NOT_PUBLISHED')?.number);
  return (
    <EmptyState
      title={isThere ? 'La publication n’en dit rien' : 'Aucun chiffre n’est encore publié'}
      headingLevel={headingLevel}
      actions={
        <LinkButton href={isThere ? '/?annee=' : '/publications'}>
          {isThere ? 'Revenir à la vue d’ensemble' : 'Voir les publications'}
        </LinkButton>
      }
    >
      {errorMessage(error)}
    </EmptyState>
  );
}
