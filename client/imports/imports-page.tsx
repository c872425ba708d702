import { useQuery } from '@tanstack/react-query';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorCode, errorMessage, errorReference } from '../lib/words/error-messages.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ErrorState } from '../ui/state/error-state.tsx';
import { ForbiddenState } from '../ui/state/forbidden-state.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { History } from './history.tsx';
import { ImportFlow } from './import-flow.tsx';
import { Linking } from './linking.tsx';

/** Drop a partner's file, see what it would change, take it in; and the receipts of those that came before. */
export function ImportsPage() {
  const trpc = useTRPC();
  const session = useSession();
  const help = useQuery(trpc.imports.help.queryOptions());
  if (errorCode(help.error) === 'FORBIDDEN') return <ForbiddenState />;
  return (
    <>
      <PageHeader
        title="Imports"
        lead={
          'Déposez un fichier tel quel, sans le nettoyer. Il est lu sur votre ordinateur\u00a0: les noms, dates de naissance, adresses et téléphones n’en sortent pas.'
        }
        actions={
          <LinkButton href="/registres" icon="database">
            Registres
          </LinkButton>
        }
      />
      {help.isPending && <Loading shape="page" label="Préparation de l’import" />}
      {help.isError && (
        <ErrorState onRetry={() => help.refetch()} reference={errorReference(help.error)}>
          {errorMessage(help.error)}
        </ErrorState>
      )}
      {help.data && (
        <>
          <ImportFlow help={help.data} />
          <History help={help.data} />
          {session.data?.viewer?.role === 'coordinator' && <Linking />}
        </>
      )}
    </>
  );
}
