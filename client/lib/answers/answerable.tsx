import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { NO_BREAK_SPACE as S } from '../../../shared/domain/words/french-format.ts';
import { Button } from '../../ui/form/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { TextInput } from '../../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../../ui/overlay/dialog.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { useTRPC } from '../trpc.ts';
import { errorMessage } from '../words/error-messages.ts';
import './answerable.css';

interface Team {
  organisationId: number;
  people: ReadonlyArray<{ id: string; name: string }>;
  ownerId: string | null;
  deputyId: string | null;
  phone: string | null;
}

/** Names who answers for the figures, who stands in, and the number to call. There is no way to name nobody. */
function AnswerableDialog({
  organisationId,
  people,
  ownerId,
  deputyId,
  phone,
  onClose,
}: Team & { onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [owner, setOwner] = useState(ownerId ?? '');
  const [deputy, setDeputy] = useState(deputyId ?? '');
  const [number, setNumber] = useState(phone ?? '');
  const [asked, setAsked] = useState(false);
  const hasPeople = people.length > 0;
  const name = useMutation(
    trpc.absences.nameOwner.mutationOptions({
      onSuccess: onClose,
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.absences.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.collection.pathKey() }),
        ]),
    }),
  );
  const confirm = () => {
    setAsked(true);
    if (owner || !hasPeople)
      name.mutate({ organisationId, ownerId: owner || null, deputyId: deputy || null, phone: number.trim() || null });
  };
  const options = people.map((one) => ({ value: one.id, label: one.name }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Qui répond des chiffres"
      description={
        hasPeople
          ? 'Les rappels vont à cette personne, ou à son relais pendant une absence. On peut passer la main, pas s’en désinscrire.'
          : 'Personne n’a encore de compte dans cette structure\u00a0: son numéro permet de l’appeler.'
      }
      footer={<DialogAct label="Enregistrer" onCancel={onClose} act={confirm} busy={name.isPending} />}
    >
      <div className="answerable-form">
        {name.error && <Callout tone="danger" live="assertive" title={errorMessage(name.error)} />}
        {hasPeople && (
          <>
            <Select
              label="Répond des chiffres"
              placeholder="Choisir une personne"
              options={options}
              value={owner}
              error={asked && !owner && 'Choisissez la personne qui répond des chiffres.'}
              onChange={(id) => {
                setOwner(id);
                if (id === deputy) setDeputy('');
              }}
            />
            <Select
              label="Relais"
              placeholder="Aucun en particulier"
              options={options.filter(({ value }) => value !== owner)}
              value={deputy}
              onChange={setDeputy}
            />
          </>
        )}
        <TextInput
          label="Téléphone de la structure"
          hint="Numéro professionnel, montré à la coordination seule."
          type="tel"
          autoComplete="off"
          maxLength={30}
          width="medium"
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </div>
    </Dialog>
  );
}

/** Opens the contact of an organisation, asked for when it is opened. */
export function ContactButton({ organisationId, name }: { organisationId: number; name: string }) {
  const trpc = useTRPC();
  const [changing, setChanging] = useState(false);
  const { data } = useQuery(trpc.absences.list.queryOptions({ organisationId }, { enabled: changing }));
  return (
    <>
      <Button size="small" icon="edit" onClick={() => setChanging(true)}>
        Contact<span className="visually-hidden"> de {name}</span>
      </Button>
      {changing && data && <AnswerableDialog {...data} onClose={() => setChanging(false)} />}
    </>
  );
}

/** Who answers for the figures of an organisation (of one's own when none is given), and a way to hand it over. */
export function Answerable({ organisationId }: { organisationId?: number }) {
  const trpc = useTRPC();
  const [changing, setChanging] = useState(false);
  const { data } = useQuery(trpc.absences.list.queryOptions({ organisationId }));
  if (!data || data.people.length === 0) return null;
  const nameOf = (id: string | null) => data.people.find((one) => one.id === id)?.name;
  const owner = nameOf(data.ownerId);
  const deputy = nameOf(data.deputyId);
  const words = owner
    ? `Répond des chiffres${S}: ${owner}${deputy ? `, relais${S}: ${deputy}` : ', sans relais désigné'}.`
    : `Personne n’est désigné pour répondre des chiffres${S}: les rappels vont à tout le monde.`;
  return (
    <div className="answerable">
      <p>{words}</p>
      <Button size="small" onClick={() => setChanging(true)}>
        {owner ? 'Passer la main' : 'Désigner quelqu’un'}
      </Button>
      {changing && <AnswerableDialog {...data} onClose={() => setChanging(false)} />}
    </div>
  );
}
