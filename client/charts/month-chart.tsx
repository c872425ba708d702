import { useId } from 'react';
import { frenchDecimal } from '../../shared/domain/words/french-format.ts';
import { type PreparedMonth, type PreparedSeries, unbrokenRuns } from './prepare/prepare-month-series.ts';
import './drawing.css';
import './month-chart.css';

/* How charts are made here: README.md beside. */

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 46;
const RIGHT = 10;
const TOP = 14;
const BOTTOM = 40;

interface Geometry {
  /** Id of the hatching, its own per drawing: two charts may share a page. */
  hatch: string;
  x: (index: number) => number;
  y: (value: number) => number;
  slot: number;
  bar: number;
}

function geometryOf({ months, scale }: PreparedSeries, hatch: string): Geometry {
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(1, months.length);
  const height = HEIGHT - TOP - BOTTOM;
  return {
    hatch,
    slot,
    bar: Math.min(40, slot * 0.68),
    x: (index) => LEFT + slot * (index + 0.5),
    y: (value) => TOP + height * (1 - (value - scale.min) / (scale.max - scale.min)),
  };
}

function Axis({ series, geometry }: { series: PreparedSeries; geometry: Geometry }) {
  // Beyond 18 months the names would touch: every third is written.
  const every = series.months.length > 18 ? 3 : 1;
  return (
    <g className="month-chart-axis">
      {series.scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'month-chart-zero-line' : undefined}
            x1={LEFT}
            x2={WIDTH - RIGHT}
            y1={geometry.y(tick)}
            y2={geometry.y(tick)}
          />
          <text x={LEFT - 6} y={geometry.y(tick) + 4} textAnchor="end">
            {frenchDecimal(tick, 2)}
          </text>
        </g>
      ))}
      {series.months.map((month, index) => (
        <g key={month.month}>
          {index % every === 0 && (
            <text x={geometry.x(index)} y={HEIGHT - BOTTOM + 17} textAnchor="middle">
              {month.shortLabel}
            </text>
          )}
          {month.yearLabel && (
            <text className="month-chart-year" x={geometry.x(index)} y={HEIGHT - BOTTOM + 33} textAnchor="middle">
              {month.yearLabel}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

function Mark({ month, index, geometry }: { month: PreparedMonth; index: number; geometry: Geometry }) {
  const { bar, y } = geometry;
  const left = geometry.x(index) - bar / 2;
  if (month.mark === 'gap-not-applicable' || month.mark === 'gap-not-expected') return null;
  if (month.value === null) {
    const masked = month.mark === 'masked';
    const height = masked ? 26 : 14;
    return (
      <g className={masked ? 'month-chart-masked' : 'month-chart-gap'}>
        <rect x={left} width={bar} y={y(0) - height} height={height} />
        <text x={geometry.x(index)} y={y(0) - height - 5} textAnchor="middle">
          {masked ? 's' : '?'}
        </text>
      </g>
    );
  }
  if (month.mark === 'zero') {
    return (
      <g className="month-chart-zero">
        <path d={`M${left} ${y(0) - 1.5}h${bar}`} />
        <text x={geometry.x(index)} y={y(0) - 7} textAnchor="middle">
          0
        </text>
      </g>
    );
  }
  const top = Math.min(y(month.value), y(0));
  const estimated = month.mark === 'estimated-bar';
  const partial = month.mark === 'partial-bar';
  return (
    <rect
      className={estimated ? 'month-chart-estimated' : partial ? 'month-chart-partial' : 'month-chart-bar'}
      fill={estimated ? `url(#${geometry.hatch})` : undefined}
      x={left}
      width={bar}
      y={top}
      height={Math.max(1, Math.abs(y(month.value) - y(0)))}
    />
  );
}

function Expected({ series, geometry }: { series: PreparedSeries; geometry: Geometry }) {
  const numbered = series.months.map((month, index) => ({ ...month, index }));
  const runs = unbrokenRuns(
    numbered,
    ({ expected }) => expected !== null,
    ({ breakLabel }) => breakLabel !== null,
  );
  const half = geometry.slot / 2;
  return runs.map((run) => (
    <path
      key={run[0]?.month}
      className="month-chart-expected"
      d={run
        .map(({ index, expected }, rank) => {
          const height = geometry.y(expected ?? 0).toFixed(1);
          return `${rank === 0 ? 'M' : 'L'}${(geometry.x(index) - half).toFixed(1)} ${height}H${(geometry.x(index) + half).toFixed(1)}`;
        })
        .join('')}
    />
  ));
}

/** A note is pinned above its month with a number-free mark; its words are in the list of notes and in the tooltip. */
function Notes({ series, geometry }: { series: PreparedSeries; geometry: Geometry }) {
  return series.months.map(
    (month, index) =>
      month.noteLabel && (
        <g key={month.month} className="month-chart-note">
          <path d={`M${geometry.x(index)} ${TOP - 4}V${HEIGHT - BOTTOM}`} />
          <path className="month-chart-pin" d={`M${geometry.x(index) - 5} ${TOP - 12}h10l-5 8z`} />
        </g>
      ),
  );
}

function Breaks({ series, geometry }: { series: PreparedSeries; geometry: Geometry }) {
  return series.months.map(
    (month, index) =>
      month.breakLabel && (
        <g key={month.month} className="month-chart-break">
          <path d={`M${geometry.x(index) - geometry.slot / 2} ${TOP - 10}V${HEIGHT - BOTTOM}`} />
          <text x={geometry.x(index) - geometry.slot / 2 + 4} y={TOP - 2}>
            {month.breakLabel}
          </text>
        </g>
      ),
  );
}

export interface MonthChartProps {
  series: PreparedSeries;
  /** The id of the sentence that says in words what is drawn. */
  labelledBy: string;
}

/** Months as bars. Scales with its column, prints, and works without any script once drawn. */
export function MonthChart({ series, labelledBy }: MonthChartProps) {
  const hatch = useId();
  const geometry = geometryOf(series, hatch);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg className="month-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={labelledBy}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="month-chart-hatch" d="M0 0V6" />
        </pattern>
      </defs>
      <Axis series={series} geometry={geometry} />
      {series.months.map((month, index) => (
        <Mark key={month.month} month={month} index={index} geometry={geometry} />
      ))}
      <Expected series={series} geometry={geometry} />
      <Breaks series={series} geometry={geometry} />
      <Notes series={series} geometry={geometry} />
    </svg>
  );
}
