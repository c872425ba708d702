import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextInput } from '../ui/text-input.tsx';

/** A target in force, as far as amending it goes. */
export interface TargetRow {
  code: string;
  label: string;
  year: number;
  value: number;
  text: string;
}

const number = (text: string) => Number(text.replace(/\s/gu, '').replace(',', '.'));

/** Another target for a year: the former one stays readable, the signed act and the reason are kept. */
export function AmendDialog({ target, onClose }: { target: TargetRow; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [value, setValue] = useState(String(target.value).replace('.', ','));
  const [act, setAct] = useState('');
  const [actDate, setActDate] = useState('');
  const [reason, setReason] = useState('');
  const amend = useMutation(
    trpc.catalogue.amendTarget.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const valid = Number.isFinite(number(value)) && number(value) >= 0 && value.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid) amend.mutate({ code: target.code, year: target.year, value: number(value), act, actDate, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Modifier la cible ${target.year}`}
      description={`${target.label} : ${target.text} aujourd’hui.`}
    >
      <form onSubmit={submit} className="form">
        <TextInput
          label="Nouvelle cible"
          inputMode="decimal"
          required
          value={value}
          onChange={(event) => setValue(event.target.value)}
          error={valid ? undefined : 'Écrivez un nombre positif, par exemple 40.'}
        />
        <TextInput
          label="Acte signé"
          hint="Par exemple : avenant n° 1"
          required
          value={act}
          onChange={(event) => setAct(event.target.value)}
        />
        <TextInput
          label="Date de l’acte"
          type="date"
          required
          value={actDate}
          onChange={(event) => setActDate(event.target.value)}
        />
        <TextArea label="Raison" required value={reason} onChange={(event) => setReason(event.target.value)} />
        {amend.isError && (
          <Callout tone="danger" live="assertive">
            {errorMessage(amend.error)}
          </Callout>
        )}
        <Button type="submit" variant="primary" busy={amend.isPending}>
          Enregistrer l’avenant
        </Button>
      </form>
    </Dialog>
  );
}
