import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Select } from '../../ui/form/select.tsx';
import { ConfirmDialog } from '../../ui/overlay/dialog.tsx';
import { accountErrorMessage, roleWords } from '../account-words.ts';
import { Refusal } from '../sign-in/refusal.tsx';

type PersonRow = Answers['accounts']['people']['people'][number];

/** What rests on a person who leaves, a line each. */
function holdingLines({ owned, stoodIn, steps }: Answers['accounts']['holdings']): string[] {
  const years = [...new Set(steps.map(({ year }) => year))];
  return [
    ...owned.map(({ name }) => `répond des chiffres de ${name}`),
    ...stoodIn.map(({ name }) => `supplée pour ${name}`),
    ...years.map((year) => `suit des étapes du rapport ${year}`),
  ];
}

/** Asks before closing an account, or opening it again. */
export function DisableDialog({
  person,
  people,
  onClose,
}: {
  person: PersonRow;
  people: readonly PersonRow[];
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = async () => {
    await queryClient.invalidateQueries(trpc.accounts.people.queryFilter());
    onClose();
  };
  const disable = useMutation(trpc.accounts.disable.mutationOptions({ onSuccess }));
  const enable = useMutation(trpc.accounts.enable.mutationOptions({ onSuccess }));
  const held = useQuery(trpc.accounts.holdings.queryOptions({ userId: person.id }, { enabled: !person.disabled }));
  const [successorId, setSuccessorId] = useState('');
  const act = person.disabled ? enable : disable;
  const lines = held.data ? holdingLines(held.data) : [];
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person.disabled ? `Réactiver le compte de ${person.name} ?` : `Désactiver le compte de ${person.name} ?`}
      confirmLabel={person.disabled ? 'Réactiver' : 'Désactiver'}
      danger={!person.disabled}
      busy={act.isPending}
      onConfirm={() =>
        person.disabled
          ? enable.mutate({ userId: person.id })
          : disable.mutate({ userId: person.id, successorId: successorId || null })
      }
    >
      <Refusal title="Compte inchangé" message={act.error && accountErrorMessage(act.error)} />
      {person.disabled
        ? 'La personne pourra de nouveau se connecter avec son mot de passe.'
        : 'Ses sessions se ferment tout de suite. Ce qu’elle a saisi reste. Le compte pourra être réactivé.'}
      {lines.length > 0 && (
        <>
          <p>À reprendre par quelqu’un{'\u00a0'}:</p>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <Select
            label="Qui reprend"
            hint="Sans personne en particulier, les rappels vont à toute la structure."
            placeholder="Personne en particulier"
            value={successorId}
            options={people
              .filter((one) => one.id !== person.id && !one.disabled)
              .map(({ id, name, organisation, role }) => ({
                value: id,
                label: `${name} (${organisation ?? roleWords[role]})`,
              }))}
            onChange={setSuccessorId}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
