import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { yearOf } from '../../../shared/domain/month.ts';
import { frenchMonth } from '../../../shared/domain/words/french-format.ts';
import type { ToldByFile } from '../../../shared/schemas/import.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Button } from '../../ui/form/button.tsx';
import { MonthPicker } from '../../ui/form/month-picker.tsx';
import { Card } from '../../ui/layout/card.tsx';
import { Callout } from '../../ui/status/callout.tsx';
import { importErrorMessage } from '../import-words.ts';

/** Nothing in the file says which months it is whole for: somebody does, for this one and for the next that fit in it. */
export function PeriodCard({ importId, period }: { importId: number; period: NonNullable<ToldByFile['period']> }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [from, setFrom] = useState(`${yearOf(period.from)}-01`);
  const [to, setTo] = useState(`${yearOf(period.to)}-12`);
  const [first, last] = [`${yearOf(period.from) - 1}-01`, `${yearOf(period.to) + 1}-12`];
  const decide = useMutation(
    trpc.imports.decidePeriod.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.imports.preview.queryFilter({ id: importId }));
        await queries.invalidateQueries(trpc.imports.receipt.queryFilter({ id: importId }));
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate({ id: importId, from, to });
  };
  return (
    <Card title={'Quels mois ce fichier couvre-t-il\u202f?'} headingLevel={3}>
      <form className="receipt-choice" noValidate onSubmit={submit}>
        <p>
          Rien dans le fichier ne le dit{'\u00a0'}: ses lignes vont de {frenchMonth(period.from)} à{' '}
          {frenchMonth(period.to)}. Dans les mois couverts, l’absence de ligne vaut zéro{'\u202f'}; en dehors, elle
          reste non renseignée. La réponse sera reprise pour les prochains fichiers de cette structure qui y tiennent.
        </p>
        <MonthPicker label="Premier mois" value={from} onChange={setFrom} min={first} max={to} />
        <MonthPicker label="Dernier mois" value={to} onChange={setTo} min={from} max={last} />
        <Button type="submit" busy={decide.isPending}>
          Retenir ces mois
        </Button>
        {decide.isError && (
          <Callout tone="danger" live="assertive" title="La période n’a pas été retenue">
            {importErrorMessage(decide.error)}
          </Callout>
        )}
      </form>
    </Card>
  );
}
