import { useId } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { frenchDecimal } from '../../shared/domain/words/french-format.ts';
import { keyOf, type PlotSize, PointMark } from './plot-chart.tsx';
import type { Plot, PlotLayer, PlotPlace } from './prepare/plot.ts';
import './recharts-month-chart.css';

type Row = PlotPlace & { rank: number; cells: string[] } & Record<`layer${number}`, number | [number, number] | null>;

/** The value of a layer at a place; a rule has its level over the places that it covers. */
function valueAt(layer: PlotLayer, rank: number): number | [number, number] | null {
  if (layer.kind === 'rule') return rank >= layer.from && rank <= layer.to ? layer.value : null;
  if (layer.kind === 'band') {
    const point = layer.points.find((one) => one.rank === rank);
    return point ? [point.low, point.high] : null;
  }
  const points = layer.kind === 'line' ? layer.runs.flat() : layer.points;
  return points.find((one) => one.rank === rank)?.value ?? null;
}

/** A run that begins right after another is a break: Recharts then needs its own line. */
function splitRuns(layers: PlotLayer[]): PlotLayer[] {
  return layers.flatMap((layer): PlotLayer[] =>
    layer.kind === 'line' ? layer.runs.map((run) => ({ ...layer, runs: [run] })) : [layer],
  );
}

function PlotTooltip({
  active,
  payload,
  headers,
}: {
  active?: boolean;
  payload?: ReadonlyArray<{ payload?: Row }>;
  headers: string[];
}) {
  const row = payload?.[0]?.payload;
  if (!active || !row) return null;
  return (
    <div className="recharts-month-tooltip">
      <p className="recharts-month-tooltip-title">{row.name}</p>
      {headers.slice(1).map((header, index) => (
        <p key={header}>
          {header}&nbsp;: {row.cells[index + 1] ?? '–'}
        </p>
      ))}
    </div>
  );
}

const dashes = { solid: undefined, dashed: '7 4', dotted: '2 3' } as const;

function drawn(layer: PlotLayer, name: `layer${number}`, hatch: string) {
  const key = `${name} ${keyOf(layer)}`;
  if (layer.kind === 'bars')
    return (
      <Bar
        key={key}
        dataKey={name}
        isAnimationActive={false}
        maxBarSize={30}
        minPointSize={2}
        fill={layer.pattern === 'solid' ? undefined : `url(#${hatch})`}
        className={layer.pattern === 'solid' ? 'recharts-month-bar' : 'recharts-plot-hatched'}
      />
    );
  if (layer.kind === 'band')
    return (
      <Area
        key={key}
        dataKey={name}
        isAnimationActive={false}
        className="recharts-plot-band"
        fill={`url(#${hatch})`}
        fillOpacity={1}
        activeDot={false}
      />
    );
  const { tone } = layer;
  const shape = layer.kind === 'rule' ? 'none' : layer.shape;
  return (
    <Line
      key={key}
      dataKey={name}
      isAnimationActive={false}
      connectNulls={false}
      activeDot={false}
      className={`recharts-plot-line recharts-plot-${tone} ${layer.kind === 'marks' ? 'recharts-plot-marks' : ''}`}
      strokeDasharray={layer.kind === 'marks' ? undefined : dashes[layer.dash]}
      dot={
        shape === 'none'
          ? false
          : ({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
              cx === undefined || cy === undefined || Number.isNaN(cy) ? (
                <g key={index} />
              ) : (
                <PointMark key={index} shape={shape} tone={tone} x={cx} y={cy} />
              )
      }
    />
  );
}

/** The same prepared chart for pointing at. Nothing here is needed for reading: screen readers and paper have ours. */
export default function RechartsPlot({ plot, size = 'usual' }: { plot: Plot; size?: PlotSize | undefined }) {
  const hatch = useId();
  const layers = splitRuns(plot.layers);
  const rows = plot.places.map((place, rank) => ({
    ...place,
    rank,
    cells: plot.table.rows[rank]?.cells ?? [],
    ...Object.fromEntries(layers.map((layer, index) => [`layer${index}`, valueAt(layer, rank)])),
  }));
  const { min, max, ticks } = plot.scale;
  const wide = size === 'wide';
  return (
    <div className={wide ? 'recharts-month-chart recharts-plot-wide' : 'recharts-month-chart'} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
          margin={{ top: 18, right: wide ? 215 : 10, bottom: 4, left: 0 }}
          accessibilityLayer={false}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path className="plot-hatch" d="M0 0V6" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} className="recharts-month-grid" />
          <XAxis
            dataKey="key"
            tickLine={false}
            tickFormatter={(key: string) => plot.places.find((place) => place.key === key)?.label ?? key}
          />
          <YAxis
            domain={[min, max]}
            ticks={ticks}
            tickFormatter={(tick: number) => frenchDecimal(tick, 2)}
            width={46}
            axisLine={false}
            tickLine={false}
          />
          <Tooltip content={<PlotTooltip headers={plot.table.headers} />} isAnimationActive={false} />
          {plot.breaks.map(({ rank, label, kind }) => (
            <ReferenceLine
              key={`${kind} ${rank} ${label}`}
              x={plot.places[rank]?.key ?? ''}
              strokeDasharray={kind === 'break' ? '6 3' : '1 3'}
              label={{ value: label, position: rank > plot.places.length * 0.7 ? 'insideTopRight' : 'insideTopLeft' }}
            />
          ))}
          {layers.map((layer, index) => drawn(layer, `layer${index}`, hatch))}
          {wide &&
            plot.lead?.labels.map(({ rank, value, text, tone, place }) => (
              <ReferenceDot
                key={`${place} ${text}`}
                x={plot.places[rank]?.key ?? ''}
                y={value}
                r={0}
                className={`plot-label-${tone}`}
                label={{
                  value: text,
                  position: ({ above: 'left', below: 'right', end: 'right' } as const)[place],
                  dy: { above: -14, below: 14, end: 0 }[place],
                }}
              />
            ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
