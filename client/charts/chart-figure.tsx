import { type ReactNode, useId } from 'react';
import type { Unit } from '../../shared/domain/indicator.ts';
import { frenchQuantity } from '../../shared/domain/words/french-format.ts';
import { Deferred } from '../ui/layout/deferred.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { ChartKey } from './chart-key.tsx';
import { MonthChart } from './month-chart.tsx';
import { chartSentence } from './prepare/chart-sentence.ts';
import type { MonthSeries } from './prepare/month-series.ts';
import { type PreparedMonth, prepareMonthSeries } from './prepare/prepare-month-series.ts';
import './chart-figure.css';

export interface ChartFigureProps {
  /** The name of what is drawn, said with the table. */
  title: string;
  /** The same content in words. */
  sentence: string;
  /** The drawing; it receives the id of the sentence that describes it. */
  chart: (sentenceId: string) => ReactNode;
  /** The same figures, as a Table. */
  table: ReactNode;
  legend?: ReactNode;
  /** Opens the table at once: few figures, or a print. */
  tableOpen?: boolean;
  /** Which of the two the screen shows, where the reader chooses; paper has both. Left out: the drawing, its table folded. */
  view?: ChartView | undefined;
}

export type ChartView = 'chart' | 'table';

/** A chart with its sentence and its table: whoever cannot see the one reads the others. */
export function ChartFigure({ title, sentence, chart, table, legend, tableOpen = false, view }: ChartFigureProps) {
  const id = useId();
  if (view)
    return (
      <figure className="chart-figure chart-figure-wide">
        <figcaption id={id} className="chart-figure-sentence">
          {sentence}
        </figcaption>
        <div className={view === 'chart' ? undefined : 'chart-figure-print-only'}>
          {legend}
          <div className="chart-figure-drawing">{chart(id)}</div>
        </div>
        <div className={view === 'table' ? undefined : 'chart-figure-print-only'}>
          <Deferred>{table}</Deferred>
        </div>
      </figure>
    );
  return (
    <figure className="chart-figure">
      <figcaption id={id} className="chart-figure-sentence">
        {sentence}
      </figcaption>
      {legend}
      <div className="chart-figure-drawing">{chart(id)}</div>
      <details className="chart-figure-details" open={tableOpen}>
        <summary>
          Voir les données<span className="visually-hidden"> : {title}</span>
        </summary>
        <Deferred>{table}</Deferred>
      </details>
    </figure>
  );
}

function columnsOf(unit: Unit, hasExpected: boolean): Array<TableColumn<PreparedMonth>> {
  const columns: Array<TableColumn<PreparedMonth>> = [
    { key: 'month', header: 'Mois', rowHeader: true, nowrap: true, cell: (month) => month.longLabel },
    { key: 'value', header: 'Valeur', align: 'number', cell: (month) => month.text },
  ];
  if (hasExpected) {
    const said = (value: number | null) => (value === null ? '–' : frenchQuantity(value, unit));
    columns.push({ key: 'expected', header: 'Attendu', align: 'number', cell: (month) => said(month.expected) });
  }
  return columns;
}

/** The table of a prepared month series, with the words of its gaps. */
export function MonthTable({
  series,
  prepared,
}: {
  series: MonthSeries;
  prepared: ReturnType<typeof prepareMonthSeries>;
}) {
  return (
    <Table
      caption={`${series.label}, mois par mois`}
      columns={columnsOf(series.unit, prepared.hasExpected)}
      rows={prepared.months}
      rowKey={(month) => month.month}
      dense
    />
  );
}

export interface MonthFigureProps {
  series: MonthSeries;
  tableOpen?: boolean;
  /** Takes the place of our own drawing on the screen: the Recharts version, once its chunk is there. */
  interactive?: ReactNode;
}

/** The month chart of an indicator: sentence, key, drawing and table from one series. */
export function MonthFigure({ series, tableOpen, interactive }: MonthFigureProps) {
  const prepared = prepareMonthSeries(series);
  return (
    <ChartFigure
      title={series.label}
      sentence={chartSentence(series)}
      legend={<ChartKey series={prepared} barLabel="valeur du mois" />}
      tableOpen={tableOpen}
      table={<MonthTable series={series} prepared={prepared} />}
      chart={(sentenceId) => (
        <>
          <div className={interactive ? 'chart-figure-print-only' : undefined}>
            <ScrollRegion label={`${series.label}, graphique`}>
              <MonthChart series={prepared} labelledBy={sentenceId} />
            </ScrollRegion>
          </div>
          {interactive && <div className="chart-figure-screen-only">{interactive}</div>}
        </>
      )}
    />
  );
}
