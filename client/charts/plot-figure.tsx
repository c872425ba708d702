import type { ReactNode } from 'react';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table } from '../ui/table/table.tsx';
import { ChartFigure, type ChartView } from './chart-figure.tsx';
import { PlotChart, type PlotSize } from './plot-chart.tsx';
import { PlotKey } from './plot-key.tsx';
import type { Plot, PlotRow } from './prepare/plot.ts';

export interface PlotFigureProps {
  plot: Plot;
  /** What the figures are of: the name of the indicator, said with the table. */
  subject: string;
  /** Takes the place of our own drawing on the screen: the Recharts version, once its chunk is there. */
  interactive?: ReactNode;
  /** The main chart of its page: the reader chooses drawing or table. */
  view?: ChartView | undefined;
  /** Room for words at the end of the lines, which then need no key. */
  size?: PlotSize;
}

function PlotTableView({ plot, subject }: Pick<PlotFigureProps, 'plot' | 'subject'>) {
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
export function PlotFigure({ plot, subject, interactive, view, size = 'usual' }: PlotFigureProps) {
  return (
    <ChartFigure
      title={`${subject}, ${plot.title}`}
      sentence={plot.sentence}
      view={view}
      legend={<PlotKey plot={plot} gapsOnly={size === 'wide' && plot.lead !== undefined} />}
      table={<PlotTableView plot={plot} subject={subject} />}
      chart={(sentenceId) => (
        <>
          <div className={interactive ? 'chart-figure-print-only' : undefined}>
            <ScrollRegion label={`${subject}, ${plot.title}, graphique`}>
              <PlotChart plot={plot} labelledBy={sentenceId} size={size} />
            </ScrollRegion>
          </div>
          {interactive && <div className="chart-figure-screen-only">{interactive}</div>}
        </>
      )}
    />
  );
}
