import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { readAmount } from '../../shared/domain/finance/finance-cents.ts';
import { frenchEuros } from '../../shared/domain/words/french-format.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { TextInput } from '../ui/form/text-input.tsx';
import { Dialog, DialogAct } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { ActFields, noAct } from './act-fields.tsx';

/** An amount of a convention that an act may change. */
export interface Amount {
  convention: string;
  field: 'grant' | 'maximum' | 'eligible-cost' | 'requested';
  year: number | null;
  /** The line of the annex that asks it. */
  action?: string;
  label: string;
  cents: number | null;
}

export function AmountDialog({ amount, onClose }: { amount: Amount; onClose: () => void }) {
  const form = useId();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [act, setAct] = useState(noAct);
  const amend = useMutation(
    trpc.catalogue.amendAmount.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        onClose();
      },
    }),
  );
  const read = readAmount(text);
  const cents = 'cents' in read ? read.cents : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { convention, field, year, action } = amount;
    if (cents !== null) amend.mutate({ convention, field, year, cents, ...(action && { action }), ...act });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Modifier un montant par avenant"
      description={`${amount.label}\u00a0: ${amount.cents === null ? 'non précisé' : frenchEuros(amount.cents)} aujourd’hui.`}
      footer={<DialogAct label="Enregistrer l’avenant" onCancel={onClose} act={{ form }} busy={amend.isPending} />}
    >
      <form id={form} onSubmit={submit} className="catalogue-form">
        <TextInput
          label="Nouveau montant"
          inputMode="decimal"
          required
          width="medium"
          suffix="€"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={
            text === '' || cents !== null
              ? undefined
              : 'problem' in read
                ? read.problem
                : 'Écrivez un montant en euros, par exemple 120 000.'
          }
        />
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
