import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isDate } from '../../../shared/domain/month.ts';
import { frenchDate } from '../../../shared/domain/words/french-format.ts';
import { PeriodFields } from '../../lib/period-fields.tsx';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { VisuallyHidden } from '../../ui/text/visually-hidden.tsx';
import { accountErrorMessage, roleWords } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';
import { type OrganisationChoice, type Place, PlaceFields, placeFault } from './place-fields.tsx';
import '../account.css';

type PersonRow = Answers['accounts']['people']['people'][number];
type MembershipRow = PersonRow['memberships'][number];

/** Example: « SOLIHA, en remplacement de Julie Petit, du 1 décembre au 20 décembre 2025 ». */
export function membershipWords({ organisation, role, deputyFor, fromDate, toDate }: MembershipRow): string {
  const until =
    toDate === null ? `depuis le ${frenchDate(fromDate)}` : `du ${frenchDate(fromDate)} au ${frenchDate(toDate)}`;
  return [
    organisation ?? roleWords[role],
    ...(deputyFor === null ? [] : [`en remplacement de ${deputyFor}`]),
    until,
  ].join(', ');
}

interface Props {
  person: PersonRow;
  people: readonly PersonRow[];
  organisations: readonly OrganisationChoice[];
  today: string;
  onClose: () => void;
}

/** The other places of a person: an organisation more, or somebody's stead until a day. */
export function PlaceDialog({ person, people, organisations, today, onClose }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(trpc.accounts.people.queryFilter());
  const add = useMutation(
    trpc.accounts.addMembership.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const end = useMutation(trpc.accounts.endMembership.mutationOptions({ onSuccess: refresh }));
  const [replaced, setReplaced] = useState('');
  const [place, setPlace] = useState<Place>({ role: 'contributor', organisationId: null });
  const [dates, setDates] = useState({ fromDate: today, toDate: '' });
  const [checked, setChecked] = useState(false);
  const others = people.filter((one) => one.id !== person.id && !one.disabled);
  const holder = others.find(({ id }) => id === replaced);
  const asked: Place = holder ? { role: holder.role, organisationId: holder.organisationId } : place;
  const fault = placeFault(asked);
  const faults = {
    fromDate: isDate(dates.fromDate) ? null : 'Donnez le premier jour.',
    toDate:
      dates.toDate === ''
        ? holder
          ? 'Un remplacement finit un jour\u00a0: donnez le dernier.'
          : null
        : isDate(dates.toDate) && dates.toDate >= dates.fromDate
          ? null
          : 'Le dernier jour vient après le premier.',
  };
  const confirm = () => {
    setChecked(true);
    if (fault || faults.fromDate || faults.toDate) return;
    add.mutate({
      ...{ userId: person.id, ...asked, fromDate: dates.fromDate, toDate: dates.toDate || null },
      deputyForId: holder?.id ?? null,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Rattacher ${person.name} à une autre structure`}
      description="La personne choisit dans le menu de son nom pour qui elle agit. Le journal dit chaque fois pour qui."
      footer={<DialogAct label="Rattacher" onCancel={onClose} act={confirm} busy={add.isPending} />}
    >
      <div className="account-form">
        <Refusal
          title="Rattachement inchangé"
          message={(add.error ?? end.error) && accountErrorMessage(add.error ?? end.error)}
        />
        {person.memberships.length > 0 && (
          <ul className="account-places">
            {person.memberships.map((one) => (
              <li key={one.id}>
                {membershipWords(one)}{' '}
                <Button size="small" busy={end.isPending} onClick={() => end.mutate({ membershipId: one.id })}>
                  Mettre fin
                  <VisuallyHidden> au rattachement à {one.organisation ?? roleWords[one.role]}</VisuallyHidden>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Select
          label="En remplacement de"
          hint="Le remplacement donne les droits de la personne remplacée, et finit de lui-même."
          value={replaced}
          placeholder="Personne\u00a0: elle y travaille aussi"
          options={others.map(({ id, name, organisation, role }) => ({
            value: id,
            label: `${name} (${organisation ?? roleWords[role]})`,
          }))}
          onChange={setReplaced}
        />
        {!holder && (
          <PlaceFields
            place={place}
            organisations={organisations}
            onChange={setPlace}
            error={checked ? (fault ?? undefined) : undefined}
          />
        )}
        <PeriodFields
          {...dates}
          faults={checked ? faults : {}}
          {...(!holder && { openEnd: 'Vide\u00a0: jusqu’à nouvel ordre.' })}
          onChange={(part) => setDates((former) => ({ ...former, ...part }))}
        />
      </div>
    </Dialog>
  );
}
