import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LedgerFilters } from '../../shared/domain/ledger/ledger-filters.ts';
import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { PlotFigure } from '../charts/plot-figure.tsx';
import { useTRPC } from '../lib/trpc.ts';
import { Section } from '../ui/layout/section.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { AnswerStates } from './answer-states.tsx';
import { DelayChart } from './delay-chart.tsx';
import type { PathsAnswer } from './ledger-words.ts';
import { OutcomesSection } from './outcomes-section.tsx';
import { type PreparedDelay, prepareCohorts, prepareDelays, prepareSeniority, returnWords } from './prepare-delays.ts';

/** How long a home takes, how long one has been waiting, who came back. */
export function PathsTab({ filters }: { filters: LedgerFilters }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.homelessness.paths.queryOptions(filters, { placeholderData: keepPreviousData }));
  return (
    <AnswerStates query={query} label="Chargement des délais">
      {(answer) => <Paths answer={answer} />}
    </AnswerStates>
  );
}

function Paths({ answer }: { answer: PathsAnswer }) {
  const delays = prepareDelays(answer);
  const seniority = prepareSeniority(answer);
  return (
    <>
      <Section title={delays.title}>
        <ChartFigure
          title="Délai jusqu’au logement, par composition"
          sentence={delays.sentence}
          chart={(sentenceId) =>
            delays.rows.length > 0 && (
              <ScrollRegion label="Délai jusqu’au logement, graphique">
                <DelayChart rows={delays.rows.map(spreadOf)} scale={delays.scale} labelledBy={sentenceId} />
              </ScrollRegion>
            )
          }
          table={<DelayTable rows={delays.rows} />}
        />
      </Section>
      <OutcomesSection answer={answer} />
      <Section title={seniority.title}>
        <PlotFigure plot={seniority} subject="Demandes actives" />
      </Section>
      <Returns answer={answer} />
    </>
  );
}

const spreadOf = ({ composition, first, median, third }: PreparedDelay) => ({
  label: composition,
  low: first,
  middle: median,
  high: third,
});

function DelayTable({ rows }: { rows: PreparedDelay[] }) {
  const day = (value: number) => frenchInteger(value);
  return (
    <Table
      caption="Jours de la demande au relogement, par composition"
      dense
      rows={rows}
      rowKey={(row) => row.composition}
      columns={[
        { key: 'composition', header: 'Composition', rowHeader: true, cell: (row) => row.composition },
        { key: 'first', header: 'Premier quartile', align: 'number', cell: (row) => day(row.first) },
        { key: 'median', header: 'Médiane', align: 'number', cell: (row) => day(row.median) },
        { key: 'third', header: 'Troisième quartile', align: 'number', cell: (row) => day(row.third) },
        ...(rows.some(({ households }) => households !== '')
          ? [
              {
                key: 'households',
                header: 'Relogés',
                align: 'number' as const,
                cell: (row: PreparedDelay) => row.households,
              },
            ]
          : []),
      ]}
    />
  );
}

function Returns({ answer }: { answer: PathsAnswer }) {
  const cohorts = prepareCohorts(answer);
  return (
    <Section {...returnWords(answer)}>
      <Table
        caption="Ménages relogés chaque année, et ce que l’on sait de leurs retours"
        hideCaption
        cardsOnPhone
        rows={cohorts}
        rowKey={(row) => row.year}
        columns={[
          { key: 'year', header: 'Relogés en', rowHeader: true, cell: (row) => row.year },
          { key: 'size', header: 'Taille de la cohorte', align: 'number', cell: (row) => row.size },
          { key: '6', header: 'Revenus en 6 mois', cell: (row) => row.delays[0]?.words },
          { key: '12', header: 'en 12 mois', cell: (row) => row.delays[1]?.words },
          { key: '24', header: 'en 24 mois', cell: (row) => row.delays[2]?.words },
        ]}
      />
    </Section>
  );
}
