import { stateWords } from '../../shared/domain/words/state-words.ts';
import { PointMark } from './plot-chart.tsx';
import type { Plot, PlotLayer } from './prepare/plot.ts';
import './chart-key.css';

const WIDE = 26;

/** The same strokes as the drawing, so that a printed key is enough. */
function Sample({ layer }: { layer: PlotLayer }) {
  const hatch = 'repeating-linear-gradient(135deg, var(--bar) 0 2px, transparent 2px 5px)';
  if (layer.kind === 'bars' || layer.kind === 'band') {
    const solid = layer.kind === 'bars' && layer.pattern === 'solid';
    return (
      <span
        className="chart-key-sample"
        style={{ background: solid ? 'var(--bar)' : hatch, borderColor: 'var(--bar)' }}
      />
    );
  }
  const shape = layer.kind === 'rule' ? 'none' : layer.shape;
  return (
    <svg className="chart-key-line" viewBox={`0 0 ${WIDE} 16`} width={WIDE} height={16} aria-hidden="true">
      {layer.kind !== 'marks' && (
        <path className={`plot-line plot-tone-${layer.tone} plot-dash-${layer.dash}`} d={`M0 8H${WIDE}`} />
      )}
      <PointMark shape={shape} tone={layer.tone} x={WIDE / 2} y={8} />
    </svg>
  );
}

const gapWords = {
  missing: `?\u00a0: ${stateWords.notReceived}`,
  'not-published': `?\u00a0: ${stateWords.notPublished}`,
  unavailable: `?\u00a0: ${stateWords.unknown}`,
  masked: `s\u00a0: ${stateWords.hiddenFully}`,
} as const;

/** What the strokes mean; only those that are drawn, each once. Where words touch the lines, the marks alone are left to explain. */
export function PlotKey({ plot, gapsOnly = false }: { plot: Plot; gapsOnly?: boolean }) {
  const named = gapsOnly
    ? []
    : plot.layers.filter((layer, rank) => plot.layers.findIndex((other) => other.name === layer.name) === rank);
  const gaps = [...new Set(plot.gaps.map(({ kind }) => kind))];
  if (named.length + gaps.length === 0) return null;
  return (
    <ul className="chart-key" aria-label="Légende">
      {named.map((layer) => (
        <li key={layer.name}>
          <Sample layer={layer} />
          {layer.name}
        </li>
      ))}
      {gaps.map((kind) => (
        <li key={kind}>{gapWords[kind]}</li>
      ))}
    </ul>
  );
}
