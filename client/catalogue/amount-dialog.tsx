import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { frenchEuros } from '../../shared/domain/french-format.ts';
import { errorMessage } from '../lib/error-messages.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { ActFields, noAct } from './act-fields.tsx';
import { typedNumber } from './typed-number.ts';

/** An amount of a convention that an act may change. */
export interface Amount {
  convention: string;
  field: 'grant' | 'maximum' | 'eligible-cost';
  year: number | null;
  label: string;
  cents: number | null;
}

export function AmountDialog({ amount, onClose }: { amount: Amount; onClose: () => void }) {
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
  const euros = typedNumber(text);
  const cents = euros !== null && euros >= 0 ? Math.round(euros * 100) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { convention, field, year } = amount;
    if (cents !== null) amend.mutate({ convention, field, year, cents, ...act });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Modifier un montant par avenant"
      description={`${amount.label}\u00a0: ${amount.cents === null ? 'non précisé' : frenchEuros(amount.cents)} aujourd’hui.`}
    >
      <form onSubmit={submit} className="catalogue-form">
        <TextInput
          label="Nouveau montant"
          inputMode="decimal"
          required
          width="medium"
          suffix="€"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={text === '' || cents !== null ? undefined : 'Écrivez un montant en euros, par exemple 406 614.'}
        />
        <ActFields act={act} onChange={setAct} />
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
