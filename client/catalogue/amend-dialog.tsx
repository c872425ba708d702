import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { Profile } from '../../shared/domain/figures/target-path.ts';
import { frenchMonth } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ActFields, noAct } from './act-fields.tsx';
import { ProfileEditor } from './profile-editor.tsx';
import { asTyped, typedNumber } from './typed-number.ts';

/** A target in force, as far as amending it goes. */
export interface TargetRow {
  code: string;
  label: string;
  year: number;
  /** Null: the year has no target yet. */
  value: number | null;
  start: number | null;
  startMonth: string;
  endMonth: string;
  profile: string;
  weights: number[];
  /** Set when the target counts something else than the indicator does. */
  unit?: string | null;
  unitReading?: string | null;
  text: string;
}

interface Draft {
  code: string;
  year: number;
  value: number;
  start: number | null;
  profile: Profile;
  weights: number[];
  unitReading?: string;
}

/** The rate and the pace of the year under the target of today and under the new one, before anything is signed. */
function BeforeAndAfter({ draft }: { draft: Draft }) {
  const trpc = useTRPC();
  const preview = useQuery(trpc.catalogue.previewAmendment.queryOptions(draft, { placeholderData: keepPreviousData }));
  if (preview.isError) return <Callout tone="warning">{errorMessage(preview.error)}</Callout>;
  if (!preview.data) return null;
  const { before, after, value, through } = preview.data;
  return (
    <div role="status">
      <table className="table table-dense">
        <caption className="visually-hidden">Avancement avant et après l’avenant</caption>
        <thead>
          <tr>
            <th scope="col">{`${value} fin ${frenchMonth(through)}`}</th>
            <th scope="col">Avancement</th>
            <th scope="col">Rythme</th>
          </tr>
        </thead>
        <tbody>
          {[
            { name: 'Aujourd’hui', judged: before },
            { name: 'Après l’avenant', judged: after },
          ].map(({ name, judged }) => (
            <tr key={name}>
              <th scope="row">{`${name}, cible ${judged.target}`}</th>
              <td>{judged.progress}</td>
              <td>{judged.pace}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Another target for a year: the former one stays readable, the signed act and the reason are kept. */
export function AmendDialog({ target, onClose }: { target: TargetRow; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [value, setValue] = useState(target.value === null ? '' : asTyped(target.value));
  const [start, setStart] = useState(target.start === null ? '' : asTyped(target.start));
  const [path, setPath] = useState({ profile: target.profile as Profile, weights: target.weights });
  const [reading, setReading] = useState(target.unitReading ?? '');
  const [act, setAct] = useState(noAct);
  const amend = useMutation(
    trpc.catalogue.amendTarget.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const number = typedNumber(value);
  const from = start.trim() === '' ? null : typedNumber(start);
  const valid = number !== null && number >= 0 && (start.trim() === '' || from !== null);
  const draft: Draft | null = valid
    ? {
        code: target.code,
        year: target.year,
        value: number,
        start: from,
        ...path,
        ...(reading.trim().length >= 3 && { unitReading: reading.trim() }),
      }
    : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft) amend.mutate({ ...draft, ...act });
  };
  return (
    <Dialog
      open
      size="large"
      onOpenChange={(open) => !open && onClose()}
      title={`${target.value === null ? 'Fixer' : 'Modifier'} la cible ${target.year}`}
      description={`${target.label}\u00a0: ${target.text}${target.value === null ? '' : ' aujourd’hui'}.`}
      footer={<DialogAct label="Enregistrer l’avenant" onCancel={onClose} act={{ form }} busy={amend.isPending} />}
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <TextInput
          label="Nouvelle cible"
          inputMode="decimal"
          required
          width="short"
          value={value}
          onChange={(event) => setValue(event.target.value)}
          error={
            value === '' || (number !== null && number >= 0) ? undefined : 'Écrivez un nombre positif, par exemple 40.'
          }
        />
        <TextInput
          label="Point de départ"
          hint={'Vide\u00a0: un compte qui part de rien.'}
          inputMode="decimal"
          width="short"
          value={start}
          onChange={(event) => setStart(event.target.value)}
          error={start.trim() === '' || from !== null ? undefined : 'Écrivez un nombre, par exemple 75.'}
        />
        {target.unit != null && (
          <TextInput
            label="Lecture de l’unité"
            hint="La cible et l’indicateur ne comptent pas la même chose. Tant que la lecture n’est pas écrite, la cible n’est pas évaluée."
            maxLength={300}
            value={reading}
            onChange={(event) => setReading(event.target.value)}
          />
        )}
        <ProfileEditor draft={path} startMonth={target.startMonth} endMonth={target.endMonth} onChange={setPath} />
        {draft && <BeforeAndAfter draft={draft} />}
        <ActFields act={act} onChange={setAct} />
        {amend.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(amend.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
