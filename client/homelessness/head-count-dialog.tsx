import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Select } from '../ui/form/select.tsx';
import { TextArea } from '../ui/form/text-area.tsx';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';

const kinds = [
  { value: 'night', label: 'Une nuit (Nuit de la solidarité)' },
  { value: 'active', label: 'Les sans-domicile à la fin d’un mois' },
] as const;
const units = [
  { value: 'persons', label: 'Personnes' },
  { value: 'households', label: 'Ménages' },
] as const;
const perimeters = [
  { value: 'insee', label: 'Insee (rue, hébergement)' },
  { value: 'convention', label: 'Convention (tous)' },
] as const;

/** A count made without the flows, so that the two can be confronted. */
export function HeadCountDialog({ onClose }: { onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [kind, setKind] = useState<(typeof kinds)[number]['value']>('night');
  const [unit, setUnit] = useState<(typeof units)[number]['value']>('persons');
  const [perimeter, setPerimeter] = useState<(typeof perimeters)[number]['value']>('insee');
  const [date, setDate] = useState('');
  const [count, setCount] = useState('');
  const [method, setMethod] = useState('');
  const add = useMutation(
    trpc.homelessness.addCount.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const counted = Number(count.replace(/\s/gu, ''));
  const valid = /^\d+$/u.test(count.replace(/\s/gu, ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) add.mutate({ kind, unit, perimeter, date, count: counted, method });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Saisir un comptage"
      description={
        'Compté à part des flux, sans quoi le test réussirait toujours. Un comptage ne s’efface pas\u00a0: une correction se saisit à la même date.'
      }
      footer={<DialogAct label="Enregistrer le comptage" onCancel={onClose} act={{ form }} busy={add.isPending} />}
    >
      <form id={form} onSubmit={submit} className="form">
        <Select label="Ce qui a été compté" options={kinds} value={kind} onChange={setKind} />
        <TextInput label="Date" type="date" required value={date} onChange={(event) => setDate(event.target.value)} />
        <Select label="Unité" options={units} value={unit} onChange={setUnit} />
        <Select label="Périmètre" options={perimeters} value={perimeter} onChange={setPerimeter} />
        <TextInput
          label="Nombre"
          inputMode="numeric"
          required
          width="short"
          value={count}
          onChange={(event) => setCount(event.target.value)}
          error={count === '' || valid ? undefined : 'Écrivez un nombre entier, par exemple 41.'}
        />
        <TextArea
          label="Méthode"
          hint={'Par exemple\u00a0: maraudes de 22\u00a0h à 1\u00a0h, quatre secteurs, vingt bénévoles'}
          required
          value={method}
          onChange={(event) => setMethod(event.target.value)}
        />
        {add.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(add.error)}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}
