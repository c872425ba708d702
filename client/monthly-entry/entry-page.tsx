import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { capitalised, frenchMonth } from '../../shared/domain/words/french-format.ts';
import { FIRST_TO_DO } from '../lib/routing/address-fault.ts';
import { PageState } from '../lib/routing/page-state.tsx';
import { useSession } from '../lib/session.ts';
import { useTRPC } from '../lib/trpc.ts';
import { LinkButton } from '../ui/form/link-button.tsx';
import { EmptyState } from '../ui/state/empty-state.tsx';
import { nextOf } from './next-month.ts';
import { OrganisationMonth } from './organisation-month.tsx';

/** `/mon-mois/2025-10`: one organisation's month and the twelve before it; `/mon-mois/a-faire`: the one to do first. */
export function EntryPage() {
  const { month } = useParams({ from: '/mon-mois/$month' });
  const { organisation } = useSearch({ from: '/mon-mois/$month' });
  const trpc = useTRPC();
  const mine = useQuery(trpc.monthlyEntry.myMonths.queryOptions({ organisationId: organisation }));
  const signedIn = useSession().data?.viewer ?? null;
  // A session that ends leaves its person on the page: what waits is theirs.
  const [person, setPerson] = useState(signedIn);
  if (signedIn && signedIn.id !== person?.id) setPerson(signedIn);
  if (month === FIRST_TO_DO && mine.data) {
    const [latest] = mine.data.months;
    const next = nextOf(mine.data.months) ?? latest;
    if (!next) return <Navigate to="/mon-mois" search={{ organisation }} replace />;
    return <Navigate to="/mon-mois/$month" params={{ month: next.month }} search={{ organisation }} replace />;
  }
  if (!mine.data || !person) return <PageState query={mine} label="Chargement de la saisie" />;
  if (!mine.data.organisation) {
    return (
      <EmptyState
        title="Choisissez une organisation"
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Choisir</LinkButton>}
      >
        <p>La saisie se fait pour une organisation à la fois.</p>
      </EmptyState>
    );
  }
  const { id, name } = mine.data.organisation;
  const [latest] = mine.data.months;
  if (latest && month > latest.month) {
    return (
      <EmptyState
        title={`${capitalised(frenchMonth(month))} n’est pas encore ouvert`}
        headingLevel={1}
        actions={<LinkButton href="/mon-mois">Voir mes mois</LinkButton>}
      >
        <p>Un mois se saisit une fois commencé. Le dernier ouvert est {frenchMonth(latest.month)}.</p>
      </EmptyState>
    );
  }
  // Another person signed in: another form, so that nobody sends what somebody else typed.
  return (
    <OrganisationMonth
      key={`${id} ${month} ${person.id}`}
      person={person}
      organisationId={id}
      name={name}
      month={month}
      chosen={organisation}
      lines={mine.data.months}
    />
  );
}
