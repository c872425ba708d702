import { useQuery } from '@tanstack/react-query';
import { actionFicheAddress, synthesisAddress } from '../../shared/domain/report/report-addresses.ts';
import { useTRPC } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { Table } from '../ui/table/table.tsx';

/** The fiche of each line of the annex, to hand out on its own; those of the indicators are on their pages. */
export function FicheLinks({ year }: { year: number }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.reports.readiness.queryOptions({ year }));
  if (!query.data) return null;
  const link = (key: string, name: string, format: 'pdf' | 'docx') => (
    <a href={actionFicheAddress(year, key, format)} download>
      {format === 'pdf' ? 'PDF' : 'Word'}
      <span className="visually-hidden">{`\u00a0: fiche de l’action ${name}`}</span>
    </a>
  );
  return (
    <Section
      title="Les fiches des actions"
      lead="Une ou deux pages par ligne de l’annexe. La fiche d’un indicateur se télécharge sur sa page."
    >
      <p>
        <a href={synthesisAddress(year, 'docx')} download>
          La synthèse du comité, en document Word
        </a>
      </p>
      <Table
        caption={`Fiches des actions en ${year}`}
        hideCaption
        dense
        rows={query.data.actions}
        rowKey={({ key }) => key}
        columns={[
          { key: 'action', header: 'Action', rowHeader: true, cell: ({ name }) => name },
          { key: 'pdf', header: 'PDF', cell: ({ key, name }) => link(key, name, 'pdf') },
          { key: 'docx', header: 'Word', cell: ({ key, name }) => link(key, name, 'docx') },
        ]}
      />
    </Section>
  );
}
