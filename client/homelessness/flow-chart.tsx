import { useId } from 'react';
import type { FlowName } from '../../shared/domain/ledger/ledger-tally.ts';
import { frenchInteger } from '../../shared/domain/words/french-format.ts';
import { unbrokenRuns } from '../charts/prepare/prepare-month-series.ts';
import type { Scale } from '../charts/prepare/scale-ticks.ts';
import type { PreparedFlowMonth, PreparedFlows } from './prepare-flows.ts';
import './flow-chart.css';

const WIDTH = 760;
const LEFT = 46;
const RIGHT = 8;
const ACTIVE = { top: 22, height: 104 };
const FLOWS = { top: 166, height: 214 };
const LABELS = FLOWS.top + FLOWS.height + 16;
const HEIGHT = LABELS + 22;

interface Geometry {
  x: (index: number) => number;
  active: (value: number) => number;
  flow: (value: number) => number;
  bar: number;
}

const place =
  (scale: Scale, { top, height }: { top: number; height: number }) =>
  (value: number) =>
    top + height * (1 - (value - scale.min) / (scale.max - scale.min));

function geometryOf({ months, activeScale, flowScale }: PreparedFlows): Geometry {
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(1, months.length);
  return {
    x: (index) => LEFT + slot * (index + 0.5),
    active: place(activeScale, ACTIVE),
    flow: place(flowScale, FLOWS),
    bar: Math.min(30, slot * 0.7),
  };
}

function Ticks({ scale, y }: { scale: Scale; y: (value: number) => number }) {
  return scale.ticks.map((tick) => (
    <g key={tick} className="flow-chart-axis">
      <line
        className={tick === 0 ? 'flow-chart-zero' : undefined}
        x1={LEFT}
        x2={WIDTH - RIGHT}
        y1={y(tick)}
        y2={y(tick)}
      />
      <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
        {frenchInteger(Math.abs(tick))}
      </text>
    </g>
  ));
}

/** Patterns of this drawing alone: two of them may share a page. */
const fillOf = (flow: FlowName | 'masked', id: string) =>
  ({
    newlyIdentified: 'var(--bar)',
    returnedFromInactive: `url(#${id}-hatch)`,
    returnedFromHousing: `url(#${id}-cross)`,
    housed: 'var(--good)',
    otherExits: `url(#${id}-grey)`,
    lostContact: `url(#${id}-dots)`,
    masked: 'var(--surface-sunk)',
  })[flow];

export function FlowPatterns({ id }: { id: string }) {
  const square = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  return (
    <defs className="flow-chart-patterns">
      <pattern id={`${id}-hatch`} {...square} patternTransform="rotate(45)">
        <path className="flow-chart-in" d="M0 0V6" />
      </pattern>
      <pattern id={`${id}-cross`} {...square}>
        <path className="flow-chart-in" d="M0 3H6M3 0V6" />
      </pattern>
      <pattern id={`${id}-grey`} {...square} patternTransform="rotate(-45)">
        <path className="flow-chart-other" d="M0 0V6" />
      </pattern>
      <pattern id={`${id}-dots`} width={5} height={5} patternUnits="userSpaceOnUse">
        <circle className="flow-chart-lost" cx="2.5" cy="2.5" r="1.4" />
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
  return (
    <g>
      {month.pieces.map((piece) => (
        <rect
          key={piece.flow}
          className={`flow-chart-piece flow-chart-${piece.flow}`}
          fill={fillOf(piece.flow, id)}
          x={left}
          width={bar}
          y={Math.min(flow(piece.from), flow(piece.to))}
          height={Math.max(1, Math.abs(flow(piece.from) - flow(piece.to)))}
        />
      ))}
      {month.hiddenIn && <Secret x={x(index)} y={flow(Math.max(0, ...month.pieces.map(({ to }) => to))) - 4} />}
      {month.hiddenOut && <Secret x={x(index)} y={flow(Math.min(0, ...month.pieces.map(({ to }) => to))) + 13} />}
    </g>
  );
}

const Secret = ({ x, y }: { x: number; y: number }) => (
  <text className="flow-chart-secret" x={x} y={y} textAnchor="middle">
    s
  </text>
);

function ActiveLine({ flows, geometry }: { flows: PreparedFlows; geometry: Geometry }) {
  const numbered = flows.months.map((month, index) => ({ ...month, index }));
  const runs = unbrokenRuns(numbered, ({ active }) => active !== null);
  return (
    <g>
      {runs.map((run) => (
        <g key={run[0]?.month} className="flow-chart-active">
          <path
            d={run
              .map(
                ({ index, active }, rank) =>
                  `${rank === 0 ? 'M' : 'L'}${geometry.x(index)} ${geometry.active(active ?? 0)}`,
              )
              .join('')}
          />
          {run.length === 1 &&
            run.map(({ index, active }) => (
              <circle key={index} cx={geometry.x(index)} cy={geometry.active(active ?? 0)} r="3" />
            ))}
        </g>
      ))}
      {numbered.map(
        ({ observed, index, month }) =>
          observed !== null && (
            <path
              key={month}
              className="flow-chart-observed"
              d={`M${geometry.x(index)} ${geometry.active(observed) - 4}l4 4l-4 4l-4 -4z`}
            />
          ),
      )}
    </g>
  );
}

/** Active people above, then who comes in and who goes out, on the same months. */
export function FlowChart({ flows, labelledBy }: { flows: PreparedFlows; labelledBy: string }) {
  const id = useId();
  const geometry = geometryOf(flows);
  const every = flows.months.length > 14 ? 3 : 1;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the sentence of the figure is its name; a title would also become a tooltip.
    <svg className="flow-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={labelledBy}>
      <FlowPatterns id={id} />
      <text className="flow-chart-panel" x={LEFT} y={13}>
        Actifs à la fin du mois
      </text>
      <Ticks scale={flows.activeScale} y={geometry.active} />
      <ActiveLine flows={flows} geometry={geometry} />
      <text className="flow-chart-panel" x={LEFT} y={FLOWS.top - 12}>
        Entrent ▲
      </text>
      <text className="flow-chart-panel" x={WIDTH - RIGHT} y={FLOWS.top - 12} textAnchor="end">
        Sortent ▼
      </text>
      <Ticks scale={flows.flowScale} y={geometry.flow} />
      {flows.months.map((month, index) => (
        <g key={month.month}>
          <Bars month={month} index={index} geometry={geometry} id={id} />
          {index % every === 0 && (
            <text x={geometry.x(index)} y={LABELS} textAnchor="middle">
              {month.shortLabel}
            </text>
          )}
          {month.yearLabel && (
            <text className="flow-chart-year" x={geometry.x(index)} y={LABELS + 17} textAnchor="middle">
              {month.yearLabel}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

const keys: { flow: FlowName; word: string }[] = [
  { flow: 'newlyIdentified', word: 'nouvellement identifiés' },
  { flow: 'returnedFromInactive', word: 'revenus après un silence' },
  { flow: 'housed', word: 'relogés' },
  { flow: 'otherExits', word: 'autres sorties' },
  { flow: 'lostContact', word: 'perdus de vue' },
];

/** The samples are the drawing's own patterns. */
export function FlowKey({ flows }: { flows: PreparedFlows }) {
  const id = useId();
  return (
    <ul className="chart-key" aria-label="Légende">
      <li>
        <svg className="flow-key-line" viewBox="0 0 24 12" aria-hidden="true">
          <path className="flow-key-active" d="M0 6H24" />
        </svg>
        actifs d’après les demandes
      </li>
      {flows.hasObserved && (
        <li>
          <svg className="flow-key-line" viewBox="0 0 24 12" aria-hidden="true">
            <path className="flow-chart-observed" d="M12 1l5 5l-5 5l-5 -5z" />
          </svg>
          comptés à part
        </li>
      )}
      {keys.map(({ flow, word }) => (
        <li key={flow}>
          <svg className="flow-key-sample" viewBox="0 0 14 14" aria-hidden="true">
            <FlowPatterns id={`${id}-${flow}`} />
            <rect
              className={`flow-chart-piece flow-chart-${flow}`}
              width="14"
              height="14"
              fill={fillOf(flow, `${id}-${flow}`)}
            />
          </svg>
          {word}
        </li>
      ))}
      {flows.hasHidden && (
        <li>
          <svg className="flow-key-sample" viewBox="0 0 14 14" aria-hidden="true">
            <rect className="flow-chart-piece flow-chart-masked" width="14" height="14" fill="var(--surface-sunk)" />
          </svg>
          s{'\u00a0'}: détail masqué (secret statistique)
        </li>
      )}
      {flows.hasGap && <li>{`?\u00a0: ${flows.gapWord}`}</li>}
    </ul>
  );
}
