import { useQueries } from '@tanstack/react-query';
import { Fragment } from 'react';
import { yearOf } from '../../../shared/domain/month.ts';
import {
  capitalised,
  frenchCount,
  frenchDate,
  frenchShortDate,
  NO_BREAK_SPACE as S,
} from '../../../shared/domain/words/french-format.ts';
import { useSession } from '../../lib/session.ts';
import { type Answers, useTRPC } from '../../lib/trpc.ts';
import { Section } from '../../ui/layout/section.tsx';
import { Status } from '../../ui/status/status.tsx';
import { Table } from '../../ui/table/table.tsx';
import { Link } from '../../ui/text/link.tsx';
import type { Overview } from '../overview-data.ts';

type YearEditions = Answers['editions']['forYear'];
export interface YearReport extends YearEditions {
  year: number;
}

/** The reports of the convention's years that have begun, the latest first; those that the server has not said yet are left out. */
export function useReports({ convention }: Pick<Overview, 'convention'>): YearReport[] {
  const trpc = useTRPC();
  const today = useSession().data?.referenceDate;
  const last = Math.min(convention.endYear, today === undefined ? convention.startYear : yearOf(today));
  const years = Array.from({ length: Math.max(0, last - convention.startYear + 1) }, (_, back) => last - back);
  const answers = useQueries({ queries: years.map((year) => trpc.editions.forYear.queryOptions({ year })) });
  return years.flatMap((year, rank) => {
    const said = answers[rank]?.data;
    return said ? [{ ...said, year }] : [];
  });
}

/** « Rapport 2024 : 38 jours de retard »; null when it is not late. */
export function lateWords({ year, deadline: { daysLeft, met } }: Pick<YearReport, 'year' | 'deadline'>): string | null {
  if (met || daysLeft >= 0) return null;
  return `Rapport ${year}${S}: ${frenchCount(-daysLeft, 'jour de retard', 'jours de retard')}`;
}

function Standing({ report }: { report: YearReport }) {
  const { deadline } = report;
  if (deadline.met)
    return (
      <Status tone="good" shape="check" variant="plain">
        Remis
      </Status>
    );
  const isLate = deadline.daysLeft < 0;
  return (
    <Status tone={isLate ? 'bad' : 'neutral'} shape={isLate ? 'square' : 'clock'} variant="plain">
      {`Attendu ${isLate ? 'depuis' : 'pour'} le ${frenchDate(deadline.date)}`}
    </Status>
  );
}

function Files({ editions }: Pick<YearReport, 'editions'>) {
  if (editions.length === 0) return <>à la remise</>;
  return (
    <ul className="report-files">
      {editions.map(({ id, words, files }) => (
        <li key={id}>
          {`${capitalised(words)}${S}: `}
          {files.map(({ format }, rank) => (
            <Fragment key={format}>
              {rank > 0 && ', '}
              <Link href={`/documents/edition/${id}.${format}`} download>
                {format.toUpperCase()}
              </Link>
            </Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** The execution reports of the convention: when each was voted and sent, and where it is read. */
export function StateReports({ overview }: { overview: Overview }) {
  const reports = useReports(overview);
  return (
    <Section title="Rapports d’exécution">
      <Table
        caption="Rapports d’exécution de la convention"
        hideCaption
        cardsOnPhone
        rows={reports}
        rowKey={({ year }) => year}
        columns={[
          { key: 'year', header: 'Rapport', rowHeader: true, nowrap: true, cell: ({ year }) => `Exécution ${year}` },
          { key: 'state', header: 'État', cell: (report) => <Standing report={report} /> },
          {
            key: 'voted',
            header: 'Voté',
            cell: ({ editions }) => {
              const on = editions.find(({ kind, votedOn }) => kind === 'report' && votedOn)?.votedOn;
              return on ? frenchShortDate(on) : '–';
            },
          },
          {
            key: 'sent',
            header: 'Transmis au Préfet',
            cell: ({ editions }) => {
              const at = editions.find(({ kind, sentAt }) => kind === 'report' && sentAt)?.sentAt;
              return at ? frenchShortDate(at.slice(0, 10)) : 'pas encore';
            },
          },
          { key: 'files', header: 'Lire', cell: ({ editions }) => <Files editions={editions} /> },
        ]}
      />
    </Section>
  );
}
