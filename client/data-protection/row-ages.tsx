import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchCount, frenchDate, frenchInteger } from '../../shared/domain/words/french-format.ts';
import type { SourceName } from '../../shared/registers/register.ts';
import { registerLabels } from '../../shared/registers/register-labels.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ReasonedDialog } from '../ui/overlay/reasoned-dialog.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table } from '../ui/table/table.tsx';

const rows = (count: number) => frenchCount(count, 'ligne', 'lignes');

function PurgeDialog({ due, onClose }: { due: number; onClose: (erased: number | null) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const purge = useMutation(
    trpc.dataProtection.purge.mutationOptions({
      onSuccess: async ({ rows: erased }) => {
        await queries.invalidateQueries();
        onClose(erased);
      },
    }),
  );
  return (
    <ReasonedDialog
      title="Effacer les lignes arrivées à leur terme"
      description={`${rows(due)} dont le dernier contact date de plus de deux ans. Les chiffres ne changent pas. Les lignes ne reviennent pas, et les imports qui les avaient apportées ne pourront plus être annulés.`}
      size="small"
      act="Effacer"
      busy={purge.isPending}
      refusal={purge.error && { title: 'Rien n’a été effacé', words: errorMessage(purge.error) }}
      onAct={(reason) => purge.mutate({ reason })}
      onClose={() => onClose(null)}
    />
  );
}

const organisationAndRegister = (one: { organisation: string; source: SourceName }) =>
  `${registerLabels[one.source]}, ${one.organisation}`;

/** How old the rows are, and what the next purge will erase: for the coordination. */
export function RowAges() {
  const trpc = useTRPC();
  const ages = useQuery(trpc.dataProtection.ages.queryOptions());
  const [isAsking, setAsking] = useState(false);
  const [erased, setErased] = useState<number | null>(null);
  if (ages.isPending) return <Loading shape="table" label="Chargement de l’âge des lignes" />;
  if (ages.isError) return <Callout tone="danger">{errorMessage(ages.error)}</Callout>;
  const { registers, due, next, limit, byTheClock, last } = ages.data;
  return (
    <Section
      title="Âge des lignes et prochain effacement"
      lead={`Une ligne est effacée deux ans après le dernier contact${'\u00a0'}: aujourd’hui, celles d’avant le ${frenchDate(limit)}.`}
      actions={
        due > 0 && (
          <Button variant="danger" onClick={() => setAsking(true)}>
            Effacer {rows(due)}…
          </Button>
        )
      }
    >
      {erased !== null && (
        <Callout tone="success" live="polite">
          {rows(erased)} effacées. Les chiffres sont restés les mêmes.
        </Callout>
      )}
      <p>
        {due > 0 ? `${rows(due)} à effacer. ` : 'Rien à effacer aujourd’hui. '}
        {next && `Sans nouvel import, les suivantes le seront à partir du ${frenchDate(next)}. `}
        {byTheClock
          ? 'L’effacement se fait de lui-même, chaque jour.'
          : 'Dans une démonstration, rien ne s’efface de soi-même : le bouton le fait.'}
        {last && ` Dernier effacement : lignes d’avant le ${frenchDate(last.before)}.`}
      </p>
      <Table
        caption="Lignes des registres par temps écoulé depuis le dernier contact"
        hideCaption
        cardsOnPhone
        dense
        rows={registers}
        rowKey={(one) => `${one.organisationId} ${one.source}`}
        empty="Aucun registre de personnes."
        columns={[
          { key: 'register', header: 'Registre', rowHeader: true, cell: organisationAndRegister },
          { key: 'lasting', header: 'En contact', align: 'number', cell: (one) => frenchInteger(one.lasting) },
          { key: 'one', header: 'Moins d’un an', align: 'number', cell: (one) => frenchInteger(one.underAYear) },
          { key: 'two', header: 'Un à deux ans', align: 'number', cell: (one) => frenchInteger(one.underTwoYears) },
          { key: 'over', header: 'À effacer', align: 'number', cell: (one) => frenchInteger(one.over) },
          { key: 'fictitious', header: 'Fictives', align: 'number', cell: (one) => frenchInteger(one.fictitious) },
        ]}
      />
      {isAsking && (
        <PurgeDialog
          due={due}
          onClose={(count) => {
            setAsking(false);
            setErased(count);
          }}
        />
      )}
    </Section>
  );
}
