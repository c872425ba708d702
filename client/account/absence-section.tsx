import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchDate } from '../../shared/domain/words/french-format.ts';
import { Answerable } from '../lib/answers/answerable.tsx';
import { type Answers, useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { Loading } from '../ui/state/loading.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';

type AbsenceLine = Answers['absences']['list']['absences'][number];

const periodWords = ({ fromDate, toDate }: AbsenceLine) =>
  toDate === null
    ? `depuis le ${frenchDate(fromDate)}, sans fin`
    : `du ${frenchDate(fromDate)} au ${frenchDate(toDate)}`;

function columnsOf(onEnd: (absence: AbsenceLine) => void): Array<TableColumn<AbsenceLine>> {
  return [
    { key: 'name', header: 'Personne', rowHeader: true, cell: ({ name }) => name },
    { key: 'period', header: 'Période', cell: periodWords },
    { key: 'deputy', header: 'Relais', cell: ({ deputy }) => deputy ?? 'aucun' },
    {
      key: 'acts',
      header: 'Agir',
      cell: (absence) => (
        <Button size="small" icon="close" onClick={() => onEnd(absence)}>
          {absence.current ? 'Mettre fin' : 'Annuler'}
          <span className="visually-hidden"> à l’absence de {absence.name}</span>
        </Button>
      ),
    },
  ];
}

/** Reminders cannot be refused, only handed over: who is away, and who stands in. */
export function AbsenceSection({ viewerId }: { viewerId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [declaring, setDeclaring] = useState(false);
  const query = useQuery(trpc.absences.list.queryOptions({}));
  const end = useMutation(
    trpc.absences.end.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.absences.pathKey() }),
    }),
  );
  const failure = query.error ?? end.error;
  return (
    <Section
      id="absences"
      title="Absences et relais"
      lead="Les rappels du mois vont aux personnes de votre structure. Pendant une absence, ils vont au relais. Ils s’arrêtent d’eux-mêmes quand tout est envoyé."
      actions={
        query.data && (
          <Button icon="plus" onClick={() => setDeclaring(true)}>
            Déclarer une absence
          </Button>
        )
      }
    >
      {failure && <Callout tone="danger" live="assertive" title={errorMessage(failure)} />}
      <Answerable />
      {query.isPending && <Loading label="Chargement des absences" lines={2} />}
      {query.data && (
        <Table
          caption="Absences en cours et à venir"
          hideCaption
          columns={columnsOf(({ id }) => end.mutate({ organisationId: query.data.organisationId, absenceId: id }))}
          rows={query.data.absences}
          rowKey={(absence) => absence.id}
          empty="Aucune absence déclarée. Déclarez-en une pour que les rappels aillent à qui vous remplace."
          cardsOnPhone
        />
      )}
      {query.data && declaring && (
        <AbsenceDialog {...query.data} viewerId={viewerId} onClose={() => setDeclaring(false)} />
      )}
    </Section>
  );
}
