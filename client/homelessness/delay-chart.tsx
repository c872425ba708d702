import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import type { Scale } from '../charts/prepare/scale-ticks.ts';
import './delay-chart.css';

/** Wide, labels at the left; on a telephone, each above its line. */
const wide = { name: 'wide', width: 720, left: 210, right: 70, row: 30, label: null };
const narrow = { name: 'narrow', width: 360, left: 6, right: 44, row: 46, label: -14 };
const TOP = 22;

export interface SpreadRow {
  label: string;
  low: number;
  middle: number;
  high: number;
}

/** From a low to a high value, a middle one as a point: quartiles and median, or a number with what chance allows. */
export function DelayChart(drawn: Drawn) {
  return (
    <>
      <Drawing {...drawn} layout={wide} />
      <Drawing {...drawn} layout={narrow} />
    </>
  );
}

interface Drawn {
  rows: readonly SpreadRow[];
  scale: Scale;
  unit?: string;
  labelledBy: string;
}

function Drawing({ rows, scale, unit = 'jours', labelledBy, layout }: Drawn & { layout: typeof wide | typeof narrow }) {
  const { width, left, right } = layout;
  const x = (value: number) => left + ((width - left - right) * (value - scale.min)) / (scale.max - scale.min);
  const height = TOP + rows.length * layout.row;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg
      className={`delay-chart delay-chart-${layout.name}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={labelledBy}
    >
      {scale.ticks.map((tick) => (
        <g key={tick} className="delay-chart-axis">
          <line x1={x(tick)} x2={x(tick)} y1={TOP - 4} y2={height} />
          <text x={x(tick)} y={12} textAnchor="middle">
            {frenchInteger(tick)}
            {tick === scale.max ? `\u00a0${unit}` : ''}
          </text>
        </g>
      ))}
      {rows.map(({ label, low, middle, high }, rank) => {
        const y = TOP + layout.row * (rank + (layout.label === null ? 0.5 : 0.7));
        return (
          <g key={label}>
            <text
              x={layout.label === null ? left - 12 : left}
              y={y + (layout.label ?? 4)}
              textAnchor={layout.label === null ? 'end' : 'start'}
            >
              {label}
            </text>
            <path className="delay-chart-spread" d={`M${x(low)} ${y}H${x(high)}`} />
            <path className="delay-chart-end" d={`M${x(low)} ${y - 6}v12M${x(high)} ${y - 6}v12`} />
            <circle className="delay-chart-median" cx={x(middle)} cy={y} r="5.5" />
            <text className="delay-chart-value" x={x(high) + 8} y={y + 4}>
              {frenchInteger(Math.round(middle))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
