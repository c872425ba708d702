import type { ReactNode } from 'react';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { ChartFigure } from './chart-figure.tsx';
import { PlotChart } from './plot-chart.tsx';
import { PlotKey } from './plot-key.tsx';
import type { Plot, PlotRow } from './prepare/plot.ts';

export interface PlotFigureProps {
  plot: Plot;
  /** What the figures are of: the name of the indicator, said with the table. */
  subject: string;
  /** Takes the place of our own drawing on the screen: the Recharts version, once its chunk is there. */
  interactive?: ReactNode;
}

function PlotTableView({ plot, subject }: Omit<PlotFigureProps, 'interactive'>) {
  return (
    <Table
      caption={`${subject}\u00a0: ${plot.title}`}
      dense
      rows={plot.table.rows}
      rowKey={(row) => row.key}
      columns={plot.table.headers.map((header, index) => ({
        key: header,
        header,
        rowHeader: index === 0,
        nowrap: index === 0,
        align: index === 0 ? ('start' as const) : ('number' as const),
        cell: (row: PlotRow) => row.cells[index],
      }))}
    />
  );
}

/** A prepared chart with its sentence, its key and its table. */
export function PlotFigure({ plot, subject, interactive }: PlotFigureProps) {
  return (
    <ChartFigure
      title={`${subject}, ${plot.title}`}
      sentence={plot.sentence}
      legend={<PlotKey plot={plot} />}
      table={<PlotTableView plot={plot} subject={subject} />}
      chart={(sentenceId) => (
        <>
          <div className={interactive ? 'chart-figure-print-only' : undefined}>
            <ScrollRegion label={`${subject}, ${plot.title}, graphique`}>
              <PlotChart plot={plot} labelledBy={sentenceId} />
            </ScrollRegion>
          </div>
          {interactive && <div className="chart-figure-screen-only">{interactive}</div>}
        </>
      )}
    />
  );
}
