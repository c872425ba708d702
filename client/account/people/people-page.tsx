import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../lib/session.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { ErrorState } from '../../ui/state/error-state.tsx';
import { ForbiddenState } from '../../ui/state/forbidden-state.tsx';
import { Loading } from '../../ui/state/loading.tsx';
import { accountErrorMessage } from '../account-words.ts';
import { InvitationTable } from './invitation-table.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleTable } from './people-table.tsx';

/** Who may come in, as what, and who has been invited. The coordinator's page. */
export function PeoplePage() {
  const trpc = useTRPC();
  const viewer = useSession().data?.viewer;
  const { inviter } = useSearch({ from: '/personnes' });
  const [inviting, setInviting] = useState(inviter !== undefined);
  const allowed = viewer?.role === 'coordinator';
  const people = useQuery(trpc.accounts.people.queryOptions(undefined, { enabled: allowed }));
  if (viewer && !allowed) {
    return <ForbiddenState headingLevel={1}>La liste des personnes est réservée à la coordination.</ForbiddenState>;
  }
  if (people.isPending || !viewer) return <Loading shape="page" label="Chargement des personnes" />;
  if (people.isError) {
    return (
      <ErrorState headingLevel={1} onRetry={() => void people.refetch()}>
        {accountErrorMessage(people.error)}
      </ErrorState>
    );
  }
  const { invitations, organisations, today } = people.data;
  return (
    <>
      <PageHeader
        title="Personnes"
        lead="Chaque personne entre sur invitation. Une structure partenaire ne voit et n’écrit que ses propres données."
        actions={
          <Button variant="primary" icon="plus" onClick={() => setInviting(true)}>
            Inviter une personne
          </Button>
        }
      />
      <Section title="Comptes">
        <PeopleTable people={people.data.people} organisations={organisations} viewerId={viewer.id} today={today} />
      </Section>
      <Section title="Invitations en attente" lead="Un lien sert une fois, pendant 14 jours.">
        <InvitationTable invitations={invitations} />
      </Section>
      {inviting && (
        <InviteDialog
          organisations={organisations}
          organisationId={inviter ?? null}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
