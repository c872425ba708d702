import { useId } from 'react';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import type { FunnelReading, FunnelRow, PreparedFunnel } from './prepare-funnel.ts';
import './funnel-figure.css';

const WIDTH = 720;
const ROW = 34;
const LABEL = 300;
const TEXT = 110;

function Row({ row, rank, fill, masked }: { row: FunnelRow; rank: number; fill: string | undefined; masked: string }) {
  const y = rank * ROW;
  const width = ((WIDTH - LABEL - TEXT) * (row.length ?? 0)) / 100;
  const bar = { x: LABEL, y: y + 6, height: 22 };
  return (
    <g>
      <text x={LABEL - 10} y={y + 22} textAnchor="end">
        {row.label}
      </text>
      {row.mark === 'bar' && (
        <rect className={fill ? 'funnel-flow-bar' : 'funnel-bar'} fill={fill} {...bar} width={Math.max(1.5, width)} />
      )}
      {row.mark === 'zero' && <path className="funnel-zero" d={`M${LABEL} ${y + 6}v22`} />}
      {row.mark === 'masked' && <rect className="funnel-masked" fill={masked} {...bar} width={22} />}
      {row.mark === 'gap' && <rect className="funnel-gap" {...bar} width={22} />}
      <text className="funnel-value" x={LABEL + (row.mark === 'bar' ? width : 22) + 8} y={y + 22}>
        {row.mark === 'masked' ? 'masqué' : row.text}
        {row.share && `, ${row.share}`}
      </text>
    </g>
  );
}

function FunnelChart({
  funnel,
  reading,
  labelledBy,
}: {
  funnel: PreparedFunnel;
  reading: FunnelReading;
  labelledBy: string;
}) {
  const [flow, masked] = [useId(), useId()];
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg
      className="funnel-chart"
      viewBox={`0 0 ${WIDTH} ${funnel.rows.length * ROW}`}
      role="img"
      aria-labelledby={labelledBy}
    >
      <defs>
        <pattern id={flow} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="funnel-hatch" d="M0 0V8" />
        </pattern>
        <pattern id={masked} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="funnel-masked-hatch" d="M0 0V6" />
        </pattern>
      </defs>
      {funnel.rows.map((row, rank) => (
        <Row
          key={row.key}
          row={row}
          rank={rank}
          fill={reading === 'flows' ? `url(#${flow})` : undefined}
          masked={`url(#${masked})`}
        />
      ))}
    </svg>
  );
}

function columnsOf(reading: FunnelReading): TableColumn<FunnelRow>[] {
  const columns: TableColumn<FunnelRow>[] = [
    { key: 'label', header: 'Étape', rowHeader: true, cell: (row) => row.label },
    { key: 'value', header: 'Procédures', align: 'number', cell: (row) => row.text },
  ];
  if (reading === 'flows') return columns;
  return [
    ...columns,
    { key: 'share', header: 'Part des commandements', align: 'number', cell: (row) => row.share ?? '–' },
    { key: 'stays', header: 'Sans étape suivante connue', align: 'number', cell: (row) => row.stays ?? '–' },
  ];
}

/** The stages of a procedure as bars, with their sentence and their table. */
export function FunnelFigure({ funnel, reading }: { funnel: PreparedFunnel; reading: FunnelReading }) {
  return (
    <ChartFigure
      title={funnel.title}
      sentence={funnel.sentence}
      tableOpen
      chart={(sentenceId) => (
        <ScrollRegion label={`${funnel.title}, graphique`}>
          <FunnelChart funnel={funnel} reading={reading} labelledBy={sentenceId} />
        </ScrollRegion>
      )}
      table={
        <Table
          caption={`${funnel.title}, en nombres`}
          dense
          rows={funnel.rows}
          rowKey={(row) => row.key}
          columns={columnsOf(reading)}
        />
      }
    />
  );
}
