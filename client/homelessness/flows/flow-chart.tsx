import { useId } from 'react';
import { frenchInteger } from '../../../shared/domain/words/french-format.ts';
import { unbrokenRuns } from '../../charts/prepare/prepare-month-series.ts';
import type { Scale } from '../../charts/prepare/scale-ticks.ts';
import { type Geometry, geometryOf, type Layout, narrow, wide } from './flow-layout.ts';
import type { FlowLabel, FlowPart, PreparedFlowMonth, PreparedFlows } from './prepare-flows.ts';
import './flow-chart.css';

function Ticks({ scale, y, layout }: { scale: Scale; y: (value: number) => number; layout: Layout }) {
  return scale.ticks.map((tick) => (
    <g key={tick} className="flow-chart-axis">
      <line
        className={tick === 0 ? 'flow-chart-zero' : undefined}
        x1={layout.left}
        x2={layout.width - layout.right}
        y1={y(tick)}
        y2={y(tick)}
      />
      <text x={layout.left - 6} y={y(tick) + 4} textAnchor="end">
        {frenchInteger(Math.abs(tick))}
      </text>
    </g>
  ));
}

/** Patterns of this drawing alone: two of them may share a page. */
const fillOf = (part: FlowPart, id: string) =>
  ({
    inflow: 'var(--bar)',
    housed: 'var(--good)',
    others: `url(#${id}-others)`,
    masked: 'var(--surface-sunk)',
  })[part];

function FlowPatterns({ id }: { id: string }) {
  return (
    <defs className="flow-chart-patterns">
      <pattern id={`${id}-others`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="flow-chart-other" d="M0 0V6" />
      </pattern>
    </defs>
  );
}

function Bars({
  month,
  index,
  geometry,
  id,
}: {
  month: PreparedFlowMonth;
  index: number;
  geometry: Geometry;
  id: string;
}) {
  const { bar, flow, x } = geometry;
  const left = x(index) - bar / 2;
  if (month.gap && month.pieces.length === 0) {
    return (
      <g className="flow-chart-gap">
        <rect x={left} width={bar} y={flow(0) - 16} height={32} />
        <text x={x(index)} y={flow(0) + 5} textAnchor="middle">
          ?
        </text>
      </g>
    );
  }
  const [top, low] = [
    Math.max(0, ...month.pieces.map(({ to }) => to)),
    Math.min(0, ...month.pieces.map(({ to }) => to)),
  ];
  return (
    <g>
      {month.pieces.map(({ part, from, to }) => (
        <rect
          key={part}
          className={`flow-chart-piece flow-chart-${part}`}
          fill={fillOf(part, id)}
          x={left}
          width={bar}
          y={Math.min(flow(from), flow(to))}
          height={Math.max(1, Math.abs(flow(from) - flow(to)))}
        />
      ))}
      {geometry.layout.isWide && top > 0 && (
        <text className="flow-chart-number" x={x(index)} y={flow(top) - 4} textAnchor="middle">
          {frenchInteger(top)}
        </text>
      )}
      {geometry.layout.isWide && low < 0 && (
        <text className="flow-chart-number" x={x(index)} y={flow(low) + 14} textAnchor="middle">
          {frenchInteger(-low)}
        </text>
      )}
      {month.hiddenIn && <Secret x={x(index)} y={flow(top) - (top > 0 && geometry.layout.isWide ? 18 : 4)} />}
      {month.hiddenOut && <Secret x={x(index)} y={flow(low) + (low < 0 && geometry.layout.isWide ? 28 : 13)} />}
    </g>
  );
}

const Secret = ({ x, y }: { x: number; y: number }) => (
  <text className="flow-chart-secret" x={x} y={y} textAnchor="middle">
    s
  </text>
);

function ActiveLine({ flows: { drawn }, geometry }: { flows: PreparedFlows; geometry: Geometry }) {
  const numbered = drawn.map((month, index) => ({ ...month, index }));
  const runs = unbrokenRuns(numbered, ({ active }) => active !== null);
  const { x, active: y } = geometry;
  const known = numbered.flatMap(({ index, month, active }) => (active === null ? [] : [{ index, month, active }]));
  // The ends, and the January that the title compares with.
  const said = known.filter(
    ({ month }, rank) =>
      rank === 0 || rank === known.length - 1 || (month.endsWith('-01') && rank > 1 && rank < known.length - 2),
  );
  return (
    <g>
      {runs.map((run) => (
        <g key={run[0]?.month} className="flow-chart-active">
          <path
            d={run.map(({ index, active }, rank) => `${rank === 0 ? 'M' : 'L'}${x(index)} ${y(active ?? 0)}`).join('')}
          />
        </g>
      ))}
      {numbered.map(
        ({ observed, index, month }) =>
          observed !== null && (
            <path key={month} className="flow-chart-observed" d={`M${x(index)} ${y(observed) - 4}l4 4l-4 4l-4 -4z`} />
          ),
      )}
      {said.map(({ index, active, month }) => (
        <g key={month} className="flow-chart-active">
          <circle cx={x(index)} cy={y(active)} r="4" />
          <text
            className={index === known.at(-1)?.index ? 'flow-chart-last' : 'flow-chart-number'}
            x={x(index)}
            y={y(active) - 11}
            textAnchor={index === 0 ? 'start' : 'middle'}
          >
            {frenchInteger(active)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Label({ label, part, x, y }: { label: FlowLabel; part: FlowPart; x: number; y: number }) {
  return (
    <text className={`flow-chart-label flow-chart-label-${part}`} x={x} y={y}>
      <tspan className="flow-chart-panel">{label.name}</tspan>
      {label.lines.map((line) => (
        <tspan key={line} x={x} dy={17}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Beside the bars, each at the height of its own; on a telephone, one under the other above them. */
function Labels({ flows: { labels, flowScale }, geometry }: { flows: PreparedFlows; geometry: Geometry }) {
  const { layout, flow } = geometry;
  if (layout.isWide) {
    const x = layout.width - layout.right + 14;
    const zero = flow(0);
    return (
      <>
        <Label label={labels.inflow} part="inflow" x={x} y={Math.min(zero - 34, flow(flowScale.max / 2))} />
        <Label label={labels.housed} part="housed" x={x} y={zero + 16} />
        <Label label={labels.others} part="others" x={x} y={zero + 62} />
      </>
    );
  }
  return (['inflow', 'housed', 'others'] as const).map((part, rank) => (
    <text key={part} x={16} y={layout.flows.top - 54 + 18 * rank}>
      <tspan className={`flow-chart-label-${part} flow-chart-panel`}>{labels[part].name}</tspan>
      {`\u00a0: ${labels[part].lines[0]}`}
    </text>
  ));
}

const samples = (id: string, { flows, isWide }: Layout) =>
  isWide
    ? null
    : (['inflow', 'housed', 'others'] as const).map((part, rank) => (
        <rect
          key={part}
          className={`flow-chart-piece flow-chart-${part}`}
          fill={fillOf(part, id)}
          x={0}
          y={flows.top - 64 + 18 * rank}
          width={11}
          height={11}
        />
      ));

function Drawing({ flows, layout, labelledBy }: { flows: PreparedFlows; layout: Layout; labelledBy: string }) {
  const id = useId();
  const geometry = geometryOf(flows, layout);
  const every = layout.isWide ? 1 : 3;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg
      className={`flow-chart ${layout.isWide ? 'flow-chart-wide' : 'flow-chart-narrow'}`}
      viewBox={`0 0 ${layout.width} ${geometry.bottom + 24}`}
      role="img"
      aria-labelledby={labelledBy}
    >
      <FlowPatterns id={id} />
      <text className="flow-chart-panel" x={0} y={13}>
        Sans domicile à la fin du mois
      </text>
      <Ticks scale={flows.activeScale} y={geometry.active} layout={layout} />
      <ActiveLine flows={flows} geometry={geometry} />
      {layout.isWide && (
        <text className="flow-chart-panel" x={0} y={layout.flows.top - 16}>
          Entrées et sorties du mois
        </text>
      )}
      {samples(id, layout)}
      <Ticks scale={flows.flowScale} y={geometry.flow} layout={layout} />
      <Labels flows={flows} geometry={geometry} />
      {flows.drawn.map((month, index) => (
        <g key={month.month}>
          <Bars month={month} index={index} geometry={geometry} id={id} />
          {index % every === 0 && (
            <text x={geometry.x(index)} y={geometry.bottom} textAnchor="middle">
              {month.shortLabel}
            </text>
          )}
          {month.yearLabel && (
            <text className="flow-chart-year" x={geometry.x(index)} y={geometry.bottom + 17} textAnchor="middle">
              {month.yearLabel}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** How many are without a home at each month's end, then who came in and who went out, on the same months. */
export function FlowChart({ flows, labelledBy }: { flows: PreparedFlows; labelledBy: string }) {
  return (
    <>
      <Drawing flows={flows} layout={wide} labelledBy={labelledBy} />
      <Drawing flows={flows} layout={narrow} labelledBy={labelledBy} />
    </>
  );
}

/** Signs that the drawing cannot name beside themselves. */
export function FlowKey({ flows }: { flows: PreparedFlows }) {
  if (!flows.hasObserved && !flows.hasHidden && !flows.hasGap) return null;
  return (
    <ul className="chart-key" aria-label="Légende">
      {flows.hasObserved && (
        <li>
          <svg className="flow-key-line" viewBox="0 0 24 12" aria-hidden="true">
            <path className="flow-chart-observed" d="M12 1l5 5l-5 5l-5 -5z" />
          </svg>
          comptés à part des demandes
        </li>
      )}
      {flows.hasHidden && <li>s{'\u00a0'}: détail masqué (secret statistique)</li>}
      {flows.hasGap && <li>{`?\u00a0: ${flows.gapWord}`}</li>}
    </ul>
  );
}
