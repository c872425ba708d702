import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import type { Scale } from '../charts/prepare/scale-ticks.ts';
import './delay-chart.css';

const WIDTH = 720;
const LABEL = 210;
const RIGHT = 70;
const ROW = 30;
const TOP = 22;

export interface SpreadRow {
  label: string;
  low: number;
  middle: number;
  high: number;
}

/** From a low to a high value, a middle one as a point: quartiles and median, or a number with what chance allows. */
export function DelayChart({
  rows,
  scale,
  unit = 'jours',
  labelledBy,
}: {
  rows: readonly SpreadRow[];
  scale: Scale;
  unit?: string;
  labelledBy: string;
}) {
  const x = (value: number) => LABEL + ((WIDTH - LABEL - RIGHT) * (value - scale.min)) / (scale.max - scale.min);
  const height = TOP + rows.length * ROW;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg className="delay-chart" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-labelledby={labelledBy}>
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
        const y = TOP + ROW * (rank + 0.5);
        return (
          <g key={label}>
            <text x={LABEL - 12} y={y + 4} textAnchor="end">
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
