import { Section } from '../ui/layout/section.tsx';
import { Callout } from '../ui/status/callout.tsx';
import { Status } from '../ui/status/status.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import type { ServiceStatus } from './service-status.ts';
import { instantWords, jobWords } from './status-words.ts';

type Job = ServiceStatus['jobs'][number];

function stateOf({ failing, underWay }: Job) {
  if (failing > 0) return { tone: 'bad', shape: 'triangle', word: 'En échec, sera repris' } as const;
  if (underWay) return { tone: 'info', shape: 'clock', word: 'En cours' } as const;
  return { tone: 'good', shape: 'check', word: 'À jour' } as const;
}

const columns: TableColumn<Job>[] = [
  { key: 'name', header: 'Tâche', rowHeader: true, cell: ({ name }) => jobWords(name) },
  {
    key: 'state',
    header: 'État',
    cell: (job) => {
      const { tone, shape, word } = stateOf(job);
      return (
        <>
          <Status tone={tone} shape={shape} variant="plain">
            {word}
          </Status>
          {job.error && <p>{job.error}</p>}
        </>
      );
    },
  },
  { key: 'last', header: 'Dernière fois', cell: ({ lastDoneAt }) => instantWords(lastDoneAt) },
  { key: 'next', header: 'Prochaine', cell: ({ nextAt }) => (nextAt ? instantWords(nextAt) : 'à son heure') },
  { key: 'waiting', header: 'En attente', align: 'number', cell: ({ waiting }) => waiting },
];

/** What the observatory does by itself, and how it goes. */
export function JobTable({ jobs, alive }: { jobs: readonly Job[]; alive: boolean }) {
  return (
    <Section title="Tâches">
      {!alive && (
        <Callout tone="danger" title="Les tâches sont arrêtées.">
          <p>Redémarrez l’observatoire. Si cela recommence, regardez son journal technique.</p>
        </Callout>
      )}
      <Table
        caption="Ce que l’observatoire fait de lui-même"
        hideCaption
        columns={columns}
        rows={jobs}
        rowKey={({ name }) => name}
        empty={'Aucune tâche encore\u00a0: elles commencent au premier matin.'}
        cardsOnPhone
      />
    </Section>
  );
}
