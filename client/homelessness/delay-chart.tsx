import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import type { PreparedDelays } from './prepare-delays.ts';
import './delay-chart.css';

const WIDTH = 720;
const LABEL = 210;
const RIGHT = 70;
const ROW = 30;
const TOP = 22;

/** From the first to the third quartile, the median as a point. */
export function DelayChart({ delays, labelledBy }: { delays: PreparedDelays; labelledBy: string }) {
  const { rows, scale } = delays;
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
            {tick === scale.max ? '\u00a0jours' : ''}
          </text>
        </g>
      ))}
      {rows.map(({ composition, first, median, third }, rank) => {
        const y = TOP + ROW * (rank + 0.5);
        return (
          <g key={composition}>
            <text x={LABEL - 12} y={y + 4} textAnchor="end">
              {composition}
            </text>
            <path className="delay-chart-spread" d={`M${x(first)} ${y}H${x(third)}`} />
            <path className="delay-chart-end" d={`M${x(first)} ${y - 6}v12M${x(third)} ${y - 6}v12`} />
            <circle className="delay-chart-median" cx={x(median)} cy={y} r="5.5" />
            <text className="delay-chart-value" x={x(third) + 8} y={y + 4}>
              {frenchInteger(median)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
