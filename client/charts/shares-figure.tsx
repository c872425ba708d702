import { useId } from 'react';
import { ScrollRegion } from '../ui/table/scroll-region.tsx';
import { Table, type TableColumn } from '../ui/table/table.tsx';
import { ChartFigure } from './chart-figure.tsx';
import type { PreparedShare, PreparedShares } from './prepare/prepare-shares.ts';
import './shares-figure.css';

const WIDTH = 640;
const ROW = 30;
const LABEL = 230;
const TEXT = 150;

function Row({ row, rank, hatch }: { row: PreparedShare; rank: number; hatch: string }) {
  const y = rank * ROW;
  const width = ((WIDTH - LABEL - TEXT) * (row.length ?? 0)) / 100;
  const shown = row.label.length > 32 ? `${row.label.slice(0, 31)}…` : row.label;
  return (
    <g>
      <text x={LABEL - 10} y={y + 19} textAnchor="end">
        {shown}
      </text>
      {row.mark === 'bar' && (
        <rect className="shares-bar" x={LABEL} y={y + 6} width={Math.max(1.5, width)} height={18} />
      )}
      {row.mark === 'zero' && <path className="shares-zero" d={`M${LABEL} ${y + 6}v18`} />}
      {row.mark === 'masked' && (
        <rect className="shares-masked" fill={`url(#${hatch})`} x={LABEL} y={y + 6} width={18} height={18} />
      )}
      {row.mark === 'gap' && <rect className="shares-gap" x={LABEL} y={y + 6} width={18} height={18} />}
      <text className="shares-value" x={LABEL + (row.mark === 'bar' ? width : 18) + 8} y={y + 19}>
        {row.mark === 'masked' ? 'masqué' : row.text}
      </text>
    </g>
  );
}

function SharesChart({ shares, labelledBy }: { shares: PreparedShares; labelledBy: string }) {
  const hatch = useId();
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg
      className="shares-chart"
      viewBox={`0 0 ${WIDTH} ${Math.max(1, shares.rows.length) * ROW}`}
      role="img"
      aria-labelledby={labelledBy}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="shares-hatch" d="M0 0V6" />
        </pattern>
      </defs>
      {shares.rows.map((row, rank) => (
        <Row key={row.key} row={row} rank={rank} hatch={hatch} />
      ))}
    </svg>
  );
}

export interface SharesFigureProps {
  shares: PreparedShares;
  /** What the parts are: « Structure », « Thème ». */
  header: string;
  /** More columns: an explanation of each part. */
  extra?: TableColumn<PreparedShare>;
}

/** Parts of a figure as bars, with their sentence and their table. */
export function SharesFigure({ shares, header, extra }: SharesFigureProps) {
  const hasParts = shares.rows.some(({ part }) => part !== null);
  const columns: TableColumn<PreparedShare>[] = [
    { key: 'label', header, rowHeader: true, cell: (row) => row.label },
    { key: 'value', header: 'Valeur', align: 'number', cell: (row) => row.text },
  ];
  if (hasParts) columns.push({ key: 'part', header: 'Part', align: 'number', cell: (row) => row.part ?? '–' });
  if (extra) columns.push(extra);
  return (
    <ChartFigure
      title={shares.title}
      sentence={shares.sentence}
      tableOpen={extra !== undefined}
      chart={(sentenceId) => (
        <ScrollRegion label={`${shares.title}, graphique`}>
          <SharesChart shares={shares} labelledBy={sentenceId} />
        </ScrollRegion>
      )}
      table={
        <Table
          caption={`Valeurs ${shares.title.toLowerCase()}`}
          dense
          rows={shares.rows}
          rowKey={(row) => row.key}
          columns={columns}
        />
      }
    />
  );
}
