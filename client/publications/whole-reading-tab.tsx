import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { frenchDate, frenchShortDate } from '../../shared/domain/words/french-format.ts';
import { AnswerState } from '../lib/answers/answer-state.tsx';
import { todayInParis } from '../lib/publications/publication-words.ts';
import { useTRPC } from '../lib/trpc.ts';
import { errorMessage } from '../lib/words/error-messages.ts';
import { Button } from '../ui/form/button.tsx';
import { Section } from '../ui/layout/section.tsx';
import { ConfirmDialog } from '../ui/overlay/dialog.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Status, type StatusShape, type StatusTone } from '../ui/status/status.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { rightState, type WholeReadings } from './publication-data.ts';
import { WholeReadingDialog } from './whole-reading-dialog.tsx';

type Right = WholeReadings['rights'][number];

const states: Record<ReturnType<typeof rightState>, { word: string; tone: StatusTone; shape: StatusShape }> = {
  running: { word: 'En cours', tone: 'good', shape: 'check' },
  'to-come': { word: 'À venir', tone: 'neutral', shape: 'clock' },
  over: { word: 'Échue', tone: 'neutral', shape: 'dash' },
  ended: { word: 'Terminée', tone: 'neutral', shape: 'dash' },
};

function columnsOf(today: string, onEnd: (right: Right) => void): Array<TableColumn<Right>> {
  const stateOf = (right: Right) => rightState(right, today);
  return [
    { key: 'reader', header: 'Personne', rowHeader: true, cell: ({ user }) => user.name },
    { key: 'engagement', header: 'Engagement', cell: ({ engagement }) => engagement },
    {
      key: 'dates',
      header: 'Du, au',
      nowrap: true,
      cell: ({ fromDate, toDate }) => `${frenchShortDate(fromDate)} au ${frenchShortDate(toDate)}`,
    },
    { key: 'by', header: 'Donnée par', cell: ({ givenByName }) => givenByName },
    {
      key: 'state',
      header: 'État',
      cell: (right) => {
        const { word, tone, shape } = states[stateOf(right)];
        return (
          <Status tone={tone} shape={shape} variant="plain" note={right.endedByName && `par ${right.endedByName}`}>
            {word}
          </Status>
        );
      },
    },
    {
      key: 'end',
      header: 'Agir',
      cell: (right) =>
        stateOf(right) === 'running' || stateOf(right) === 'to-come' ? (
          <Button size="small" onClick={() => onEnd(right)}>
            Mettre fin<span className="visually-hidden"> à la lecture intégrale de {right.user.name}</span>
          </Button>
        ) : (
          '–'
        ),
    },
  ];
}

/** Who reads publications without masks: named people of the State's services, on an engagement and until a date. */
export function WholeReadingTab() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const today = todayInParis();
  const [isGiving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Right | null>(null);
  const query = useQuery(trpc.publications.wholeReadings.queryOptions());
  const end = useMutation(
    trpc.publications.endWholeReading.mutationOptions({
      onSuccess: () => setEnding(null),
      onSettled: () => queries.invalidateQueries(trpc.publications.wholeReadings.queryFilter()),
    }),
  );
  return (
    <Section
      title="Lecture intégrale"
      lead="Une personne nommée des services de l’État signataires lit les publications sans masque, sur un engagement écrit et jusqu’à une date. Chaque lecture va au journal. Tous les autres lisent les petits nombres masqués."
      actions={
        <Button variant="primary" icon="plus" onClick={() => setGiving(true)}>
          Donner la lecture intégrale
        </Button>
      }
    >
      {end.error && <Callout tone="danger" live="assertive" title={errorMessage(end.error)} />}
      <AnswerState query={query} label="Chargement des lectures intégrales">
        {({ rights, readers }) => (
          <>
            <Table
              caption="Lectures intégrales données"
              hideCaption
              cardsOnPhone
              columns={columnsOf(today, setEnding)}
              rows={rights}
              rowKey={({ id }) => id}
              empty="Personne ne lit sans masque."
            />
            {isGiving && <WholeReadingDialog readers={readers} today={today} onClose={() => setGiving(false)} />}
          </>
        )}
      </AnswerState>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Mettre fin à la lecture intégrale de ${ending?.user.name ?? ''}`}
        confirmLabel="Mettre fin"
        danger
        busy={end.isPending}
        onConfirm={() => ending && end.mutate({ id: ending.id })}
      >
        Les petits nombres lui seront masqués dès maintenant, au lieu du {frenchDate(ending?.toDate ?? today)}.
      </ConfirmDialog>
    </Section>
  );
}
