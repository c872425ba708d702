import { useId } from 'react';
import { frenchDecimal } from '../../shared/domain/words/french-format.ts';
import type { Plot, PlotLayer, PlotLead, PlotPoint, PlotShape } from './prepare/plot.ts';
import './drawing.css';
import './plot-chart.css';

const LEFT = 50;
const TOP = 22;
const BOTTOM = 40;

/** A drawing among others, and the one that has the whole width of its page, with room for words at the end of its lines. */
const sizes = {
  usual: { width: 640, height: 260, right: 12 },
  wide: { width: 960, height: 300, right: 190 },
} as const;
export type PlotSize = keyof typeof sizes;

interface Geometry {
  width: number;
  height: number;
  right: number;
  hatch: string;
  slot: number;
  bars: number;
  x: (rank: number) => number;
  y: (value: number) => number;
}

function geometryOf({ places, layers, scale }: Plot, size: PlotSize, hatch: string): Geometry {
  const { width, height, right } = sizes[size];
  const slot = (width - LEFT - right) / Math.max(1, places.length);
  const high = height - TOP - BOTTOM;
  return {
    width,
    height,
    right,
    hatch,
    slot,
    bars: layers.filter(({ kind }) => kind === 'bars').length,
    x: (rank) => LEFT + slot * (rank + 0.5),
    y: (value) => TOP + high * (1 - (value - scale.min) / (scale.max - scale.min)),
  };
}

const at = (value: number) => value.toFixed(1);

function Axis({ plot, geometry }: { plot: Plot; geometry: Geometry }) {
  const { width, height, right } = geometry;
  // Beyond 18 months the names would touch: every third is written.
  const every = plot.places.length > 18 ? 3 : 1;
  return (
    <g className="plot-axis">
      <text x={0} y={11}>
        {plot.unit}
      </text>
      {plot.scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? 'plot-zero-line' : undefined}
            x1={LEFT}
            x2={width - right}
            y1={at(geometry.y(tick))}
            y2={at(geometry.y(tick))}
          />
          <text x={LEFT - 6} y={at(geometry.y(tick) + 4)} textAnchor="end">
            {frenchDecimal(tick, 2)}
          </text>
        </g>
      ))}
      {plot.places.map((place, rank) => (
        <g key={place.key}>
          {rank % every === 0 && (
            <text x={at(geometry.x(rank))} y={height - BOTTOM + 17} textAnchor="middle">
              {place.label}
            </text>
          )}
          {place.year && (
            <text className="plot-year" x={at(geometry.x(rank))} y={height - BOTTOM + 33} textAnchor="middle">
              {place.year}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** A point by its shape; `none` draws nothing. */
export function PointMark({ shape, x, y, tone }: { shape: PlotShape; x: number; y: number; tone: string }) {
  if (shape === 'circle') return <circle className={`plot-point plot-tone-${tone}`} cx={at(x)} cy={at(y)} r="3.4" />;
  if (shape === 'square')
    return <rect className={`plot-point plot-tone-${tone}`} x={at(x - 3.6)} y={at(y - 3.6)} width="7.2" height="7.2" />;
  if (shape === 'ring') return <circle className={`plot-ring plot-tone-${tone}`} cx={at(x)} cy={at(y)} r="7" />;
  return null;
}

function Bars({ layer, rank: own, geometry }: { layer: PlotLayer; rank: number; geometry: Geometry }) {
  if (layer.kind !== 'bars') return null;
  const width = Math.min(30, (geometry.slot * 0.74) / geometry.bars);
  const hatched = layer.pattern === 'hatched';
  return layer.points.map(({ rank, value }) => {
    const left = geometry.x(rank) + (own - geometry.bars / 2) * width;
    const top = Math.min(geometry.y(value), geometry.y(0));
    return (
      <rect
        key={rank}
        className={hatched ? 'plot-bar-hatched' : 'plot-bar'}
        fill={hatched ? `url(#${geometry.hatch})` : undefined}
        x={at(left + 0.5)}
        width={at(width - 1)}
        y={at(value === 0 ? top - 1.5 : top)}
        height={at(Math.max(1.5, Math.abs(geometry.y(value) - geometry.y(0))))}
      />
    );
  });
}

function Line({ layer, geometry }: { layer: Extract<PlotLayer, { kind: 'line' }>; geometry: Geometry }) {
  const place = ({ rank, value }: PlotPoint) => `${at(geometry.x(rank))} ${at(geometry.y(value))}`;
  return (
    <g>
      {layer.runs.map((run) => (
        <path
          key={run[0]?.rank}
          className={`plot-line plot-tone-${layer.tone} plot-dash-${layer.dash}`}
          d={`M${run.map(place).join('L')}${run.length === 1 ? 'h0.01' : ''}`}
        />
      ))}
      {layer.runs.flat().map(({ rank, value }) => (
        <PointMark key={rank} shape={layer.shape} tone={layer.tone} x={geometry.x(rank)} y={geometry.y(value)} />
      ))}
    </g>
  );
}

function Layer({ layer, rank, geometry }: { layer: PlotLayer; rank: number; geometry: Geometry }) {
  const { x, y, slot } = geometry;
  if (layer.kind === 'bars') return <Bars layer={layer} rank={rank} geometry={geometry} />;
  if (layer.kind === 'line') return <Line layer={layer} geometry={geometry} />;
  if (layer.kind === 'rule')
    return (
      <path
        className={`plot-line plot-tone-${layer.tone} plot-dash-${layer.dash}`}
        d={`M${at(x(layer.from) - slot / 2)} ${at(y(layer.value))}H${at(x(layer.to) + slot / 2)}`}
      />
    );
  if (layer.kind === 'marks')
    return layer.points.map((point) => (
      <PointMark key={point.rank} shape={layer.shape} tone={layer.tone} x={x(point.rank)} y={y(point.value)} />
    ));
  const low = [...layer.points].reverse().map((point) => `${at(x(point.rank))} ${at(y(point.low))}`);
  const high = layer.points.map((point) => `${at(x(point.rank))} ${at(y(point.high))}`);
  return <path className="plot-band" fill={`url(#${geometry.hatch})`} d={`M${[...high, ...low].join('L')}Z`} />;
}

function Marks({ plot, geometry }: { plot: Plot; geometry: Geometry }) {
  const { x, y, slot, height } = geometry;
  return (
    <>
      {plot.gaps.map(({ rank, kind }) => (
        <text key={rank} className="plot-gap" x={at(x(rank))} y={at(y(0) - 5)} textAnchor="middle">
          {kind === 'masked' ? 's' : '?'}
        </text>
      ))}
      {plot.breaks.map(({ rank, label, kind }, index) => {
        const left = x(rank) - slot / 2;
        const late = rank > plot.places.length * 0.7;
        return (
          <g key={`${kind} ${rank} ${label}`} className={`plot-${kind}`}>
            <path d={`M${at(left)} ${TOP - 8}V${height - BOTTOM}`} />
            <text x={at(late ? left - 4 : left + 4)} y={TOP - 2 + (index % 2) * 12} textAnchor={late ? 'end' : 'start'}>
              {label}
            </text>
          </g>
        );
      })}
    </>
  );
}

const LETTERS_BESIDE = 8;

/** What is not known yet, shaded under the lines. */
function Ahead({ lead, geometry: { x, slot, width, height, right } }: { lead: PlotLead; geometry: Geometry }) {
  const left = x(lead.knownUntil) + slot * 0.12;
  const room = width - right - left;
  return room > slot ? (
    <rect className="plot-ahead" x={at(left)} y={TOP - 8} width={at(room)} height={height - TOP - BOTTOM + 8} />
  ) : null;
}

/** Words that touch the line or the point that they name. */
function Labels({ lead, geometry: { x, y } }: { lead: PlotLead; geometry: Geometry }) {
  return lead.labels.map(({ rank, value, text, tone, place }) => (
    <text
      key={`${place} ${text}`}
      className={`plot-label plot-tone-${tone}`}
      x={at(x(rank) + (place === 'above' ? -LETTERS_BESIDE : LETTERS_BESIDE))}
      y={at(y(value) + { above: -8, below: 18, end: 4 }[place])}
      textAnchor={place === 'above' ? 'end' : 'start'}
    >
      {text}
    </text>
  ));
}

/** A prepared chart as one image. It decides nothing: see `README.md` beside. */
export function PlotChart({ plot, labelledBy, size = 'usual' }: { plot: Plot; labelledBy: string; size?: PlotSize }) {
  const hatch = useId();
  const geometry = geometryOf(plot, size, hatch);
  const lead = size === 'wide' ? plot.lead : undefined;
  const ranks = plot.layers.filter(({ kind }) => kind === 'bars');
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg
      className={`plot-chart plot-chart-${size}`}
      viewBox={`0 0 ${geometry.width} ${geometry.height}`}
      role="img"
      aria-labelledby={labelledBy}
    >
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="plot-hatch" d="M0 0V6" />
        </pattern>
      </defs>
      {lead && <Ahead lead={lead} geometry={geometry} />}
      <Axis plot={plot} geometry={geometry} />
      {plot.layers.map((layer) => (
        <Layer key={keyOf(layer)} layer={layer} rank={ranks.indexOf(layer)} geometry={geometry} />
      ))}
      <Marks plot={plot} geometry={geometry} />
      {lead && <Labels lead={lead} geometry={geometry} />}
    </svg>
  );
}

/** Two limits share a name: their level tells them apart. */
export const keyOf = (layer: PlotLayer) =>
  `${layer.kind} ${layer.name} ${layer.kind === 'rule' ? layer.value : ''}`.trim();
