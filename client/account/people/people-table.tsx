import { useState } from 'react';
import type { Answers } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Tag } from '../../ui/status/tag.tsx';
import { Table } from '../../ui/table/table.tsx';
import { VisuallyHidden } from '../../ui/text/visually-hidden.tsx';
import { roleWords } from '../account-words.ts';
import { RemoveProofsDialog } from '../proofs/remove-proofs-dialog.tsx';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import { PasswordLinkDialog } from './password-link-dialog.tsx';
import { membershipWords, PlaceDialog } from './place-dialog.tsx';
import type { OrganisationChoice } from './place-fields.tsx';
import '../account.css';

type PersonRow = Answers['accounts']['people']['people'][number];

type Act = { kind: 'role' | 'place' | 'password' | 'proofs' | 'disable'; person: PersonRow };

/** Everyone with an account; one's own line has no action, since nobody changes their own rights. */
export function PeopleTable({
  people,
  organisations,
  viewerId,
  today,
}: {
  people: readonly PersonRow[];
  organisations: readonly OrganisationChoice[];
  viewerId: string;
  today: string;
}) {
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  return (
    <>
      <Table
        caption="Personnes qui ont un compte"
        hideCaption
        cardsOnPhone
        rows={people}
        rowKey={(person) => person.id}
        rowTone={(person) => (person.disabled ? 'muted' : undefined)}
        columns={[
          { key: 'name', header: 'Personne', rowHeader: true, cell: (person) => <PersonName person={person} /> },
          { key: 'role', header: 'Rôle', cell: (person) => roleWords[person.role] },
          { key: 'organisation', header: 'Structure', cell: (person) => <PersonPlaces person={person} /> },
          { key: 'state', header: 'État', cell: (person) => <PersonState disabled={person.disabled} /> },
          {
            key: 'actions',
            header: 'Actions',
            cell: (person) =>
              person.id === viewerId ? (
                'Vous'
              ) : (
                <PersonActions person={person} onAct={(kind) => setAct({ kind, person })} />
              ),
          },
        ]}
      />
      {act?.kind === 'role' && <ChangeRoleDialog person={act.person} organisations={organisations} onClose={close} />}
      {act?.kind === 'password' && <PasswordLinkDialog person={act.person} onClose={close} />}
      {act?.kind === 'proofs' && <RemoveProofsDialog person={act.person} onClose={close} />}
      {act?.kind === 'place' && (
        <PlaceDialog
          person={people.find(({ id }) => id === act.person.id) ?? act.person}
          {...{ people, organisations, today }}
          onClose={close}
        />
      )}
      {act?.kind === 'disable' && <DisableDialog person={act.person} people={people} onClose={close} />}
    </>
  );
}

function PersonName({ person }: { person: PersonRow }) {
  return (
    <>
      {person.name} {person.demonstration && <Tag variant="fictitious" />}
      <span className="account-person-address">{person.email}</span>
    </>
  );
}

function PersonPlaces({ person }: { person: PersonRow }) {
  return (
    <>
      {person.organisation ?? 'Sans objet'}{' '}
      {person.memberships.map((one) => (
        <span key={one.id} className="account-person-address">
          {membershipWords(one)}
        </span>
      ))}
    </>
  );
}

function PersonState({ disabled }: { disabled: boolean }) {
  return (
    <Status tone={disabled ? 'neutral' : 'good'} shape={disabled ? 'lock' : 'check'} variant="plain">
      {disabled ? 'Désactivé' : 'Actif'}
    </Status>
  );
}

function PersonActions({ person, onAct }: { person: PersonRow; onAct: (kind: Act['kind']) => void }) {
  return (
    <div className="account-actions">
      <Button size="small" onClick={() => onAct('role')}>
        Changer le rôle<VisuallyHidden> de {person.name}</VisuallyHidden>
      </Button>
      {!person.disabled && (
        <Button size="small" onClick={() => onAct('place')}>
          Autre structure<VisuallyHidden> pour {person.name}</VisuallyHidden>
        </Button>
      )}
      {!person.disabled && (
        <Button size="small" onClick={() => onAct('password')}>
          Mot de passe oublié<VisuallyHidden> par {person.name}</VisuallyHidden>
        </Button>
      )}
      {!person.disabled && (
        <Button size="small" onClick={() => onAct('proofs')}>
          Téléphone perdu<VisuallyHidden> par {person.name}</VisuallyHidden>
        </Button>
      )}
      <Button size="small" onClick={() => onAct('disable')}>
        {person.disabled ? 'Réactiver' : 'Désactiver'}
        <VisuallyHidden> {person.name}</VisuallyHidden>
      </Button>
    </div>
  );
}
